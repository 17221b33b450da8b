"""The last page: what belongs to the maps but stands on none of them, a row for each, so that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.interchange.drawio import looks
from vsmstudio.interchange.drawio.own_fields import KIND, attributes
from vsmstudio.interchange.drawio.sheet import Sheet, safe, shown, style
from vsmstudio.model.document import Document
from vsmstudio.model.records import Link, Person, Record
from vsmstudio.model.words import link_verb
from vsmstudio.notation.shapes import Rect

TITLE = "VSM Studio data"
_SAID = (
    "People, units, services and money that the maps refer to. VSM Studio reads this page back; leave it with the maps."
)
_WIDTH, _ROW, _GAP, _MOST = 240.0, 26.0, 24.0, 60  # rows in a column


def list_page(document: Document, records: Iterable[Record]) -> Sheet:
    """A page with a row for each of these records, sorted by kind and name."""
    sheet = Sheet({KIND: "data"})
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        by_kind.setdefault(record.type, []).append(record)
    sheet.add("heading", Rect(40, 30, 900, 24), looks.heading(), safe(TITLE), attrs={KIND: "drawn"})
    said = style("text", html="1", align="left", spacing="0", fontSize="11", fontColor=looks.MUTED)
    sheet.add("said", Rect(40, 58, 900, 20), said, safe(_SAID), attrs={KIND: "drawn"})
    x = 40.0
    for kind in sorted(by_kind, key=lambda each: (_ORDER.index(each) if each in _ORDER else len(_ORDER), each)):
        held = sorted(by_kind[kind], key=lambda each: (row_label(document, each), each.id))
        for begin in range(0, len(held), _MOST):
            head = style("text", html="1", align="left", spacing="0", fontSize="12", fontStyle="1", fontColor=looks.INK)
            title = kind.capitalize() if begin == 0 else f"{kind.capitalize()}, more"
            sheet.add(f"head-{kind}", Rect(x, 92, _WIDTH, 20), head, safe(title), attrs={KIND: "drawn"})
            for at, record in enumerate(held[begin : begin + _MOST]):
                label = safe(row_label(document, record))
                area = Rect(x, 116 + _ROW * at, _WIDTH, _ROW)
                sheet.add(record.id, area, looks.row(), label, attrs={**attributes(record), "shown": shown(label)})
            x += _WIDTH + _GAP
    return sheet


_ORDER = ("engagement", "stream", "unit", "person", "service", "application", "contract", "revenue", "link", "note")


def row_label(document: Document, record: Record) -> str:
    """What a row says: the name, and of a person the role and the name."""
    if isinstance(record, Person):
        return " · ".join(each for each in (record.role, record.name) if each.strip()) or record.label
    if isinstance(record, Link):
        return f"{document.name(record.source)} {link_verb(record.kind)} {document.name(record.target)}"[:200]
    name = str(getattr(record, "name", "")) or document.name(record.id)
    return " ".join(name.split())[:200] or record.word.capitalize()
