"""A case of a rule: a document, and the findings of that rule which it must raise."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from tests.analysis.maps import changed
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Finding
from vsmstudio.model.document import Document

TODAY = datetime.date(2026, 6, 30)
Kind = Literal["fires", "silent", "threshold"]


@dataclass(frozen=True)
class Case:
    """`expected` are findings as `high Assess` or, where the rule knows several of a subject, `low map/demand`.

    The kind `threshold` stands where the rule just fires or just does not.
    """

    rule: str
    kind: Kind
    said: str
    held: Document
    expected: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.rule} {self.kind}: {self.said}"

    def found(self) -> list[Finding]:
        """What the rule raises on the day of the tests."""
        return [each for each in analyse(self.held, TODAY).findings if each.rule == self.rule]


def in_words(found: Finding) -> str:
    """A finding as cases expect it."""
    aspect = f"/{found.aspect}" if found.aspect else ""
    return f"{found.severity.word} {found.subject}{aspect}{' (future)' if found.future else ''}"


def linked(held: Document, key: str, **fields: Any) -> Document:
    """The document with fields of one link set."""
    return changed(held, key, **fields)


def without(held: Document, *keys: str) -> Document:
    """The document without some records."""
    return Document({key: record for key, record in held.records.items() if key not in keys})


def engaged(held: Document, **settings: Any) -> Document:
    """The document with settings of its engagement."""
    engagement = msgspec.structs.replace(held.engagement, **settings)
    return Document({**held.records, engagement.id: engagement})
