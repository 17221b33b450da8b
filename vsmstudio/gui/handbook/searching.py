"""Finding sections of the handbook by words: all of them have to be there; titles come first."""

from __future__ import annotations

import re
from typing import NamedTuple

from vsmstudio.gui.handbook.book import Book

MOST = 60
_BEFORE, _AFTER = 40, 110  # characters of an excerpt around the first word that was found


class Found(NamedTuple):
    """A section with all the words: where it is, its title, that of its page, and what stands around the first word."""

    place: str
    title: str
    page: str
    excerpt: str


def words_of(typed: str) -> list[str]:
    """What is looked for."""
    return typed.casefold().split()


def search(book: Book, typed: str) -> list[Found]:
    """Sections with all words, the best first: those whose title has them, at the beginning of words before within."""
    words = words_of(typed)
    if not words:
        return []
    hits = []
    for at, each in enumerate(book.sections):
        title, text = each.title.casefold(), each.text.casefold()
        page = book.pages.get(each.page, "")
        if all(word in title or word in text or word in page.casefold() for word in words):
            rank = _rank(words, title, text)
            if rank is not None:
                hits.append((rank, at))
    found = []
    for _, at in sorted(hits)[:MOST]:
        each = book.sections[at]
        place = f"{each.page}#{each.anchor}" if each.anchor else each.page
        found.append(Found(place, each.title, book.pages.get(each.page, ""), excerpt(each.text, words)))
    return found


def _rank(words: list[str], title: str, text: str) -> tuple[int, int] | None:
    """The less, the better; None where no word is in the section itself."""
    begins = sum(bool(re.search(rf"(?<!\w){re.escape(word)}", title)) for word in words)
    inside = sum(word in title for word in words)
    if not inside and not any(word in text for word in words):
        return None
    whole = title == " ".join(words)
    return (0 if whole else 1, -(2 * begins + inside))


def excerpt(text: str, words: list[str]) -> str:
    """What stands around the first of the words, cut between words; the beginning where none is in it."""
    folded = text.casefold()
    places = [at for word in words if (at := folded.find(word)) >= 0]
    at = min(places, default=0)
    begin = 0 if at <= _BEFORE else text.rfind(" ", 0, at - _BEFORE) + 1
    end = min(len(text), at + _AFTER)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + 1)
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"
