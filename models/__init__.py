"""What is stored: SQLModel tables, no logic beyond a row's own."""
