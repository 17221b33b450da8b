"""Elements of a map as a few primitive shapes. Knows no toolkit."""
