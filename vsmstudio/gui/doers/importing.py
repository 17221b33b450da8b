"""What the File menu does with other programs' files."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class ImportDoer(Doer):
    """Taking in what clients and architects have already."""

    def import_files(self) -> None:
        self.window.filing.ask_and_import()

    def new_collection_book(self) -> None:
        self.window.filing.new_collection_book()
