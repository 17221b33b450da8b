"""The one error of reading files."""


class BadFile(Exception):
    """The file is no sound document. The message is a sentence: the file, the place, and what would be accepted."""
