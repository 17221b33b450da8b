"""How ready a service is: five small marks, told by their shapes, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model.records import Readiness
from vsmstudio.notation.parts import diamond
from vsmstudio.notation.shapes import Oval, Shape

NAMES = {"remote_use": "remote use", "self_service": "self-service"}
_ANSWERS = {Readiness.OK: "ready", Readiness.GAP: "gap", Readiness.NOT_ASKED: "not asked"}
PITCH = 15.0


def ready_words(readiness: Mapping[str, Readiness]) -> str:
    """Every kind of readiness with its answer.

    >>> ready_words({"security": Readiness.OK, "remote_use": Readiness.GAP})
    'security ready, remote use gap'
    """
    return ", ".join(f"{NAMES.get(name, name)} {_ANSWERS[answer]}" for name, answer in readiness.items())


def unready(readiness: Mapping[str, Readiness]) -> tuple[int, int]:
    """What a service is sorted by: how many gaps, then how many answers are missing."""
    answers = list(readiness.values())
    return answers.count(Readiness.GAP), answers.count(Readiness.NOT_ASKED)


def marks(answers: Sequence[Readiness], x: float, cy: float) -> list[Shape]:
    """A disc where it is ready, a diamond where there is a gap, a ring where nobody asked."""
    shapes: list[Shape] = []
    for at, answer in enumerate(answers):
        middle = x + PITCH * at
        if answer is Readiness.GAP:
            shapes.append(diamond(middle, cy, 11, fill="gap"))
        elif answer is Readiness.OK:
            shapes.append(Oval(middle - 4, cy - 4, 8, 8, fill="good"))
        else:
            shapes.append(Oval(middle - 3.5, cy - 3.5, 7, 7, stroke="outline", line=1.2))
    return shapes
