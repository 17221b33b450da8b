"""A workbook or a deck as the parts that it is packed of, and what of them could act."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

ACTING = (
    "activex", "attachedtoolbars", "audio", "connection", "control", "ctrlprop", "customxml", "externallink", "hyperlink",
    "macro", "media", "oleobject", "package", "querytable", "script", "slicer", "vba", "video", "webextension",
)  # fmt: skip
_MARKED = re.compile(r"<(?:\w+:)?(hlinkClick|hlinkHover|hyperlink|oleObj\w*|ddeLink|externalReference|webPublish\w*)\b")
_WITHIN, _CELL = {"ref", "location", "display"}, re.compile(r"'[\w &-]+'!A1")


def parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name. No name leads out of the package."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert not [name for name in names if name.startswith(("/", "\\")) or ".." in name or ":" in name]
        return {name: archive.read(name) for name in names}


def trees(content: bytes) -> dict[str, Element]:
    """Every part that is XML, read: it is well formed and declares no entity of its own."""
    return {name: fromstring(data) for name, data in parts(content).items() if name.endswith((".xml", ".rels"))}


def acting(content: bytes) -> list[str]:
    """What in a package leads out of it, runs or loads anything: relationships and elements, each with its part."""
    found = []
    for name, tree in trees(content).items():
        for each in tree.iter():
            word = each.tag.rpartition("}")[2]
            if word == "Relationship":
                kind = each.get("Type", "").rpartition("/")[2].lower()
                if each.get("TargetMode") == "External" or (kind.startswith(ACTING) and kind != "package"):
                    found.append(f"{name}: {kind} {each.get('Target')}")
            elif word == "hyperlink" and set(each.keys()) <= _WITHIN and _CELL.fullmatch(each.get("location", "")):
                continue  # to another sheet of the same workbook
            elif _MARKED.match(f"<{word} "):
                found.append(f"{name}: {word}")
    return found
