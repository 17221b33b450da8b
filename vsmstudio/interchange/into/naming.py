"""What records are called when they are told from one another: case and spaces do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, FlowKind, Node, Record

FEW = 5  # so many are named in a sentence


def folded(text: str) -> str:
    """A name as it is compared.

    >>> folded("  Check  CREDIT ")
    'check credit'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def called(document: Document, record: Record) -> str:
    """The name of a record as it is compared; of an endpoint without one that of its unit or kind."""
    if isinstance(record, Endpoint) and not record.name.strip():
        return folded(document.name(record.id))
    return folded(str(getattr(record, "name", "")))


def neighbours(document: Document, node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """What work comes from and goes to, by name: tells nodes of one name apart."""

    def names(keys: Iterable[Id]) -> frozenset[str]:
        return frozenset(called(document, document.node(key)) for key in keys)

    work = FlowKind.WORK
    return (
        names(flow.source for flow in document.arriving(node.id) if flow.kind is work),
        names(flow.target for flow in document.leaving(node.id) if flow.kind is work),
    )


def short(text: str) -> str:
    """A name in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def listed(names: Sequence[str]) -> str:
    """A few names, and how many more."""
    shown = ", ".join(short(each) for each in names[:FEW])
    return f"{shown} and {len(names) - FEW} more" if len(names) > FEW else shown
