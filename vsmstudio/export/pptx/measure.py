"""How much room texts take on a slide: measured in the bundled face, with room for the fonts that Office has."""

from __future__ import annotations

from vsmstudio.export.pptx.atoms import LEADING, LOOSE, clean
from vsmstudio.export.tables.words import kept
from vsmstudio.notation import text


def wrapped(words: str, size: float, width: float, bold: bool = False, lines: int | None = None) -> tuple[str, ...]:
    """The lines that a text takes."""
    return text.wrap(kept(clean(words)), size, width / LOOSE, bold, lines)


def height(words: str, size: float, width: float, bold: bool = False) -> float:
    """How high a text is, wrapped into a width."""
    return len(wrapped(words, size, width, bold)) * size * LEADING


def shrunk(words: str, size: float, width: float, bold: bool = False, least: float = 0.6) -> float:
    """The size at which words fit into a line, at least a share of the wanted one."""
    needed = text.width(words, size, bold) * LOOSE
    return size if needed <= width else max(round(size * least), int(size * width / needed))


def cut(words: str, size: float, width: float, bold: bool = False, lines: int = 1) -> str:
    """The text; where it takes more than so many lines, as much of it as fits into them, with an ellipsis."""
    words = kept(clean(words).strip())
    if len(wrapped(words, size, width, bold)) <= lines:
        return words
    low, high = 0, min(len(words), 4000)
    while low < high:
        middle = (low + high + 1) // 2
        if len(wrapped(words[:middle].rstrip() + text.ELLIPSIS, size, width, bold)) <= lines:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + text.ELLIPSIS
