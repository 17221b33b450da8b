"""What the Export menu does: the document for other programs."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class ExportDoer(Doer):
    """Asks for a file and writes it beside the work."""

    def export_archimate(self) -> None:
        self.window.exporting.ask(".xml")

    def export_drawio(self) -> None:
        self.window.exporting.ask(".drawio")

    def export_drawio_map(self) -> None:
        self.window.exporting.ask(".drawio", of_map=True)

    def export_table(self) -> None:
        self.window.exporting.ask(".csv")

    def export_table_map(self) -> None:
        self.window.exporting.ask(".csv", of_map=True)

    def export_json(self) -> None:
        self.window.exporting.ask(".json")
