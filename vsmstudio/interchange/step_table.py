"""Step tables: what clients keep in a spreadsheet, one row per step, as a document.

Reading, columns, cells, rows, joins and records have a file each. The document is not laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from vsmstudio.interchange import columns, table_reader
from vsmstudio.interchange.building import build
from vsmstudio.interchange.facts import Facts, Place, Reading
from vsmstudio.interchange.imported import BadSource, Imported, Problem
from vsmstudio.interchange.joining import join
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.table_reader import Table
from vsmstudio.model.document import MOST_RECORDS, Document

MOST_NAMED = 50_000  # predecessors, and services, in all cells together

__all__ = ["read_bytes", "read_files", "read_text"]


def read_text(text: str, name: str = "Table", settings: Settings | None = None) -> Imported:
    """A table in a text, such as the clipboard holds. Raises `BadSource`."""
    return _import([table_reader.read_text(text, name, columns.score)], settings or Settings())


def read_bytes(data: bytes, name: str = "Table", settings: Settings | None = None) -> Imported:
    """A table in a file's bytes. Raises `BadSource`."""
    return _import([table_reader.read_bytes(data, name, columns.score)], settings or Settings())


def read_files(paths: Sequence[Path], settings: Settings | None = None) -> Imported:
    """Several tables as one document. Raises `BadSource`."""
    tables = []
    for path in paths:
        try:
            if path.exists() and not path.is_file():
                raise BadSource(f"{path} is no ordinary file; a step table (.csv) is expected.")
            with path.open("rb") as file:
                data = file.read(table_reader.LARGEST + 1)
        except FileNotFoundError:
            raise BadSource(f"{path} does not exist.") from None
        except (OSError, ValueError) as error:
            raise BadSource(f"{path} could not be read: {getattr(error, 'strerror', None) or error}.") from None
        tables.append(table_reader.read_bytes(data, str(path), columns.score))
    return _import(tables, settings or Settings())


def _import(tables: Sequence[Table], settings: Settings) -> Imported:
    rows: list[Facts] = []
    notes: list[str] = []
    problems: list[Problem] = []
    titles: list[str] = []
    for table in tables:
        title = PurePath(table.name).stem or table.name
        titles.append(f"{title} {len(titles) + 1}" if title in titles else title)
        header = columns.read_header(table.header.cells, [row.cells for row in table.rows])
        reading = Reading(table, header, titles[-1])
        rows += reading.facts()
        problems += reading.problems
        notes += [*table.notes, *reading.notes]
        if "Predecessors" not in header.columns:
            notes.append(f"{table.name}: there is no column Predecessors, so rows follow one another.")
    if not rows:
        raise BadSource(f"{tables[0].name} has no rows below its header; write one row per step.")
    _count_names(rows)
    maps: dict[Place, list[Facts]] = {}
    for row in rows:
        maps.setdefault(row.place, []).append(row)
    joined = [join(each) for each in maps.values()]
    good = [row for row in rows if not row.bad]
    records, more = build(good, [each for part in joined for each in part.joins], settings, titles[0])
    if len(records) + len(good) > MOST_RECORDS:  # each row gets a place on its map, too
        raise BadSource(
            f"{tables[0].name} makes {len(records) + len(good):,} records, and a file holds {MOST_RECORDS:,}; "
            "divide it into several tables."
        )
    problems += [problem for part in joined for problem in part.problems]
    order = [table.name for table in tables]
    problems.sort(key=lambda each: (order.index(each.source), each.row))
    notes += [*(note for part in joined for note in part.notes), *more]
    return Imported(Document(records), tuple(dict.fromkeys(notes)), tuple(problems))


def _count_names(rows: Sequence[Facts]) -> None:
    """Refuse more names in cells than records could be made of. Raises `BadSource`."""
    lists = {
        "predecessors": (f"{row.predecessors or ''};{row.rework_to}" for row in rows),
        "services and systems": (";".join(row.services + row.systems) for row in rows),
    }
    for what, cells in lists.items():
        if sum(cell.count(";") + cell.count(",") + bool(cell.strip(";")) for cell in cells) > MOST_NAMED:
            raise BadSource(f"{rows[0].source} names more than {MOST_NAMED:,} {what}; divide it into several tables.")
