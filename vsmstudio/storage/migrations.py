"""Older files brought up to date, on raw data: `MIGRATIONS[n]` turns the content of version n into that of n + 1.

A migration gets the whole object as plain dicts and lists (`{"version": n, "records": [...]}`) and returns the next.
It is never altered once released, and `tests/files/` keeps a file of every version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

VERSION = 1

Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: Mapping[int, Migration] = {}


def migrate(
    content: dict[str, Any], version: int, to: int, table: Mapping[int, Migration] = MIGRATIONS
) -> dict[str, Any]:
    """The content in version `to`, one step after the other. Raises `KeyError` where the table lacks a step."""
    for number in range(version, to):
        content = {**table[number](content), "version": number + 1}
    return content
