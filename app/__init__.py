"""What people see: pages, their states, and the routes beside them."""
