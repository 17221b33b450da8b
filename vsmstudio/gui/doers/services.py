"""What the Services menu does."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class ServicesDoer(Doer):
    """What the Services menu does."""

    def new_service(self) -> None:
        self.window.library.show()
        self.window.library.add("service")

    def new_person(self) -> None:
        self.window.library.show()
        self.window.library.add("person")

    def new_unit(self) -> None:
        self.window.library.show()
        self.window.library.add("unit")

    def new_contract(self) -> None:
        self.window.library.show()
        self.window.library.add("contract")

    def new_application(self) -> None:
        self.window.library.show()
        self.window.library.add("application")
