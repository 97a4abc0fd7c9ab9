"""The low-code engine, headless: one declaration over one entity, and everywhere the same meaning."""
