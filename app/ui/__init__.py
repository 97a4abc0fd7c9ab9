"""Look only: texts, direction, icons, wrapped browser parts, the frame of every page. No state, no data."""
