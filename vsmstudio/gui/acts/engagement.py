"""What the Engagement menu does: the guide, and the pages around the maps."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer

ACTS = (
    Act("Guide", "toggle_guide", "Ctrl+G", "The stages of an engagement, and what each still needs", toggles="off"),
    SEPARATOR,
    Act("Charter", "show_charter", tip="What is to be mapped, why, and with whom"),
    Act("Stakeholders", "show_stakeholders", tip="Who has a stake, and what value means to them"),
    Act("Workshops", "show_workshops", tip="Who met when, and who was missing"),
    Act("Value", "show_value", tip="The agreed definition of value, outcomes, and value measures"),
    Act("Audit of workflows", "show_audit", tip="As documented, as done, and why it is done so"),
    Act("Experience", "show_experience", tip="How customers, users and employees find each step"),
    SEPARATOR,
    Act("Service portfolio", "show_portfolio_page", tip="Services by state, their money, and what they rest on"),
    Act("Find the misplaced owner", "show_owner_walk", tip="From streams to proposals, in four steps"),
    SEPARATOR,
    Act("Improvement plan", "show_plan", tip="What is to become better, by whom, until when"),
    Act("Priorities", "show_priorities", tip="Improvements in the room's order, effort beside benefit"),
    Act("Follow-up", "show_follow_up", tip="What was promised, and what came"),
)


class EngagementActs(Doer):
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
