"""Find the misplaced owner, in four steps."""
