"""The engagement's settings that figures and findings are measured by, and every rule of the findings."""

from __future__ import annotations

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.words import capitalised, field_words, in_value_words

SETTING_COLUMNS = (
    Column("setting", "Setting", width=52),
    Column("value", "Value", width=26),
    Column("number", "As a number", Kind.NUMBER, width=12),
    Column("used", "Used by", width=60),
)
RULE_COLUMNS = (
    Column("rule", "Rule", width=28),
    Column("title", "What is wrong", width=32),
    Column("checks", "Raised when", width=70),
    Column("severities", "Severity", width=18),
    Column("source", "Source", width=40),
    Column("settings", "Measured by", width=34),
    Column("raised", "Open findings", Kind.COUNT, width=9),
)
THRESHOLDS = (
    "quality_threshold", "quality_floor", "bottleneck_threshold", "longest_wait", "near_critical", "streams_per_owner",
    "expiring_days", "review_months",
)  # fmt: skip
SETTINGS = (
    "hours_per_day", "days_per_week", "weeks_per_year", "productive_hours", "rework", "range_shape", *THRESHOLDS,
)  # fmt: skip


def settings(document: Document) -> Table:
    """Calendar, conventions and thresholds; `ids` are the fields of the engagement."""
    engagement = document.engagement
    rows: list[Row] = []
    for field in SETTINGS:
        value: Cell = getattr(engagement, field)
        used = [rule.id for rule in RULES.values() if field in rule.settings]
        plain = float(value) if isinstance(value, (int, float)) else None
        said = capitalised(field_words("engagement", field))
        rows.append((said, in_value_words(document, engagement, field, value), plain, joined(used)))
    return Table("Thresholds", SETTING_COLUMNS, tuple(rows), "Change them in the engagement's settings.", SETTINGS)


def rules(analysis: Analysis) -> Table:
    """Every rule, what it checks and how many open findings it has; `ids` are the rules."""
    raised: dict[str, int] = {}
    for each in analysis.findings:
        raised[each.rule] = raised.get(each.rule, 0) + 1
    rows = tuple(
        (
            rule.id,
            rule.title,
            rule.checks,
            " or ".join(rule.severities),
            rule.source or None,
            joined([field_words("engagement", each) for each in rule.settings]),
            raised.get(rule.id, 0),
        )
        for rule in RULES.values()
    )
    return Table("Rules", RULE_COLUMNS, rows, "Findings of future maps are counted too.", tuple(RULES))
