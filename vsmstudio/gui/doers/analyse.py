"""What the Analyse menu does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vsmstudio.gui.doers.doer import Doer


class AnalyseDoer(Doer):
    """What the Analyse menu does."""

    def show_findings(self) -> None:
        self._show_lower(self.window.findings)

    def show_steps(self) -> None:
        self._show_lower(self.window.steps)

    def show_figures(self) -> None:
        self._show_lower(self.window.figures)

    def show_capacity(self) -> None:
        self._show_lower(self.window.panels.panel("capacity"))

    def show_compare(self) -> None:
        self._show_lower(self.window.panels.panel("compare"))

    def show_portfolio(self) -> None:
        self._show_lower(self.window.panels.panel("portfolio"))

    def show_owners(self) -> None:
        self._show_lower(self.window.panels.panel("owners"))

    def _show_lower(self, panel: QWidget) -> None:
        self.window.panels.show()
        self.window.panels.setCurrentWidget(panel)
        panel.setFocus()

    def select_critical_path(self) -> None:
        result = self.workspace.result
        if result:
            self.workspace.select([part.node for part in result.path])

    def show_settings(self) -> None:
        """The inspector shows the engagement when nothing is selected."""
        self.workspace.select([])
        self.window.inspector.show()
