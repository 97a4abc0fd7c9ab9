"""Writing a new resource: its model, declaration, migration, test and texts, from one line."""
