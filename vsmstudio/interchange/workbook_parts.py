"""Parts of a workbook, streamed: what takes their elements, and the guards under which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.workbook_cells import Form, form_of, unescaped

MOST_ELEMENTS = 1_600_000  # of one part
_DEEPEST = 60


class NotThis(Exception):
    """The part is no well-formed XML, or says what no program writes."""


def read_part(chunks: Iterable[bytes], target: Target, name: str) -> None:
    """Stream the bytes of a part through a target. Raises `BadSource` where it may do harm, `NotThis` where it is damaged."""
    parser = expat.ParserCreate()
    guards = DefusedXMLParser(forbid_dtd=True)
    parser.StartDoctypeDeclHandler = guards.defused_start_doctype_decl
    parser.EntityDeclHandler = guards.defused_entity_decl
    parser.UnparsedEntityDeclHandler = guards.defused_unparsed_entity_decl
    parser.ExternalEntityRefHandler = guards.defused_external_entity_ref_handler  # type: ignore[assignment]
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = target.start, target.end
    parser.CharacterDataHandler = target.data
    target.source = name
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except DefusedXmlException:
        raise BadSource(f"{name} declares entities, which can hide harm; save it again in Excel.") from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotThis(str(error)) from None


class Target:
    """Takes the elements of a part by their local names, whatever the dialect of Office."""

    source = "The workbook"
    depth = 0
    count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > _DEEPEST:
            raise BadSource(f"{self.source} nests more than {_DEEPEST} deep; no such file is read.")
        if self.count > MOST_ELEMENTS:
            raise BadSource(
                f"{self.source} has a sheet of more than {MOST_ELEMENTS:,} cells and rows; delete blank ones."
            )
        self.begin(tag.rpartition(":")[2], attrs)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.finish(tag.rpartition(":")[2])

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        return None

    def finish(self, tag: str) -> None:
        return None

    def data(self, text: str) -> None:
        return None


class Book(Target):
    """The sheets of a workbook: name, state, and the relation that leads to each; and from when its days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((text for key, text in attrs.items() if key.endswith(":id")), "")
            self.sheets.append((attrs.get("name", "Sheet"), attrs.get("state", "visible"), relation))
        elif tag == "workbookPr":
            self.from_1904 = attrs.get("date1904", "0") in {"1", "true"}


class Relations(Target):
    """By id, what kind of part a relation leads to, and where it is."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "Relationship" and attrs.get("TargetMode") != "External":
            self.found[attrs.get("Id", "")] = (attrs.get("Type", ""), attrs.get("Target", ""))


class Styles(Target):
    """The number formats of cells."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.numbers: list[int] = []
        self.inside = False

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "numFmt":
            self.codes[int(attrs.get("numFmtId", 0))] = attrs.get("formatCode", "")
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside:
            self.numbers.append(int(attrs.get("numFmtId", 0)))

    def finish(self, tag: str) -> None:
        if tag == "cellXfs":
            self.inside = False

    def forms(self) -> list[Form]:
        return [form_of(number, self.codes.get(number)) for number in self.numbers]


class Strings(Target):
    """The texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.taking = False
        self.aside = 0

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "si":
            self.parts = []
        elif tag == "rPh":  # how it is pronounced
            self.aside += 1
        elif tag == "t":
            self.taking = not self.aside

    def finish(self, tag: str) -> None:
        if tag == "t":
            self.taking = False
        elif tag == "rPh":
            self.aside -= 1
        elif tag == "si":
            self.texts.append(unescaped("".join(self.parts)))

    def data(self, text: str) -> None:
        if self.taking:
            self.parts.append(text)
