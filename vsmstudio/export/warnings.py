"""What whoever delivers should know of the texts: characters that were cleaned away, and such as no bundled font holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from vsmstudio.export.emblems import size_of
from vsmstudio.export.options import Options, options_of
from vsmstudio.export.people_shown import left_over, roles_of, told_by_role, without_names
from vsmstudio.export.texts import texts
from vsmstudio.model.document import Document
from vsmstudio.model.records import PeopleShown, Record
from vsmstudio.model.records.base import emblem
from vsmstudio.model.words import field_words, name_of, one_line, type_words
from vsmstudio.notation import text

MOST, NAMED = 10, 8  # places, and characters of one place, that are named one by one
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
Place = tuple[Record, str]  # and its field


def warnings(document: Document, options: Options | None = None) -> tuple[str, ...]:
    """Sentences for whoever delivers the document; none where all is well. `options`: as the engagement says."""
    cleaned: list[Place] = []
    lacking: dict[str, list[Place]] = {}
    for record in document.records.values():
        for field, words in texts(record):
            if words.isascii() and words.isprintable():
                continue
            if _CONTROL.search(words):
                cleaned.append((record, field))
            for character in text.missing(_CONTROL.sub(" ", words)):
                lacking.setdefault(character, []).append((record, field))
    options = options or options_of(document)
    return (
        *_cleaned(document, cleaned),
        *_lacking(document, lacking),
        *_without_role(document, options),
        *_left_over(document, options),
        *_undrawn(document),
    )


def _undrawn(document: Document) -> list[str]:
    """A client's logo that no cover can show."""
    logo = document.engagement.logo
    if not logo:
        return []
    try:
        size_of(emblem(logo))
    except ValueError as error:
        return [f"The client's logo is left out, as it {error}. Choose a PNG or JPEG picture anew."]
    return []


def _cleaned(document: Document, places: list[Place]) -> list[str]:
    said = [f"Control characters were taken out of {where(document, *each)}." for each in places[:MOST]]
    if (more := len(places) - MOST) > 0:
        said.append(f"Control characters were taken out of {more:,} more {'texts' if more > 1 else 'text'}.")
    return said


def _lacking(document: Document, characters: Mapping[str, list[Place]]) -> list[str]:
    """Characters without a glyph, those together that are first met in one text."""
    met: dict[Place, list[str]] = {}
    for character, places in characters.items():
        met.setdefault(places[0], []).append(character)
    said = []
    for place, found in list(met.items())[:MOST]:
        others = len({other for each in found for other in characters[each]}) - 1
        also = f" and {others:,} more {'places' if others > 1 else 'place'}" if others else ""
        more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
        said.append(
            f"No bundled font holds {', '.join(found[:NAMED])}{more}, in {where(document, *place)}{also}: "
            f"report and pictures show {'their codes in frames' if len(found) > 1 else 'its code in a frame'}."
        )
    if (more_texts := len(met) - MOST) > 0:
        said.append(f"No bundled font holds characters of {more_texts:,} more {'texts' if more_texts > 1 else 'text'}.")
    return said


def _without_role(document: Document, options: Options) -> list[str]:
    """Who is shown as somebody's person, as names are not to be told and no role is known."""
    if options.people is PeopleShown.NAMES:
        return []
    roles = roles_of(document)
    found = [each for each in document.people if each.name.strip() and not each.role.strip()]
    said = [
        f"{_shown(one_line(each.name))} has no role and is shown as “{_shown(one_line(roles[each.id]))}”: "
        "write the role, or show people by name."
        for each in found[:MOST]
    ]
    if (more := len(found) - MOST) > 0:
        said.append(f"{more:,} more {'people have' if more > 1 else 'person has'} no role.")
    return said


def _left_over(document: Document, options: Options) -> list[str]:
    """Where a part of a name may still stand although no name is to be told."""
    if options.people is not PeopleShown.ROLES:
        return []
    found = list(left_over(told_by_role(without_names(document), document), document))
    said = [
        f"“{part}” stands in {where(document, record, field)}, which may be somebody's name: write the role instead."
        for record, field, part in found[:MOST]
    ]
    if (more := len(found) - MOST) > 0:
        said.append(f"Parts of names may stand in {more:,} more {'texts' if more > 1 else 'text'}.")
    return said


def where(document: Document, record: Record, field: str) -> str:
    """Where something stands: `the name of step “Approve”`, `the title of the engagement`."""
    called = field_words(record.type, field)
    of_field = f"{called} of" if called.startswith(("what ", "who ")) else f"the {called} of"
    if record.type == "engagement":
        return f"{of_field} the engagement"
    name = _shown(name_of(document, record.id))
    return f"{of_field} {type_words(record.type)}{f' “{name}”' if name else ''}"


def _shown(name: str) -> str:
    """A name that may be printed anywhere: nothing in it turns the words around it."""
    kinds = ((each, unicodedata.category(each)) for each in name)
    return "".join("\ufffd" if kind in ("Cc", "Cs", "Cn") else each for each, kind in kinds if kind != "Cf")
