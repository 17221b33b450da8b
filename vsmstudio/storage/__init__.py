"""Documents in files: the .vsm format, read and written so that nothing is lost."""
