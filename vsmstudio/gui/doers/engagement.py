"""What the Engagement menu does: the guide, and the pages around the maps."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class EngagementDoer(Doer):
    """What the Engagement menu does."""

    def toggle_guide(self) -> None:
        self.window.guiding.toggle()

    def show_charter(self) -> None:
        self.window.stage.turn("charter")

    def show_stakeholders(self) -> None:
        self.window.stage.turn("stakeholders")

    def show_workshops(self) -> None:
        self.window.stage.turn("workshops")

    def show_value(self) -> None:
        self.window.stage.turn("value")

    def show_audit(self) -> None:
        self.window.stage.turn("audit")

    def show_experience(self) -> None:
        self.window.stage.turn("experience")

    def show_portfolio_page(self) -> None:
        self.window.stage.turn("portfolio")

    def show_owner_walk(self) -> None:
        self.window.stage.turn("owner_walk")

    def show_plan(self) -> None:
        self.window.stage.turn("plan")

    def show_priorities(self) -> None:
        self.window.stage.turn("priorities")

    def show_follow_up(self) -> None:
        self.window.stage.turn("follow_up")
