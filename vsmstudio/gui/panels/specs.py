"""How a form is described: the fields of a kind of record, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from vsmstudio.model.document import Document

Kind = Literal[
    "text", "long", "duration", "agreed", "percent", "points", "number", "positive", "signed", "money", "date", "choice", "flag",
    "unit", "person", "stream", "service", "node",
]  # fmt: skip


def _always(document: Document, record: Any) -> bool:
    return True


def _nothing(document: Document, record: Any) -> str:
    return ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together: each stands beside its label, under a caption with what they come to at its right."""

    caption: Callable[[Document], str]
    echo: Callable[[Document, Any], str] = _nothing


@dataclass(frozen=True)
class Spec:
    """One field of a record: how it is asked for. `owner` marks a person whose absence is a gap.

    A time that is `agreed` is a duration that nobody measures or estimates.
    """

    field: str
    label: str
    kind: Kind = "text"
    options: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    owner: bool = False
    when: Callable[[Document, Any], bool] = _always
    echo: Callable[[Document, Any], str] | None = None  # what stands at the right of the field, from the record
    group: Group | None = None


@dataclass(frozen=True)
class Form:
    """The fields of a kind of record: those that are always seen, and those under More.

    `title` says what stands over them where the record has no name of its own.
    """

    word: str
    main: tuple[Spec, ...]
    more: tuple[Spec, ...] = ()
    named: str = "name"
    title: Callable[[Document, Any], str] | None = None


def options(*pairs: tuple[Enum | str, str], blank: bool = False) -> tuple[tuple[Any, str], ...]:
    """The values of a choice with their words."""
    return (((None, "–"),) if blank else ()) + pairs


NOTES = Spec("notes", "Notes", "long")
