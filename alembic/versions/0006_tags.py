"""Customers' tags, so far a text, become tags like those of any record."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TOUCHED = ("shop_customer", "tag", "record_tag", "search_token")
NAMES = """
    select tenant_id, id as record_id, trim(part) as name
    from shop_customer, unnest(regexp_split_to_array(tags, '[,،;؛]')) as part
    where zarrin_fold(part) <> ''
"""


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    op.create_index("ix_tag_tenant_id_name_id", "tag", ["tenant_id", "name", "id"])
    for table in TOUCHED:  # the owner reads and writes the rows of all tenants for once
        op.execute(f"alter table {table} no force row level security")
    op.execute(
        f"""insert into tag (tenant_id, id, name, tone, created_at, updated_at, version)
            select distinct on (tenant_id, zarrin_fold(name))
                   tenant_id, gen_random_uuid(), name, 'neutral', now(), now(), 1
            from ({NAMES}) as given
            where not exists (select from tag where tag.tenant_id = given.tenant_id and tag.deleted_at is null
                              and zarrin_fold(tag.name) = zarrin_fold(given.name))
            order by tenant_id, zarrin_fold(name), record_id"""
    )
    op.execute(
        f"""insert into record_tag (tenant_id, id, created_at, entity, record_id, tag_id)
            select distinct on (given.tenant_id, record_id, tag.id)
                   given.tenant_id, gen_random_uuid(), now(), 'shop_customer', record_id, tag.id
            from ({NAMES}) as given join tag using (tenant_id)
            where zarrin_fold(tag.name) = zarrin_fold(given.name) and tag.deleted_at is null"""
    )
    for table in TOUCHED:
        op.execute(f"alter table {table} force row level security")
    op.drop_column("shop_customer", "tags")
