"""Whether work is done as it is documented: asked by finding, guide, audit page, workbook and report alike."""

from __future__ import annotations

from vsmstudio.model.records import Step


def differs(step: Step) -> bool:
    """Is the work done otherwise than it is documented? Capitals, spaces and a stop at the end make no difference.

    >>> differs(Step(id="a", map="m", name="A", as_documented="Check  the form.", as_done="check the form"))
    False
    """
    if not step.as_documented.strip() or not step.as_done.strip():
        return False
    return _plain(step.as_documented) != _plain(step.as_done)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(". ")
