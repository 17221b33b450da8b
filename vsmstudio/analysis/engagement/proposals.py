"""Proposals of the owner walk-through: who should own what is owned in the wrong place, or by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, PersonId
from vsmstudio.model.records import Objection

Part = Literal["streams", "services"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place where the owner should be another one. `finding` says why; `key` is that finding's.

    `now` is who owns it (None: nobody); `proposed` is who should (None: nobody can be named yet; then `todo` says what to do
    first). `why` gives the reason for the proposed owner in a few words. `stream` is the one that decides, where one does.
    `objection` is what the room noted against it; `accepted`: the room lives with it as it is.
    """

    key: str
    rule: str
    subject: Id
    aspect: str
    part: Part
    finding: Finding
    now: PersonId | None
    proposed: PersonId | None
    why: str
    todo: str
    stream: Id | None = None
    objection: Objection | None = None
    accepted: bool = False


def proposals(document: Document, analysis: Analysis) -> tuple[Proposal, ...]:
    """What the rules on owners of streams and services propose: streams first, each ranked as the findings are."""
    raise NotImplementedError
