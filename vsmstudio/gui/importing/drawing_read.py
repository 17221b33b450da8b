"""Reading a drawing or an architecture model beside the window."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.importing.file_words import with_short_names
from vsmstudio.gui.importing.map_choices import Choice
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.recognising import ARCHIMATE
from vsmstudio.model.ids import Id


class Read(NamedTuple):
    """What a file gave, and the views that could become maps instead."""

    imported: Imported
    views: tuple[Choice, ...]


def read(path: Path, kind: str, views: Collection[Id]) -> Read:
    """The maps of a file; of a model those of the chosen `views`, else of its streams. Raises `BadSource`."""
    from vsmstudio.interchange import sources

    offered: tuple[Choice, ...] = ()
    if kind == ARCHIMATE:
        imported, offered = _model(path, views)
    else:
        imported = sources.read([path], kind)
    return Read(with_short_names(imported, path), offered)


def _model(path: Path, views: Collection[Id]) -> tuple[Imported, tuple[Choice, ...]]:
    from vsmstudio.interchange import archimate, sources

    whole = sources.read([path], ARCHIMATE)  # which looks at the file first, whether it can be read at all
    data = path.read_bytes()
    found = archimate.views_of(data, str(path))
    offered = tuple(Choice(key, name, plural(count, "element")) for key, name, count in found if count > 1)
    return (archimate.read_bytes(data, str(path), views=views) if views else whole), offered
