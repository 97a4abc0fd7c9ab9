"""Dashboards by declaration: figures and cards, each over a list, so that scope, policy and field rights hold."""

from services.admin.dashboards.cards import Bars, Card, Dashboard, Figure, Loads, Rows

__all__ = ["Bars", "Card", "Dashboard", "Figure", "Loads", "Rows"]
