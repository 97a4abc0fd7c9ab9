"""The shop's tables: goods, people who buy them, sales, stock and the ledger."""
