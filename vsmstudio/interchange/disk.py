"""Files of other programs on the disk, as bytes."""

from __future__ import annotations

from pathlib import Path

from vsmstudio.interchange.imported import BadSource


def bytes_of(path: Path, most: int, instead: str) -> bytes:
    """The first `most` bytes of an ordinary file; `instead` says what is expected. Raises `BadSource`."""
    try:
        if path.exists() and not path.is_file():
            raise BadSource(f"{path} is no ordinary file; {instead}.")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise BadSource(f"{path} does not exist.") from None
    except (OSError, ValueError) as error:
        raise BadSource(f"{path} could not be read: {getattr(error, 'strerror', None) or error}.") from None
