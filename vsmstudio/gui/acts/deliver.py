"""What the Deliver menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer

ACTS = (
    Act("Deliver…", "deliver", "Ctrl+P", "Report, workbook, deck and pictures, with a preview of the pages"),
    Act("Deliver as last time", "deliver_again", "Ctrl+Alt+P", "The same files to the same folder, without asking"),
    SEPARATOR,
    Act("Print…", "print_report", "", "The report, with the sections that are chosen"),
    Act("Print this map…", "print_map", "", "The map in view, as its pages in the report"),
)


class DeliverActs(Doer):
    """What the Deliver menu does."""

    def deliver(self) -> None:
        self.window.delivering.ask()

    def deliver_again(self) -> None:
        self.window.delivering.write_again()

    def print_report(self) -> None:
        self.window.printing.print_report()

    def print_map(self) -> None:
        self.window.printing.print_map()
