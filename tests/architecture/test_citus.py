"""What sharding by tenant asks of every table: each primary, unique and foreign key begins with the tenant."""

import importlib
import pkgutil

import pytest
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint

import models
from models.base import metadata

for module in pkgutil.walk_packages(models.__path__, "models."):
    importlib.import_module(module.name)

GLOBAL = {"tenant", "login", "platform_audit"}
TABLES = [table for name, table in sorted(metadata.tables.items()) if name not in GLOBAL]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_begin_with_the_tenant(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint):
            assert next(iter(constraint.columns)).name == "tenant_id", constraint.name
        if isinstance(constraint, ForeignKeyConstraint):
            assert constraint.elements[0].target_fullname.endswith(".tenant_id"), constraint.name
    for index in table.indexes:
        if index.unique:
            assert next(iter(index.columns)).name == "tenant_id", index.name
