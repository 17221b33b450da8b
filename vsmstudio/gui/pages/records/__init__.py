"""A table of records that is typed in place."""
