"""Which database holds what."""


class Router:
    """The shop's tables are in the shop's database, all else is Django's own."""

    def db_for_read(self, model, **_hints):
        return "shop" if model._meta.app_label == "goods" else "default"

    db_for_write = db_for_read

    def allow_migrate(self, database, app_label, **_hints):
        return database == "default" and app_label != "goods"
