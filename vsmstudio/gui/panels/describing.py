"""What a listed record is, in words: for tooltips and for those who listen."""

from __future__ import annotations

from vsmstudio.gui.panels.rows import SIDE_WORD, second_line
from vsmstudio.gui.panels.service_sentences import cost_sentences
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.money import show_money
from vsmstudio.model.records import Application, Contract, Person, Service, Unit


def describe(workspace: Workspace, key: Id, gap: str = "") -> str:
    """A record of the left panel in one line; `gap` is what is wrong with its owner."""
    document, record = workspace.document, workspace.document.get(key)
    match record:
        case Service():
            costs = cost_sentences(document, workspace.analysis, key)
            return ". ".join([f"{record.name}, {record.kind.value}", second_line(workspace, record, gap)[0], *costs])
        case Person():
            parts = [record.label, record.name if record.role else "", document.name(record.unit)]
            return _listed(*parts, "vacant" if record.vacant else "")
        case Unit():
            return _listed(record.name, SIDE_WORD[record.side])
        case Contract():
            value = show_money(record.annual_value, document.engagement.currency)
            ends = f"ends {record.end.isoformat()}" if record.end else ""
            return _listed(record.name, document.name(record.supplier), f"{value} a year" if value else "", ends)
        case Application():
            lifecycle = record.lifecycle.value if record.lifecycle else ""
            return _listed(record.name, lifecycle, f"owner {document.name(record.owner)}" if record.owner else "")
        case _:
            return ""


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
