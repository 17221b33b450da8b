"""Presenting a map to a room: page by page, step by step, nothing else in sight."""
