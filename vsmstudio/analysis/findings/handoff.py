"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.subject import Subject
from vsmstudio.analysis.results import Finding


def findings(subject: Subject) -> Iterator[Finding]:
    """None yet."""
    return iter(())
