"""Workshops, and who attended."""
