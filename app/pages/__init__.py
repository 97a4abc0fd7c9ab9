"""Pages by route."""
