"""Trees of the exchange format: asking them, and writing them as text that any XML program can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.terms import NS, XML, XSI
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.safe_xml import parse

LANG = f"{{{XML}}}lang"
TYPE = f"{{{XSI}}}type"
_PREFIXES = {XML: "xml", XSI: "xsi"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[^\w.\-]", re.ASCII)
_IS_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_ALSO_NAME = re.compile(r"[^\W\d][\w.\-·]*")


def q(name: str) -> str:
    """The tag of an element of the exchange format."""
    return f"{{{NS}}}{name}"


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def type_of(element: Element) -> str:
    """The `xsi:type` without its prefix."""
    return element.get(TYPE, "").rpartition(":")[2].strip()


def children(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterfind(q(name))


def words(element: Element, name: str, language: str = "") -> str:
    """The text of a child in the wanted language, else of the first one of that name."""
    found = list(children(element, name))
    best = next((each for each in found if language and each.get(LANG) == language), found[0] if found else None)
    return (best.text or "") if best is not None else ""


def node(name: str, text: str | None = None, **attributes: str) -> Element:
    """A new element of the exchange format; `type` is its `xsi:type`."""
    made = Element(q(name))
    made.text = text
    for key, value in attributes.items():
        made.set(TYPE if key == "type" else key, value)
    return made


def is_name(text: str) -> bool:
    """May it be an identifier? (An NCName: a letter or `_` first, then letters, digits, `.`, `-`, `_`.)"""
    return _IS_NAME.fullmatch(text) is not None or _ALSO_NAME.fullmatch(text) is not None


def name_from(text: str) -> str:
    """An identifier made of any text; one that may stand as it is stays so."""
    if is_name(text):
        return text
    plain = _NO_NAME.sub(lambda found: f"_{ord(found[0]):x}", text)
    return plain if is_name(plain) else f"id-{plain}"


def clean(text: str) -> str:
    """The text without characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def to_text(element: Element, indent: int | None = None) -> str:
    """The element as XML text whose surroundings declare the exchange format's namespaces.

    White space between elements is left out, or made where `indent` says how deep the element stands.
    """
    parts: list[str] = []
    _write(element, parts, NS, indent)
    return "".join(parts)


def from_text(text: str) -> Element | None:
    """The element that `to_text` wrote; None where the text is none."""
    try:
        root = parse(f'<model xmlns="{NS}" xmlns:xsi="{XSI}">{text}</model>'.encode(), "a kept piece")
    except (BadSource, UnicodeEncodeError):
        return None
    return root[0] if len(root) == 1 else None


def canonical(element: Element) -> str:
    """The same text for elements that say the same."""
    return to_text(element)


def _write(element: Element, parts: list[str], default: str, indent: int | None) -> None:
    space, name = namespace(element.tag), local(element.tag)
    declared: dict[str, str] = {}
    attributes = []
    for key, value in element.items():
        prefix = _prefix(namespace(key), declared)
        attributes.append(f' {prefix}{local(key)}="{_attribute(value)}"')
    if space != default:
        attributes.insert(0, f' xmlns="{_attribute(space)}"')
    attributes += [f' xmlns:{prefix}="{_attribute(each)}"' for each, prefix in declared.items()]
    parts.append(f"<{name}{''.join(attributes)}")
    held, spaced = list(element), _spaced(element)
    text = "" if spaced and held else element.text or ""
    if not held and not text:
        parts.append("/>")
        return
    parts.append(f">{_text(text)}")
    inner = indent + 1 if indent is not None and spaced and held else None
    for child in held:
        if inner is not None:
            parts.append("\n" + "  " * inner)
        _write(child, parts, space, inner)
        parts.append("" if spaced else _text(child.tail or ""))
    if inner is not None and indent is not None:
        parts.append("\n" + "  " * indent)
    parts.append(f"</{name}>")


def _spaced(element: Element) -> bool:
    """Does nothing but white space stand between its children?"""
    return not (element.text or "").strip() and not any((child.tail or "").strip() for child in element)


def _prefix(space: str, declared: dict[str, str]) -> str:
    if not space:
        return ""
    if space in _PREFIXES:
        return f"{_PREFIXES[space]}:"
    return declared.setdefault(space, f"a{len(declared) + 1}") + ":"


def _text(text: str) -> str:
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
