"""The one error of reading files."""


class BadFile(Exception):
    """The file is no sound document. The message is a sentence: the file, the place, and what would be accepted.

    `repairable`: what can still be read of it may be saved, see `storage.repair`.
    """

    def __init__(self, message: str, repairable: bool = False) -> None:
        super().__init__(message)
        self.repairable = repairable
