"""How wide a text is, where it breaks and in which faces it is drawn: the same on screen, on paper and in files.

Every painter draws with the bundled fonts, without kerning and ligatures, so a text is as wide as its characters'
advances add up to. These come from a table that `packaging/fonts.py` writes; no toolkit is asked, and none is needed.

A face is named as its font file: `resources.path("fonts", face + ".ttf")`. Chinese, Japanese and Korean have one
weight only. What no face holds (emoji, mostly) is never dropped in silence: it becomes a framed code point, one em
wide, and `missing` names it.

Hebrew and Arabic are put in visual order and Arabic letters are joined here, so a painter sets the characters of a run
from left to right just as they stand. One that would order them once more (Qt does) is told not to, by U+202D before
and U+202C after the run. Marks of vocalisation, which only a shaping engine can place, are left out of such texts.

The functions for lines take and return texts in reading order; only `split_runs` and `visual` give the drawn order.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from vsmstudio import resources

__all__ = [
    "BOLD",
    "ELLIPSIS",
    "REGULAR",
    "Face",
    "Run",
    "ascent",
    "cap_height",
    "descent",
    "faces",
    "missing",
    "shorten",
    "split_runs",
    "visual",
    "width",
    "wrap",
]

# The faces in the order in which a character looks for its glyph.
REGULAR = ("Inter-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "WenQuanYiMicroHei")
BOLD = ("Inter-SemiBold", "NotoSansHebrew-SemiBold", "NotoSansArabic-SemiBold", "WenQuanYiMicroHei")
ELLIPSIS = "…"

_FRAME = 1.0  # em: the width of a framed code point
_SLACK = 1e-6  # em: a text fits into its own width, in whatever order that was added up
_CACHED = 1 << 14  # texts; a document of 5,000 steps has about as many labels


class Run(NamedTuple):
    """Characters of one face, in drawn order; or, with no face, one character to draw as a framed code point."""

    text: str
    face: str


class Face:
    """The measures of one font file, in em."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.name = name
        self._units: int = data["units"]
        self._runs: list[tuple[int, int, int | list[int]]] = data["runs"]
        self._firsts = [run[0] for run in self._runs]
        self.ascent: float = data["ascent"] / self._units
        self.descent: float = data["descent"] / self._units
        self.cap_height: float = data["cap"] / self._units

    def advance(self, code: int) -> float | None:
        """How far a code point moves the pen; None where the face has no glyph for it."""
        index = bisect_right(self._firsts, code) - 1
        if index < 0:
            return None
        first, last, advances = self._runs[index]
        if code > last:
            return None
        return (advances if isinstance(advances, int) else advances[code - first]) / self._units


@cache
def faces() -> dict[str, Face]:
    """Every bundled face by name."""
    return {name: Face(name, data) for name, data in json.loads(resources.read_bytes("fonts", "widths.json")).items()}


def ascent(size: float) -> float:
    """From the base line to the top of a line of text, in px at `size` px per em."""
    return faces()[REGULAR[0]].ascent * size


def descent(size: float) -> float:
    """From the base line to the bottom of a line of text, in px."""
    return faces()[REGULAR[0]].descent * size


def cap_height(size: float) -> float:
    """From the base line to the top of a capital letter, in px: what to centre a single line by."""
    return faces()[REGULAR[0]].cap_height * size


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide `text` is drawn, in px at `size` px per em."""
    return _cached_ems(text, bold) * size


def split_runs(text: str, bold: bool = False) -> tuple[Run, ...]:
    """The faces that draw `text`, from left to right.

    Each character goes to the first face that holds it. Control characters and line ends become spaces; what is
    never seen (joiners, variation selectors, marks of direction) is left out.
    """
    return _cached_runs(text, bold)


def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` that no face holds, as a person can look them up: "U+1F600 GRINNING FACE"."""
    lacking = dict.fromkeys(run.text for run in split_runs(text) if not run.face)
    return tuple(f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip() for character in lacking)


def shorten(text: str, size: float, width: float, bold: bool = False) -> str:
    """`text`; where it is wider than `width` px, its beginning with an ellipsis (nothing, if not even that fits)."""
    return _cached_shorten(text, width / size + _SLACK, bold)


def wrap(text: str, size: float, width: float, bold: bool = False, lines: int | None = None) -> tuple[str, ...]:
    """`text` in lines of at most `width` px, and in at most `lines` of them: the last then ends with an ellipsis.

    Lines end at line ends, at spaces, between Chinese and Japanese characters and after a hyphen or stroke between
    words. A word that is too long even for a line of its own is broken anywhere. A blank text has no lines.
    """
    return _cached_wrap(text, width / size + _SLACK, bold, lines)


# What is drawn


class _Translation(dict[int, str]):
    """What to draw for a code point, by its Unicode category; for `str.translate`."""

    def __init__(self, by_category: dict[str, str], first: dict[int, str] | None = None) -> None:
        super().__init__(first or {})
        self._by_category = by_category

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = self[code] = self._by_category.get(unicodedata.category(character), character)
        return found


_BLANKS = _Translation({"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"})  # half a surrogate pair is no character
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_INVISIBLE = _Translation({"Cf": ""}, dict.fromkeys(_VARIATION_SELECTORS, ""))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


_MARK = "\u034f"


def visual(text: str) -> str:
    """`text` in the order in which it is drawn from left to right, with Arabic letters in their joined forms."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    from arabic_reshaper import reshape
    from bidi import get_display
    from bidi.mirror import MIRRORED

    # Brackets and the like face the other way where text runs to the left. python-bidi orders them but does not turn
    # them, nor say where. So each gets a mark that goes along as an accent would: what comes after its mark is turned.
    bare = "".join(c for c in text if c != _MARK and not (_RIGHT_TO_LEFT.match(c) and unicodedata.combining(c)))
    ordered = iter(get_display("".join(c + _MARK if c in MIRRORED else c for c in reshape(bare))))
    turned = []
    for character in ordered:
        if character == _MARK:
            turned.append(MIRRORED[next(ordered)])
        else:
            turned.append(character)
            if character in MIRRORED:
                next(ordered)
    return "".join(turned)


def _drawn(text: str) -> str:
    """The characters drawn for `text`, in drawn order. Letters are composed, for painters that place no accents."""
    if text.isascii() and text.isprintable():
        return text
    return visual(unicodedata.normalize("NFC", text).translate(_BLANKS)).translate(_INVISIBLE)


class _Glyphs(dict[str, tuple[float, str]]):
    """Character -> (advance in em, face), looked up when it is first met."""

    def __init__(self, order: tuple[str, ...]) -> None:
        self._faces = [faces()[name] for name in order]

    def __missing__(self, character: str) -> tuple[float, str]:
        found = self[character] = self._find(ord(character))
        return found

    def _find(self, code: int) -> tuple[float, str]:
        for face in self._faces:
            advance = face.advance(code)
            if advance is not None:
                return advance, face.name
        return _FRAME, ""


@cache
def _glyphs(bold: bool) -> _Glyphs:
    return _Glyphs(BOLD if bold else REGULAR)


def _ems(text: str, bold: bool) -> float:
    glyphs = _glyphs(bold)
    return sum([glyphs[character][0] for character in _drawn(text)])


@lru_cache(_CACHED)
def _cached_ems(text: str, bold: bool) -> float:
    return _ems(text, bold)


@lru_cache(_CACHED)
def _cached_runs(text: str, bold: bool) -> tuple[Run, ...]:
    glyphs = _glyphs(bold)
    runs: list[Run] = []
    for face, characters in groupby(_drawn(text), lambda character: glyphs[character][1]):
        if face:
            runs.append(Run("".join(characters), face))
        else:
            runs.extend(Run(character, "") for character in characters)
    return tuple(runs)


# Lines

_HEAD = 64  # characters that are measured at once: of a text far too long for its place the rest need not be
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # all but those that forbid a break
# Kana, Chinese characters and full-width forms. Hangul is not among them: Korean breaks at its spaces.
_CJK = "\u2e80-\u30ff\u3105-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
_NEVER_FIRST = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…"
_NEVER_LAST = "‘“（〔［｛〈《「『【￥＄"
_BETWEEN_PIECES = re.compile(
    rf"(?<=.)(?=.)(?<![{_NEVER_LAST}])(?![{_NEVER_FIRST}])(?:(?<=[{_CJK}])|(?=[{_CJK}]))"
    r"|(?<=[^\W\d][-/–—])(?=[^\W\d])"  # as in "Order-to-cash" and "Sales/Finance", not in "3-5" or "-"
)


def _cut(text: str, limit: float, bold: bool, end: str = "") -> int:
    """How many characters of `text` fit into `limit` em with `end` after them. Accents stay with their letters."""
    count = bisect_right(range(1, len(text) + 1), limit, key=lambda n: _ems(text[:n] + end, bold))
    while 0 < count < len(text) and _belongs_to_the_left(text[count]):
        count -= 1
    return count


def _head(text: str, limit: float, bold: bool, start: int = 0) -> str:
    """The text from `start` on as far as is easily known to be wider than `limit` em; all the rest where none is."""
    size = _HEAD
    while start + size < len(text) and _ems(text[start : start + size], bold) <= limit:
        size *= 2
    return text[start : start + size]


def _belongs_to_the_left(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc") or character == "\u200d"


@lru_cache(_CACHED)
def _cached_shorten(text: str, limit: float, bold: bool) -> str:
    head = _head(text, limit, bold)
    if len(head) == len(text) and _ems(text, bold) <= limit:
        return text
    beginning = head[: _cut(head, limit, bold, ELLIPSIS)].rstrip()
    return beginning + ELLIPSIS if beginning or _ems(ELLIPSIS, bold) <= limit else ""


def _chunks(piece: str, limit: float, bold: bool) -> list[str]:
    """A piece broken by force, each part as long as fits; at least one letter each, or there would be no end."""
    parts: list[str] = []
    start = 0
    while start < len(piece):
        head = _head(piece, limit, bold, start)
        if start + len(head) == len(piece) and _ems(head, bold) <= limit:
            return [*parts, head]
        count = _cut(head, limit, bold) or 1
        while start + count < len(piece) and _belongs_to_the_left(piece[start + count]):
            count += 1
        parts.append(piece[start : start + count])
        start += count
    return parts


def _fill(paragraph: str, limit: float, bold: bool) -> list[tuple[str, str]]:
    """The lines of a paragraph, each with what stood between it and the one before: a space or nothing."""
    found: list[tuple[str, str]] = []
    line, before = "", " "
    for word in _SPACES.split(paragraph.strip()):
        glue = " "
        for piece in _BETWEEN_PIECES.split(word):
            longer = line + glue + piece if line else piece
            if _ems(longer, bold) <= limit:
                line = longer
            else:
                if line:
                    found.append((before, line))
                    before = glue
                *full, line = _chunks(piece, limit, bold)
                for part in full:
                    found.append((before, part))
                    before = ""
            glue = ""
    return [*found, (before, line)]


@lru_cache(_CACHED)
def _cached_wrap(text: str, limit: float, bold: bool, lines: int | None) -> tuple[str, ...]:
    if not text.strip():
        return ()
    found = [line for paragraph in _LINE_ENDS.split(text.strip()) for line in _fill(paragraph, limit, bold)]
    if lines is not None and len(found) > lines:
        head, rest = found[: lines - 1], found[lines - 1 :]
        joined = "".join(before + line for before, line in rest).strip()
        return (*(line for _, line in head), _cached_shorten(joined, limit, bold))
    return tuple(line for _, line in found)
