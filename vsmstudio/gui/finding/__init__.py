"""Jumping to anything by its name, and carrying out any action by its words."""
