"""The sections of the report in their order, each with a key by which it can be left out. Cover and contents are always there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Section(NamedTuple):
    """A section: `says` is what it holds, in a line; `part` the part of the report that it stands in.

    Its pages stand under those of the section `under`, where that is there.
    """

    key: str
    title: str
    says: str
    part: str
    under: str = ""


_SUMMARY, _SCOPE, _STREAMS = "Summary", "Scope and method", "Value streams"
_MONEY, _FINDINGS, _PLAN, _APPENDIX = "Services and money", "Accountability and findings", "Plan", "Appendix"

SECTIONS: tuple[Section, ...] = (
    Section("summary", "Executive summary", "one page: the figures, what matters most, what is asked", _SUMMARY),
    Section("streams", "Summary of each stream", "a page for each value stream", _SUMMARY),
    Section("scope", "Scope and charters", "what was looked at, when and with whom; a charter for each stream", _SCOPE),
    Section("value", "Value", "what value means to the customers, and how it is measured", _SCOPE),
    Section("stakeholders", "Stakeholders", "who has a stake, and what they gain", _SCOPE),
    Section("workshops", "Workshops", "who was there, and who was missing", _SCOPE),
    Section(
        "method", "Method and data", "how figures are made, and how much is measured, estimated or missing", _SCOPE
    ),
    Section("maps", "Maps", "each value stream map, current and future", _STREAMS),
    Section("figures", "Figures", "every figure of a map, and what it means", _STREAMS, "maps"),
    Section("path", "Critical path", "where the lead time goes, step by step", _STREAMS, "maps"),
    Section("range", "Lead time range", "what 50, 85 and 95 of 100 runs take", _STREAMS, "maps"),
    Section("capacity", "Capacity", "takt, load of each step, labour", _STREAMS, "maps"),
    Section(
        "accountable", "Who is accountable", "for each step and service of a map, and where nobody is", _STREAMS, "maps"
    ),
    Section("compared", "Current and future", "what differs between two states of a stream", _STREAMS),
    Section("chains", "From stream to stream", "lead times of streams that start each other", _STREAMS),
    Section("experience", "Experience", "how customers, users and employees rate each step", _STREAMS),
    Section("audit", "Audit of workflows", "where work differs from what is documented, and why", _STREAMS),
    Section("load", "Load of units", "how full the hands of each unit are", _STREAMS),
    Section("services", "Services", "what underpins the streams", _MONEY),
    Section("catalogue", "Service catalogue", "each service with its owner, outcomes and levels", _MONEY, "services"),
    Section("money", "Money", "what services cost, and which streams carry it", _MONEY),
    Section("hidden", "Services, not projects", "what is spent outside services", _MONEY, "money"),
    Section("suppliers", "Contracts, revenue and applications", "with whom, for how much, until when", _MONEY, "money"),
    Section("stops", "If it stops", "what each service's failure reaches", _MONEY),
    Section("ownership", "Who owns what", "streams and services with their owners", _FINDINGS),
    Section("proposals", "Owners proposed", "who should own what nobody, or the wrong side, owns", _FINDINGS),
    Section("findings", "Findings", "the register: evidence, recommendation, owner, due", _FINDINGS),
    Section("health", "Health check", "what a sound engagement has, and what this one lacks", _FINDINGS),
    Section("plan", "Improvement plan", "every improvement with owner and date", _PLAN),
    Section("priorities", "Priorities", "effort against benefit", _PLAN, "plan"),
    Section("contribution", "Contribution", "what each improvement brings", _PLAN, "plan"),
    Section("roadmap", "Roadmap", "the plan over time", _PLAN, "plan"),
    Section("followed", "Follow-up", "what came of it since the baseline", _PLAN),
    Section("definitions", "Definitions and formulas", "every figure, its formula and its source", _APPENDIX),
    Section("assumptions", "How it was calculated", "calendar, rules and thresholds behind the figures", _APPENDIX),
    Section("accepted", "Accepted findings", "what the room decided to live with, and until when", _APPENDIX),
    Section("notes", "Notes and ideas", "what was written on the maps", _APPENDIX),
)
KEYS: frozenset[str] = frozenset(each.key for each in SECTIONS)

BOARD = frozenset({"summary", "scope", "maps", "path", "accountable", "compared", "money", "ownership", "roadmap"})
"""What a board reads: the findings that rank first, and what is asked, stand in the executive summary."""

PRESETS: dict[str, frozenset[str]] = {"Whole report": frozenset(), "For the board": KEYS - BOARD}
"""Presets by their name: the keys that each leaves out."""


def section(key: str) -> Section:
    """The section of a key."""
    return next(each for each in SECTIONS if each.key == key)


def as_keys(left_out: str) -> frozenset[str]:
    """The keys of sections in the engagement's `left_out`."""
    return frozenset(key for each in left_out.split(",") if (key := each.strip()))


def without(keys: Iterable[str]) -> tuple[Section, ...]:
    """The sections that stay, in their order."""
    gone = frozenset(keys)
    return tuple(each for each in SECTIONS if each.key not in gone)
