"""What an explanation is: a value, the rule behind it, and the inputs from which anyone can work it out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vsmstudio.model.ids import Id


class Operation(StrEnum):
    """How the value comes from its inputs: terms put together by this, times each factor, divided by the divisors' sum.

    `GIVEN`: it cannot be worked out from so few inputs; notes say how it came about.
    """

    SUM = "sum"
    PRODUCT = "product"
    LARGEST = "largest"
    GIVEN = "given"


class Role(StrEnum):
    """What an input does in the operation. `BESIDE`: it is shown for the reader and counts for nothing."""

    TERM = "term"
    FACTOR = "factor"
    DIVISOR = "divisor"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a figure is made of.

    `number` is what it counts (minutes, a ratio, money, ...; None: blank, counts nothing), `said` that in words. Where it
    is a product of its own, `factors` are what is multiplied. `record` is where to look it up, `figure` the key under
    which that figure of `record` is explained itself. `note` says what is special.
    """

    name: str
    said: str
    number: float | None = None
    role: Role = Role.TERM
    record: Id = ""
    figure: str = ""
    note: str = ""
    factors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one figure of one record came about.

    `rule` is a sentence or two, `formula` the same in signs, `source` who says so (blank: our own definition). `path` are
    the nodes along which it was found; `covers` says how many parts are known, `notes` what was left out.
    """

    subject: Id
    key: str
    title: str
    value: float | None
    said: str
    rule: str
    formula: str
    source: str = ""
    operation: Operation = Operation.SUM
    inputs: tuple[Input, ...] = ()
    path: tuple[Id, ...] = ()
    covers: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)
