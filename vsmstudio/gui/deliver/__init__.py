"""The dialog that makes the deliverables: what goes into them, how they look, a preview of their pages; and printing."""
