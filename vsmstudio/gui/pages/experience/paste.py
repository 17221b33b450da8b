"""Survey results from a spreadsheet: lines of a step and a rating, with a note where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.gui.panels.reading import read_number
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience
from vsmstudio.model.rules import Refused

_MOST = 20_000  # lines


def survey(document: Document, steps: Sequence[tuple[Id, str]], audience: Audience, text: str) -> tuple[Change, str]:
    """What pasting lines of `step, rating, note` (parted by tabs, semicolons or commas) does, and a sentence that says so.

    `steps` are those of the map with their numbers. A step is named by its name or its number; several answers for one make
    their mean. Raises `Refused` where no line can be understood.
    """
    known = {number.casefold(): key for key, number in reversed(steps) if number}
    known |= {_plain(document.name(key)): key for key, _ in reversed(steps)}
    answers: dict[Id, list[float]] = {}
    notes: dict[Id, list[str]] = {}
    unknown = 0
    for line in text.splitlines()[:_MOST]:
        cells = _cells(line)
        if not any(cells):
            continue
        key, rating = known.get(_plain(cells[0])), _rating(cells[1] if len(cells) > 1 else "")
        if key is None or rating is None:
            unknown += 1
            continue
        answers.setdefault(key, []).append(rating)
        if len(cells) > 2 and cells[2]:
            notes.setdefault(key, []).append(cells[2])
    if not answers:
        raise Refused(
            "No ratings were found. Copy two columns from a spreadsheet, the step and its rating from 1 to 5, and paste again."
        )
    change = Change("Paste survey results", {})
    for key, held in answers.items():
        fields: dict[str, object] = {"rating": round(sum(held) / len(held), 2)}
        if key in notes:
            fields["note"] = "; ".join(dict.fromkeys(notes[key]))[:2000]
        change = change.then(edits.rate(document.apply(change), key, audience, **fields), change.label)
    count = sum(map(len, answers.values()))
    said = (
        f"{count} answer{'' if count == 1 else 's'} for {len(answers)} step{'' if len(answers) == 1 else 's'} pasted."
    )
    if unknown:
        said += f" {unknown} line{'' if unknown == 1 else 's'} named no step of this map, or no rating from 1 to 5."
    return change, said


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _cells(line: str) -> list[str]:
    """The cells of a line: by its tabs, else by semicolons, else the last comma before the rating."""
    for mark in ("\t", ";"):
        if mark in line:
            return [each.strip().strip('"') for each in line.split(mark)]
    name, _, rest = line.partition(",")
    return (
        [name.strip().strip('"'), *(each.strip().strip('"') for each in rest.split(",", 1))] if rest else [line.strip()]
    )


def _rating(text: str) -> float | None:
    try:
        rating = read_number(text)
    except ValueError:
        return None
    return rating if rating is not None and 1 <= rating <= 5 else None
