"""Texts from a spreadsheet as steps that are laid out, and what is said of them."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.interchange.clip_text import TooMuch
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Convention
from vsmstudio.notation.sizes import ROW_PITCH, STEP_HEIGHT

_NAMED = 3  # cells that are named in the notice; all are found in the notes of their steps


class Steps(NamedTuple):
    """Steps of their own document, placed, and the sentence for the person."""

    document: Document
    words: str


def steps_in(text: str, convention: Convention) -> Steps | str:
    """The steps in a text; a sentence where there are none, or too many."""
    from vsmstudio.interchange.pasted import read_pasted
    from vsmstudio.notation.layout import laid_out

    try:
        found = read_pasted(text, waits=convention is not Convention.SERVICE)
    except TooMuch as refusal:
        return str(refusal)
    except BadSource:
        return "There is no step in what was copied. Copy a column of names, or rows that begin with one."
    document = _stacked(laid_out(found.document))
    count = sum(len(document.nodes(each.id)) for each in document.maps)
    words = [f"Pasted {count:,} {'step' if count == 1 else 'steps'}."]
    if len(document.maps) > 1:
        words.append(f"The table names {len(document.maps)} maps; all stand on this one.")
    nameless = [f"row {each.row}" for each in found.kept if not each.text]
    if nameless:
        words.append(f"Without a name: {_some(nameless)}.")
    if kept := [str(each) for each in found.kept if each.text]:
        words.append(f"Not understood, and kept in the notes of the step: {_some(kept)}.")
    words += [f"{each[:1].upper()}{each[1:]}" for each in found.remarks[:2]]
    return Steps(document, " ".join(words))


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _stacked(document: Document) -> Document:
    """The maps of a document below each other, as if they were one."""
    places: dict[str, tuple[float, float]] = {}
    top = 0.0
    for each in document.maps:
        held = {node.id: at for node in document.nodes(each.id) if (at := document.position(node.id))}
        lowest = max((y for _, y in held.values()), default=0.0)
        highest = min((y for _, y in held.values()), default=0.0)
        places |= {key: (x, y - highest + top) for key, (x, y) in held.items()}
        top += lowest - highest + STEP_HEIGHT + ROW_PITCH / 2
    return document.apply(edits.place(document, places)) if len(document.maps) > 1 else document
