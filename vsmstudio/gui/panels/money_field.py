"""A field for money: `12k` is read, `12,000` is shown, with the currency at its right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from vsmstudio.gui.panels.fields import Apply, LineField
from vsmstudio.model.money import read_money, show_money


class MoneyField(LineField):
    """An amount in the engagement's currency. `bare`: the currency stands elsewhere, so that figures line up alone."""

    def __init__(self, name: str, apply: Apply, currency: Callable[[], str], bare: bool = False) -> None:
        super().__init__(name, apply, lambda text: read_money(text, currency()), show_money)
        self.currency, self.bare = currency, bare
        self.echo = self._understood
        if bare:
            self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _understood(self, value: Any) -> str:
        """The currency beside an amount as it is shown; beside any other way to type it also the amount."""
        currency = "" if self.bare else self.currency()
        return currency if self.editor.text() == show_money(value) else f"= {show_money(value, currency)}"
