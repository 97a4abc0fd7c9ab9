"""What the business means and does: rules, the low-code engine, tasks, connectors. No Reflex here."""
