"""What an import would do to a document, for people to look at before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from vsmstudio.model.document import Change


@dataclass(frozen=True, slots=True)
class Plan:
    """One change that brings an imported document in, with new nodes in their places; and what to say about it.

    `added`, `updated` and `unchanged` count records of the source (places and kept pieces left out). `said`: what changes,
    in sentences. `unsure`: where more than one reading was possible, and which one was taken. `missing`: what the document
    has and the source has not; it stays. `rejoins`: where the source connects the same steps otherwise; these connections
    stay as they are unless the plan was asked to `rejoin`.
    """

    change: Change
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    unsure: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rejoins: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Does it change anything?"""
        return bool(self.change)
