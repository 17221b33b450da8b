"""Scenes: what is done at one window, and the pictures taken on the way."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage
from taking.stage import Stage

Shot = tuple[str, QImage]
Play = Callable[[Stage], Iterator[Shot]]


class Scene(NamedTuple):
    """The pictures that it takes, and what does it."""

    names: tuple[str, ...]
    play: Play


_SCENES: list[Scene] = []


def takes(*names: str) -> Callable[[Play], Play]:
    """The pictures that a scene takes, in no order that matters."""

    def noted(play: Play) -> Play:
        _SCENES.append(Scene(names, play))
        return play

    return noted


def scenes() -> Sequence[Scene]:
    """All there are."""
    if not _SCENES:
        for path in sorted(Path(__file__).with_name("shots").glob("*.py")):
            importlib.import_module(f"taking.shots.{path.stem}")
    return _SCENES
