"""What an action is."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Act(NamedTuple):
    """One action: its words, its name, its keys, and a tip. The name is unique; the doer's method of that name carries it out.

    `needs` says when it can be done: always, with a `selection`, with something selected that has a `name`, or with at least
    one of the `nodes`, `several` (two) or `many` (three) of them.
    Acts of one `group` exclude each other and show which of them holds; one that `toggles` is on or off by itself, and begins
    as said there.
    """

    words: str
    name: str
    keys: str = ""
    tip: str = ""
    needs: str = ""
    group: str = ""
    toggles: Literal["", "on", "off"] = ""


SEPARATOR = Act("-", "")
