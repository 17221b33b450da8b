"""Words about a file, as the person who chose it would say them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vsmstudio.interchange.imported import Imported


def called(words: str, path: Path) -> str:
    """The words, in which the file goes by its name, without the folders that it is in.

    >>> called("/home/ann/orders.csv, line 3: the time is blank", Path("/home/ann/orders.csv"))
    'orders.csv, line 3: the time is blank'
    """
    return words.replace(str(path), path.name)


def with_short_names(imported: Imported, path: Path) -> Imported:
    """What was imported, with notes in which the file goes by its name."""
    return replace(imported, notes=tuple(called(each, path) for each in imported.notes))
