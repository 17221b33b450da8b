"""The import assistant: one dialog that shows other programs' files, how they are read, and what will be made of them."""
