"""Our own drawings, torn by other programs or by hand: what is left is sound, and what is lost is said."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.drawio.test_round_trip import map_of
from vsmstudio.interchange.drawio import read_bytes, write
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model import rules
from vsmstudio.storage.codec import decode, encode

LINES = write(map_of()).decode().split("\n")
CELLS = [at for at, line in enumerate(LINES) if line.startswith("        <")]
VALUES = re.compile(r'(?<=[\w.-]=")[^"]*(?=")')
BAD = [
    "",
    "nan",
    "1e999",
    "[" * 500,
    "ghost",
    "-5",
    "a",
    "b",
    "m",
    "soon",
    "step",
    "flow",
    "100000000000",
    "&quot;x&quot;",
    "true",
]


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.sampled_from(CELLS))
        what = draw(st.sampled_from(["value", "value", "gone", "twice", "moved"]))
        if what == "gone":
            lines[at] = ""
        elif what == "twice":
            lines[at] += "\n" + lines[at]
        elif what == "moved":
            other = draw(st.sampled_from(CELLS))
            lines[at], lines[other] = lines[other], lines[at]
        elif found := list(VALUES.finditer(lines[at])):
            value = draw(st.sampled_from(found))
            lines[at] = lines[at][: value.start()] + draw(st.sampled_from(BAD)) + lines[at][value.end() :]
    return "\n".join(lines).encode()


@given(torn())
@settings(max_examples=100)
def test_a_torn_drawing_is_read_as_far_as_it_is_sound(data: bytes):
    try:
        document = read_bytes(data, "Torn.drawio").document
    except BadSource:
        return
    assert rules.check(document) == ()
    assert decode(encode(document)) == document
