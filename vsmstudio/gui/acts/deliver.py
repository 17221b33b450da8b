"""What the Deliver menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act, Doer

ACTS = (
    Act("PDF and workbook…", "deliver", "Ctrl+P"),
    Act("PDF…", "deliver_pdf"),
    Act("Workbook…", "deliver_workbook"),
)


class DeliverActs(Doer):
    """What the Deliver menu does."""

    def deliver(self) -> None:
        self.window.delivering.ask()

    def deliver_pdf(self) -> None:
        self.window.delivering.ask(("pdf",))

    def deliver_workbook(self) -> None:
        self.window.delivering.ask(("xlsx",))
