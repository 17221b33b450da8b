"""The deliverables as scripts have them made: the engagement's own choices, and what the command says otherwise."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vsmstudio.arguments import Stop
from vsmstudio.commands.shared import deliver, load

if TYPE_CHECKING:
    from vsmstudio.export.options import Options
    from vsmstudio.model.document import Document


def report(chosen: argparse.Namespace) -> int:
    """The deliverables; the names of the files written, a line each."""
    formats = _formats(chosen.formats)
    document = load(Path(chosen.file))
    for path in deliver(document, Path(chosen.output), formats, chosen.date, _options(document, chosen)):
        print(path)
    return 0


def _formats(words: str) -> list[str]:
    from vsmstudio.export.deliver import FORMATS

    formats = _keys(words.lower())
    for each in formats:
        if each not in FORMATS:
            raise Stop(f"--formats: {each[:30]} is no format; available are {', '.join(FORMATS)}.")
    if not formats:
        raise Stop(f"--formats: name at least one of {', '.join(FORMATS)}.")
    return formats


def _options(document: Document, chosen: argparse.Namespace) -> Options:
    from vsmstudio.export.brand import PLAIN, BadBrand, read_brand
    from vsmstudio.export.options import options_of
    from vsmstudio.export.sections import BOARD, KEYS
    from vsmstudio.model.records import PaperSize, PeopleShown

    people = {"mixed": PeopleShown.MIXED, "roles": PeopleShown.ROLES, "names": PeopleShown.NAMES}
    try:
        options = options_of(document, read_brand(Path(chosen.brand)) if chosen.brand else PLAIN)
    except BadBrand as error:
        raise Stop(f"--brand: {' '.join(str(error).split())}") from None
    said: dict[str, Any] = {"scale": _scale(chosen.scale)}
    if chosen.paper:
        papers = {each.value.casefold(): each for each in PaperSize}
        if (paper := papers.get(chosen.paper.strip().casefold())) is None:
            raise Stop(f"--paper: {chosen.paper[:30]} is no paper; it is A4, A3, Letter or Tabloid.")
        said["paper"] = paper
    if chosen.people:
        said["people"] = people[chosen.people]
    left_out = {"": options.left_out, "all": frozenset[str](), "board": KEYS - BOARD}[chosen.sections or ""]
    return replace(options, **said, left_out=left_out | _without(chosen.without))


def _scale(words: str) -> float:
    from vsmstudio.export.png import LEAST_SCALE, MOST_SCALE

    try:
        scale = float(words.replace(",", "."))
    except ValueError:
        scale = 0.0
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise Stop(f"--scale: {words[:30]} is no scale; it is {LEAST_SCALE:g} to {MOST_SCALE:g}, such as 2.")
    return scale


def _without(words: str) -> frozenset[str]:
    """The sections to leave out."""
    from difflib import get_close_matches

    from vsmstudio.export.sections import SECTIONS

    known = [each.key for each in SECTIONS]
    keys = _keys(words.lower())
    for each in keys:
        if each not in known:
            near = get_close_matches(each, known, 1)
            guess = f"; did you mean {near[0]}?" if near else "."
            raise Stop(f"--without: {each[:30]} is no section{guess} The sections are {', '.join(known)}.")
    return frozenset(keys)


def _keys(words: str) -> list[str]:
    return [each for part in words.split(",") if (each := part.strip())]
