"""The tables of the shop that the peer shows, as they are."""

from django.db import models


class Category(models.Model):
    """A kind of goods."""

    id = models.UUIDField(primary_key=True)
    tenant_id = models.UUIDField()
    name = models.JSONField()

    class Meta:
        managed, db_table = False, "shop_category"

    def __str__(self):
        return self.name["en"]


class Branch(models.Model):
    """A branch."""

    id = models.UUIDField(primary_key=True)
    tenant_id = models.UUIDField()
    name = models.JSONField()

    class Meta:
        managed, db_table = False, "shop_branch"

    def __str__(self):
        return self.name["en"]


class Item(models.Model):
    """An item."""

    id = models.UUIDField(primary_key=True)
    tenant_id = models.UUIDField()
    sku = models.CharField(max_length=64)
    name = models.JSONField()
    picture = models.CharField(max_length=64)
    category = models.ForeignKey(Category, models.DO_NOTHING)
    home = models.ForeignKey(Branch, models.DO_NOTHING)
    fineness = models.DecimalField(
        max_digits=5, decimal_places=1, choices=[(f, str(f)) for f in (585, 750, 916.6, 999.9)]
    )
    net_weight = models.DecimalField(max_digits=14, decimal_places=3)
    making = models.DecimalField(max_digits=20, decimal_places=4)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        managed, db_table = False, "shop_item"
