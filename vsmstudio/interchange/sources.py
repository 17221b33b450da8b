"""The one door for other programs' files: recognise the kind of each, read them, and have them in one document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from vsmstudio.interchange import safe_xml
from vsmstudio.interchange.disk import bytes_of
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.into import into
from vsmstudio.interchange.into.placing import places
from vsmstudio.interchange.recognising import ARCHIMATE, DRAWIO, EVENT_LOG, HEAD, MODEL, TABLE, kind_of
from vsmstudio.interchange.settings import Settings
from vsmstudio.model import edits
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import Id

__all__ = ["arranged", "kind_of", "kind_of_file", "read"]


def read(paths: Sequence[Path], kind: str | None = None, settings: Settings | None = None) -> Imported:
    """Several files as one document, which is not laid out; all of one `kind` where it is said. Raises `BadSource`.

    Tables belong together; what other files hold is brought in after them, matched by name.
    """
    settings = settings or Settings()
    kinds = [(path, kind or kind_of_file(path)) for path in paths]
    for path, each in kinds:
        if each == MODEL:
            raise BadSource(
                f"{path} is a model of VSM Studio already; open it, or take it into another one with: vsmstudio merge"
            )
    tables = [path for path, each in kinds if each == TABLE]
    parts = [_tables(tables, settings)] if tables else []
    parts += [_READERS[each](path, settings) for path, each in kinds if each != TABLE]
    return _together(parts)


def kind_of_file(path: Path) -> str:
    """The kind of a file on the disk. Raises `BadSource` where it cannot be read, or is of no kind that can."""
    head = _bytes(path, HEAD)
    if not head.strip():
        raise BadSource(f"{path} is empty; a table, model, drawing or event log is expected.")
    return kind_of(path, head)


def arranged(document: Document) -> Document:
    """The document with every node in its place: those that were read stay, the others find theirs."""
    for drawn in document.maps:
        waiting = {node.id for node in document.nodes(drawn.id) if document.position(node.id) is None}
        if waiting:
            found = places(document, drawn.id, waiting, {})
            document = document.apply(edits.place(document, found))
    return document


def _together(parts: Sequence[Imported]) -> Imported:
    """The parts as one, each brought into those before it."""
    whole = parts[0]
    stated: dict[Id, Collection[str]] = dict(whole.stated)
    for part in parts[1:]:
        plan = into(whole.document, part)
        document = whole.document.apply(plan.change)
        stated |= _still_there(part.stated, document)
        whole = Imported(
            document,
            (*whole.notes, *part.notes, *plan.unsure, *plan.rejoins),
            (*whole.problems, *part.problems),
            stated,
        )
    if len(whole.document) > MOST_RECORDS:
        raise BadSource(
            f"These files make {len(whole.document):,} records, and a file holds {MOST_RECORDS:,}; import fewer."
        )
    return whole


def _still_there(stated: Mapping[Id, Collection[str]], document: Document) -> Mapping[Id, Collection[str]]:
    return {key: fields for key, fields in stated.items() if key in document}


# --- one reader for each kind ---------------------------------------------------------------------------------------


def _tables(paths: Sequence[Path], settings: Settings) -> Imported:
    from vsmstudio.interchange.step_table import read_files

    return read_files(paths, settings)


def _archimate(path: Path, settings: Settings) -> Imported:
    from vsmstudio.interchange.archimate import read_bytes

    return read_bytes(_bytes(path), str(path), settings)


def _drawio(path: Path, settings: Settings) -> Imported:
    from vsmstudio.interchange.drawio import read_bytes

    return read_bytes(_bytes(path), str(path), settings)


def _event_log(path: Path, settings: Settings) -> Imported:
    from vsmstudio.interchange.event_log import read_file

    return read_file(path, settings.log, settings)


_READERS: Mapping[str, Callable[[Path, Settings], Imported]] = {
    ARCHIMATE: _archimate,
    DRAWIO: _drawio,
    EVENT_LOG: _event_log,
}


def _bytes(path: Path, most: int = 0) -> bytes:
    """The bytes of an ordinary file, or its first ones. Raises `BadSource`."""
    found = bytes_of(path, most or safe_xml.MOST_BYTES + 1, "name a table, model, drawing or event log")
    if not found and not most:
        raise BadSource(f"{path} is empty.")
    return found
