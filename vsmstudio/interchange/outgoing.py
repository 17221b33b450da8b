"""What a document can be written as for other programs, by the ending of the file: the one list for commands and window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePath
from typing import Any

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

Figures = Callable[[], Mapping[str, Any]]
_DELIVERED = (".pdf", ".xlsx", ".pptx", ".svg", ".png")


FORMATS: Mapping[str, str] = {
    ".xml": "ArchiMate exchange",
    ".drawio": "draw.io drawing",
    ".csv": "step table",
    ".json": "JSON",
}


def ending_of(target: PurePath) -> str:
    """The ending by which a target is written. Raises `ValueError` with the endings that there are."""
    ending = target.suffix.lower()
    if ending in FORMATS:
        return ending
    listed = ", ".join(f"{each} ({FORMATS[each]})" for each in FORMATS)
    if ending in _DELIVERED:
        raise ValueError(f"{ending} is a deliverable, written by: vsmstudio report FILE -o DIR; export writes {listed}")
    if ending == ".vsm":
        raise ValueError(f"it would be a copy of the model itself; export writes {listed}")
    what = f"{ending[:20]} is no ending that can be written" if ending else "its name has no ending"
    raise ValueError(f"{what}; export writes {listed}")


def written(document: Document, ending: str, figures: Figures, maps: Collection[Id] | None = None) -> bytes:
    """The document as a file of this ending (of `FORMATS`), with all maps or these.

    `figures` gives the object of `analyse --json`, and is asked only where the format holds them. The same document gives
    the same bytes.
    """
    chosen = None if maps is None else list(maps)
    if ending == ".xml":
        from vsmstudio.interchange import archimate

        return archimate.write(document, chosen)
    if ending == ".drawio":
        from vsmstudio.interchange import drawio

        return drawio.write(document, chosen)
    if ending == ".csv":
        from vsmstudio.interchange import step_table_out

        return step_table_out.write(document, chosen)
    from vsmstudio.interchange import json_out

    return json_out.write(document, figures())
