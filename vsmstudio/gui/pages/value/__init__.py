"""The agreed definition of value, and value measures."""
