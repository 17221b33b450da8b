"""Records that are joined to another one by links, as chips show them and change them."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.reference import New, Option
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Person, Side, Unit


def joined(document: Document, key: Id, kind: LinkKind, outward: bool) -> list[Option]:
    """What a record is joined to by links of a kind, by name."""
    if outward:
        found = [link.target for link in document.links_from(key, kind)]
    else:
        found = [link.source for link in document.links_to(key, kind)]
    return sorted(
        (Option(each, document.name(each), _about(document, each)) for each in dict.fromkeys(found)),
        key=lambda each: (each.name.casefold(), each.key),
    )


def join(
    document: Document, key: Id, kind: LinkKind, others: Sequence[Id | New], outward: bool, makes: str = "person"
) -> Change:  # fmt: skip
    """Let a record be joined to just these others. A `New` among them makes the person or unit of that name.

    Who is named as a customer and not known yet stands on the customer's side: those inside are known by their units.
    """
    change = Change("", {})
    keys: list[Id] = []
    for each in others:
        if isinstance(each, New):
            made = _made(document.apply(change), kind, each, makes)
            keys.append(next(iter(made.records)))
            change = change.then(made)
        else:
            keys.append(each)
    last = edits.set_joined(document.apply(change), key, kind, keys, outward)
    return change.then(last, last.label)


def _made(document: Document, kind: LinkKind, name: str, makes: str) -> Change:
    if makes != "unit":
        return edits.add_person(document, name)
    return (
        edits.add_unit(document, name, side=Side.CUSTOMER)
        if kind is LinkKind.SERVES
        else edits.add_unit(document, name)
    )


def _about(document: Document, key: Id) -> str:
    record = document.get(key)
    if isinstance(record, Person):
        return reference.about(document, record)
    return record.side.value if isinstance(record, Unit) else ""
