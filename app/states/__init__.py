"""States: one for each kind of page, holding what it draws and one page of plain rows."""
