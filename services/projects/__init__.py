"""Projects: what the house undertakes beside its trade, who works on it and how far it is."""
