"""Improvements in the room's order, and effort beside benefit."""
