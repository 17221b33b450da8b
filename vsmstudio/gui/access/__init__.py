"""The window for people who use the keyboard alone, and for those who hear it rather than see it."""
