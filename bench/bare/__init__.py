"""A Reflex application with nothing but one handler, for comparison."""
