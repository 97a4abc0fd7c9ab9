"""From a clone to an open shop: build, supervisor, web server."""
