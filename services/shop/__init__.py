"""The shop: its pieces, gold rates, prices, sales and books."""
