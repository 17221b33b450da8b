"""What is wrong or missing: one family of rules per file, ranked in the registry."""
