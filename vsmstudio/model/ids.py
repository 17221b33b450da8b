"""Ids: stable, unique, and checked by kind where one record refers to another."""

from __future__ import annotations

import secrets
from typing import Annotated

from msgspec import Meta

Id = str

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> Id:
    """A fresh id of 12 characters that no other document holds by chance (60 random bits)."""
    return "".join(_ALPHABET[byte & 31] for byte in secrets.token_bytes(12))


def _ref(*kinds: str, home: bool = False) -> Meta:
    """An id of a record of one of these kinds. `home`: what stands there goes with it, though it may stand nowhere."""
    return Meta(extra={"ref": kinds, "home": home})


UnitId = Annotated[Id, _ref("unit")]
PersonId = Annotated[Id, _ref("person")]
StreamId = Annotated[Id, _ref("stream")]
MapId = Annotated[Id, _ref("map")]
NodeId = Annotated[Id, _ref("step", "queue", "endpoint")]
PlacedId = Annotated[Id, _ref("step", "queue", "endpoint", "note")]
HomeId = Annotated[Id, _ref("map", home=True)]
ServiceId = Annotated[Id, _ref("service")]
StepId = Annotated[Id, _ref("step")]
WhoId = Annotated[Id, _ref("person", "unit")]
ImprovementId = Annotated[Id, _ref("improvement")]
RankingId = Annotated[Id, _ref("ranking")]
LinkSource = Annotated[
    Id, _ref("service", "stream", "contract", "application", "step", "person", "unit", "workshop", "improvement")
]
LinkTarget = Annotated[Id, _ref("step", "stream", "unit", "service", "workshop")]
RecordId = Annotated[
    Id,
    _ref(
        "engagement", "unit", "person", "stream", "map", "step", "queue", "endpoint", "flow", "service", "application",
        "contract", "stakeholder", "workshop", "measure", "improvement",
    ),
]  # fmt: skip
AboutId = Annotated[
    Id,
    _ref(
        "engagement", "unit", "person", "stream", "map", "step", "queue", "endpoint", "flow", "service", "application",
        "contract", "note", "workshop", "measure",
    ),
]  # fmt: skip
MadeId = Annotated[
    Id,
    _ref(
        "engagement", "unit", "person", "stream", "map", "step", "queue", "endpoint", "flow", "service", "application",
        "contract", "revenue", "link", "note", "stakeholder", "workshop", "measure", "improvement", home=True,
    ),
]  # fmt: skip
