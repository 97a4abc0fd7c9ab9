"""Selling: pricing a cart, and finishing it as one sale, once."""

from services.shop.sales.draft import DraftLine, DraftPayment, SaleDraft
from services.shop.sales.finish import finish
from services.shop.sales.quote import Quote, QuoteLine, quote

__all__ = ["DraftLine", "DraftPayment", "Quote", "QuoteLine", "SaleDraft", "finish", "quote"]
