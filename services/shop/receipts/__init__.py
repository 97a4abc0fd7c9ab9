"""Receipts of sales as PDF: an A5 invoice and a roll of 80 mm, in each language."""

from services.shop.receipts.make import PAPERS, Receipt, pdf

__all__ = ["PAPERS", "Receipt", "pdf"]
