"""The facts: records, documents, changes and the rules that hold for them. Knows nothing but itself."""
