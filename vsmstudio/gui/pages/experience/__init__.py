"""How customers, users and staff find each step."""
