"""A cell's label as lines of plain text: tags go, their line ends stay. Text from a drawing is never markup here."""

from __future__ import annotations

import html
import re

LONGEST = 20_000  # characters of a label that are read
_TAG = re.compile(r"<(/?)([a-zA-Z!][a-zA-Z0-9-]*)[^<>]*>")
_KNOWN = re.compile(r"</?(br|div|p|b|i|u|font|span|table|tr|td|h\d|ul|ol|li|strong|em)\b[^<>]*>", re.IGNORECASE)
_BLOCKS = frozenset(
    {"br", "div", "p", "tr", "li", "table", "ul", "ol", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
)
_SILENT = frozenset({"style", "script", "title"})
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def lines_of(value: str, is_html: bool = True) -> tuple[str, ...]:
    """The lines of a label that are not blank, spaces made single.

    >>> lines_of("Check&nbsp;<b>credit</b><div>C/T = 5&lt;6 min</div>")
    ('Check credit', 'C/T = 5<6 min')
    """
    value = value[:LONGEST]
    if is_html or _KNOWN.search(value):
        value = html.unescape(_without_tags(value))
    value = _CONTROLS.sub(" ", _UNSEEN.sub("", value))
    return tuple(line for each in value.splitlines() if (line := " ".join(each.split())))


def _without_tags(value: str) -> str:
    """The text between tags, in one pass; what stands in a style or script is none."""
    parts, at, unread = [], 0, ""
    for tag in _TAG.finditer(value):
        name = tag[2].lower()
        if not unread:
            parts.append(value[at : tag.start()])
            parts.append("\n" if name in _BLOCKS else " " if name in {"td", "th"} else "")
            unread = name if name in _SILENT and not tag[1] else ""
        elif tag[1] and name == unread:
            unread = ""
        at = tag.end()
    return "".join([*parts, "" if unread else value[at:]])


def with_values(value: str, values: dict[str, str]) -> str:
    """A label whose %names% are placeholders, each as what stands for it; those that nobody knows stay."""
    return re.sub(r"%([\w.-]{1,60})%", lambda found: values.get(found[1], found[0]), value[:LONGEST])
