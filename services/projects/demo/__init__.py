"""What an example house undertakes."""
