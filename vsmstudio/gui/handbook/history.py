"""The way a reader went: places, each with how far it was scrolled."""

from __future__ import annotations


class History:
    """Going back and forward; a new place forgets what came after."""

    def __init__(self) -> None:
        self._been: list[tuple[str, int]] = []
        self._at = -1

    @property
    def place(self) -> str:
        """Where the reader is; blank at the very beginning."""
        return self._been[self._at][0] if self._been else ""

    @property
    def scrolled(self) -> int:
        """How far this place was scrolled when it was left; 0 where it was not yet."""
        return self._been[self._at][1] if self._been else 0

    @property
    def has_back(self) -> bool:
        return self._at > 0

    @property
    def has_forward(self) -> bool:
        return self._at + 1 < len(self._been)

    def leave(self, scrolled: int) -> None:
        """Note how far the place in view is scrolled."""
        if self._been:
            self._been[self._at] = self.place, scrolled

    def go(self, place: str) -> None:
        """On to another place; the same again is no step."""
        if place != self.place:
            del self._been[self._at + 1 :]
            self._been.append((place, 0))
            self._at += 1
        else:
            self.leave(0)

    def back(self) -> str:
        """The place before; blank where there is none."""
        return self._step(-1) if self.has_back else ""

    def forward(self) -> str:
        """The place after; blank where there is none."""
        return self._step(1) if self.has_forward else ""

    def _step(self, by: int) -> str:
        self._at += by
        return self.place
