"""What the page for tables has done beside the window: opening files as sheets, and reading sheets as chosen. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing.sheet_state import SheetState, opened
from vsmstudio.gui.settings import Sheet as Remembered
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.mapping import TABLES, Mapping, read
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.sheets import Sheet, read_file, sheets_of

HELD = (*((each, each.capitalize()) for each in TABLES), ("", "Nothing: leave it out"))


def opened_files(
    paths: Sequence[Path], remembered: tuple[Remembered, ...], progress: Progress
) -> tuple[list[SheetState], dict[Path, str]]:
    """The sheets of these files, each as it is proposed to be read; and why a file cannot be read."""
    states: list[SheetState] = []
    failed: dict[Path, str] = {}
    names: set[str] = set()
    for at, path in enumerate(paths):
        if not progress(at / len(paths)):
            break
        try:
            name = path.name if path.name not in names else f"{path.parent.name}/{path.name}"
            names.add(name)
            sheets = sheets_of(read_file(path), name)
        except BadSource as error:
            failed[path] = str(error)
            continue
        found = [opened(path, sheet, remembered) for sheet in sheets]
        states += sorted(found, key=lambda each: not each.used)  # those of which something is read come first
    return states, failed


def read_sheets(used: Sequence[tuple[Sheet, Mapping]], settings: Settings, name: str) -> Imported:
    """What the sheets hold when they are read so. Raises `BadSource`."""
    return read([sheet for sheet, _ in used], [mapping for _, mapping in used], settings, name)


def titles_in(state: SheetState) -> dict[str, int]:
    """The place of each column by its title, and by its field where no title is called so; of two alike the first."""
    uses = tuple(reversed(state.mapping.columns))
    return {each.field: each.index for each in uses if each.field} | {each.title: each.index for each in uses}
