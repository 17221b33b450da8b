"""What the Engagement menu does: the guide, and the pages around the maps."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

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
