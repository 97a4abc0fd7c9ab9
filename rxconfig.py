"""Reflex's own configuration; ours is in ``services.core.config``."""

import reflex as rx

from app.server.build_plugins import SameOrigin
from services.core.config import settings

conf = settings()

config = rx.Config(
    app_name="app",
    app_module_import="app.main",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=conf.origins,
    redis_url=conf.redis_state_url if conf.page_memory == "redis" else None,
    state_manager_mode=rx.constants.StateManagerMode(conf.page_memory),
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
