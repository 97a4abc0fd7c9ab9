"""Dashboards by declaration: figures and cards, each over a list, so that scope, policy and field rights hold."""

from services.admin.dashboards.cards import Bars, Card, Curve, Dashboard, Figure, Line, Loads, Rows

__all__ = ["Bars", "Card", "Curve", "Dashboard", "Figure", "Line", "Loads", "Rows"]
