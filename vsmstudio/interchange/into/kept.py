"""Pieces of other programs' files: a file that is read again replaces the pieces that it gave before."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator

import msgspec

from vsmstudio.interchange.into.matching import Matching
from vsmstudio.interchange.into.pairing import Pairing
from vsmstudio.interchange.into.taking import moved
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Kept


def kept_pieces(matching: Matching, there: Container[Id]) -> Iterator[Kept]:
    """The kept pieces of the source as they stand in the document; none of records that were not brought in."""
    theirs = [moved(each, matching.final, each.id) for each in matching.source.all(Kept)]
    theirs = [each for each in theirs if each.about is None or each.about in there]
    pairing: Pairing[Kept] = Pairing(list(theirs), list(matching.document.all(Kept)))
    pairing.by(lambda each: (*_what(each), each.key, each.about) if each.key else None)
    pairing.by(lambda each: (*_what(each), each.key) if each.key else None, alone=True)
    pairing.by(lambda each: (*_what(each), each.text, each.about))
    pairing.by(lambda each: None if each.key else (*_what(each), each.about), alone=True)
    for each in theirs:
        if (mine := matching.document.of(Kept, pairing.found.get(each.id))) is not None:
            yield msgspec.structs.replace(each, id=mine.id, order=mine.order)
        else:
            yield msgspec.structs.replace(each, id=matching.final[each.id])


def _what(piece: Kept) -> tuple[Hashable, ...]:
    return piece.format, piece.kind
