"""What the Deliver menu does."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class DeliverDoer(Doer):
    """What the Deliver menu does."""

    def deliver(self) -> None:
        self.window.delivering.ask()

    def deliver_again(self) -> None:
        self.window.delivering.write_again()

    def print_report(self) -> None:
        self.window.printing.print_report()

    def print_map(self) -> None:
        self.window.printing.print_map()
