"""The command that brings back what a crash or a damaged disk left."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vsmstudio.arguments import Stop
from vsmstudio.commands.shared import refuse_ending, write

if TYPE_CHECKING:
    from vsmstudio.model.document import Document
    from vsmstudio.storage.recovery import Recording


def recover(chosen: argparse.Namespace) -> int:
    """What a crash or a damaged disk left: listed, or written to a new file."""
    from vsmstudio import places
    from vsmstudio.storage.recovery import left

    found = left(places.journals())
    if chosen.file is None:
        if chosen.output is not None:
            raise Stop("recover: name the FILE that is to be recovered.")
        print("\n\n".join(_recoverable(each) for each in found) or "There is nothing to recover.")
        return 0
    file = Path(chosen.file)
    target = Path(chosen.output) if chosen.output else _free_name(file)
    refuse_ending(target)
    if target.exists():
        raise Stop(f"{target} exists; name another file with -o.")
    document, ancestors, told = _recovered(file, found)
    if document is None:
        print(told[0])
        return 0
    write(document, target, ancestors)
    for line in told:
        print(line)
    print(target)
    return 0


def _recoverable(recording: Recording) -> str:
    file = recording.path or recording.journal
    made = f"{recording.count} change{'' if recording.count == 1 else 's'}"
    what = f"{recording.path}: {made} after the last save" if recording.path else f"Never saved: {made}"
    notes = [f"{what}, the last on {recording.when:%Y-%m-%d at %H:%M}."]
    if not recording.fits:
        notes.append("The file was changed since; what is recovered is a copy.")
    if not recording.whole:
        notes.append(f"The end of the record is damaged; {len(recording.changes)} of the changes can be read.")
    return " ".join(notes) + f'\n  vsmstudio recover "{file}"'


def _recovered(file: Path, found: Sequence[Recording]) -> tuple[Document | None, tuple[str, ...], list[str]]:
    """The document that comes of a file's unsaved changes, of a journal, or of mending the file; None where it is sound."""
    from vsmstudio.storage.errors import BadFile
    from vsmstudio.storage.recovery import Recording
    from vsmstudio.storage.repair import repair_file

    mine = [each for each in found if file.absolute() in {each.path, each.journal.absolute()}]
    if not mine and file.suffix == ".journal" and file.is_file():
        mine = [Recording(file)]
    if mine and (document := mine[0].document) is not None:
        return document, mine[0].ancestors, [f"Recovered {len(mine[0].replayed)} changes."]
    if mine:
        raise Stop(f"{file} holds nothing that could be read.")
    try:
        repaired = repair_file(file)
    except BadFile as error:
        raise Stop(str(error)) from None
    if not repaired.done:
        return None, (), [f"{file} is sound, and there are no unsaved changes to it."]
    return repaired.document, (), list(repaired.done)


def _free_name(file: Path) -> Path:
    """Where a recovered document goes: beside its file; one that was never saved comes into the present folder."""
    if file.suffix == ".journal":
        return Path("recovered.vsm")
    return file.with_name(f"{file.stem} (recovered).vsm")
