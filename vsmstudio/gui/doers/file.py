"""What the File menu does."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.start.templates import TEMPLATES


class FileDoer(Doer):
    """What the File menu does."""

    def new_document(self) -> None:
        self.window.filing.new()

    def close_document(self) -> None:
        self.window.filing.close_document()

    def open_document(self) -> None:
        self.window.filing.open()

    def open_sample(self) -> None:
        self.window.filing.open_sample()

    def save(self) -> None:
        self.window.filing.save()

    def save_as(self) -> None:
        self.window.filing.save_as()

    def new_from_file(self) -> None:
        self.window.filing.new_from_file()

    def save_copy(self) -> None:
        self.window.filing.save_copy()

    def show_versions(self) -> None:
        self.window.merging.show_versions()

    def merge_file(self) -> None:
        self.window.merging.merge_file()

    def check_and_repair(self) -> None:
        self.window.merging.check_and_repair()

    def close(self) -> None:
        self.window.close()


class TemplateDoer(Doer):
    """A new document from each template."""

    def begin_service_value_stream(self) -> None:
        self._begin("service-value-stream")

    def begin_incident_to_resolution(self) -> None:
        self._begin("incident-to-resolution")

    def begin_order_to_cash(self) -> None:
        self._begin("order-to-cash")

    def begin_hire_to_productive(self) -> None:
        self._begin("hire-to-productive")

    def begin_idea_to_release(self) -> None:
        self._begin("idea-to-release")

    def _begin(self, name: str) -> None:
        self.window.filing.begin_template(next(each for each in TEMPLATES if each.name == name))
