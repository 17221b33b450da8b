"""Edits that the plan makes of one deed: taken up, done, changed by typed names. Each is one `Change`."""

from __future__ import annotations

from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Horizon, Improvement, LinkKind, Step
from vsmstudio.model.rules import Refused

_WHEN = {Horizon.NOW: "now", Horizon.NEXT: "next", Horizon.LATER: "later", None: "no place"}


def take_up(document: Document, key: Id, horizon: Horizon | None) -> Change:
    """Let an improvement be taken up now, next or later."""
    return edits.update(document, key, f"Move {document.name(key)[:40]} to {_WHEN[horizon]}", horizon=horizon)


def changes_words(document: Document, improvement: Improvement) -> str:
    """What an improvement changes, by name, with ; between them."""
    names = [document.name(link.target) for link in document.links_from(improvement.id, LinkKind.CHANGES)]
    return "; ".join(sorted(names))


def set_changes(document: Document, key: Id, text: str) -> Change:
    """Let an improvement change just what is named, with ; between the names. Raises `ValueError` for an unknown name.

    Of several that bear a name those that it changes already stay; else a step of a current map comes first.
    """
    held = [link.target for link in document.links_from(key, LinkKind.CHANGES)]
    wanted: list[Id] = []
    for name in dict.fromkeys(" ".join(part.split()) for part in text.split(";") if part.strip()):
        found = named(document, name)
        if not found:
            raise ValueError(
                f"“{name[:40]}” is no step, service or stream. Type one of their names, with ; between them."
            )
        wanted += [each for each in found if each in held] or found[:1]
    return edits.set_joined(document, key, LinkKind.CHANGES, wanted)


def named(document: Document, name: str) -> list[Id]:
    """The steps, services and streams of a name: those of current maps first."""
    said = name.casefold()
    current = {home.id for stream in document.streams if (home := document.current_map(stream.id)) is not None}
    steps = [each for each in document.all(Step) if each.name.casefold() == said]
    others = [each.id for each in document.services if each.name.casefold() == said]
    others += [each.id for each in document.streams if each.name.casefold() == said]
    here = [each.id for each in steps if each.map in current]
    return [*here, *others, *(each.id for each in steps if each.id not in here)]


def take_order(document: Document, keys: list[Id]) -> Change:
    """Make an order that was only looked at the room's own. Raises `Refused` where nothing would move."""
    change = edits.order_improvements(document, keys)
    if not change:
        raise Refused("This is the room's order already.")
    return Change("Take this order", change.records)
