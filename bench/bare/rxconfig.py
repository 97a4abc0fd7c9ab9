"""Reflex's configuration of the bare application."""

import reflex as rx

config = rx.Config(
    app_name="bare",
    app_module_import="bench.bare.bare",
    telemetry_enabled=False,
    state_manager_mode=rx.constants.StateManagerMode.MEMORY,
    disable_plugins=[rx.plugins.SitemapPlugin],
)
