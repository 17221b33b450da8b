"""Figures and findings: one question per file, pure functions from documents to frozen results."""
