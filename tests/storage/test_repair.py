"""The most of a document is saved out of a damaged file, and every deed is said."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given

from tests.builders import document
from tests.documents import documents
from tests.long.mutants import mutants
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Flow, Link, LinkKind, Map, Placement, Step, Unit, Unknown, ValueStream
from vsmstudio.storage.codec import BadFile, decode, encode
from vsmstudio.storage.repair import Repaired, repair, repair_file

ROOT = Path(__file__).parents[2]
SMALL = document(
    "(Buyer) -> A 1h -> [Desk 3d] -> B 10min/2h/85% @Sales !Clerk => C 1d -> (Buyer_gets);B -30%-> D 2d; D ~10%~> A"
)
DATA = encode(SMALL)
SAMPLE = (ROOT / "resources/examples/sample.vsm").read_bytes()


def mended(data: bytes) -> Repaired:
    """What comes of a file that does not open."""
    with pytest.raises(BadFile):
        decode(data)
    found = repair(data, "plan.vsm")
    assert rules.check(found.document) == ()
    assert decode(encode(found.document)) == found.document
    assert found.done
    assert repair(data, "plan.vsm") == found, "the same twice"
    return found


def spoilt(*pairs: tuple[str, str], data: bytes = DATA) -> bytes:
    text = data.decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def holding(*records: dict[str, object]) -> bytes:
    """The small document with more records behind it, unchecked."""
    lines = [line.rstrip(",") for line in DATA.decode().splitlines()[1:-1]]
    lines += [json.dumps(each, separators=(",", ":")) for each in records]
    return ('{"version":1,"records":[\n' + ",\n".join(lines) + "\n]}\n").encode()


# --- sound files ----------------------------------------------------------------------------------------------------


@given(documents())
def test_a_sound_file_stays_as_it_is(held: Document) -> None:
    assert repair(encode(held)) == (held, ())


def test_another_layout_of_a_sound_file_is_nothing_to_repair() -> None:
    pretty = json.dumps(json.loads(DATA), indent=2, sort_keys=True).encode()
    assert repair(pretty) == (SMALL, ())


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.vsm"
    path.write_bytes(SAMPLE[:-500])
    repair_file(path)
    assert path.read_bytes() == SAMPLE[:-500]
    assert [each.name for each in tmp_path.iterdir()] == ["plan.vsm"]


# --- files cut short, or broken in the middle -----------------------------------------------------------------------


# Nothing without what they are about.
HANGING = ("placement", "link", "acceptance", "objection", "revenue", "touchpoint", "stakeholder", "ranked")


def test_of_a_file_cut_short_every_whole_record_is_there() -> None:
    lines = SAMPLE.split(b"\n")
    for count in range(1, len(lines) - 3, 7):  # the last record is followed by no comma
        cut = b"\n".join(lines[: count + 1]) + b'\n{"type":"un'
        found = mended(cut)
        whole = [json.loads(line.rstrip(b",")) for line in lines[1 : count + 1]]
        stays = {each["id"] for each in whole if each["type"] not in HANGING}
        assert stays <= found.document.records.keys(), "steps, maps and streams that were lost are stood in for"
        assert "ends in the middle" in found.done[0]


def test_a_number_that_was_cut_is_no_number() -> None:
    cut = DATA[: DATA.index(b'"ca":0.85') + len(b'"ca":0.8')]
    document, done = mended(cut)
    step = document.the(Step, "B")
    assert step.ca is None
    assert any("step “B”: it breaks off; what came after is blank" in each for each in done)
    assert document.the(Step, "A").lead_time is not None


def test_what_stood_on_a_lost_map_stays_on_an_empty_one() -> None:
    line = next(line for line in DATA.split(b"\n") if b'"type":"map"' in line)
    found = mended(DATA.replace(line, b'{"type":"map","id":"map" ?????,'))
    assert len(found.document) == len(SMALL)
    line = next(line for line in DATA.split(b"\n") if b'"type":"map"' in line)
    found = mended(DATA.replace(line + b"\n", b"\x00\xff garbage\n"))
    (drawn,) = found.document.maps
    assert drawn.name == "Recovered map"
    assert len(found.document.steps(drawn.id)) == 4
    assert any("A map is lost; an empty map “Recovered map” stands in for it." in each for each in found.done)


def test_a_map_that_was_never_there_takes_what_stands_on_it() -> None:
    data = holding(
        {"type": "step", "id": "S", "map": "gone", "name": "Ship"},
        {"type": "placement", "id": "S.at", "node": "S", "x": 1.0},
        {"type": "flow", "id": "F", "map": "gone", "source": "S", "target": "A"},
    )
    found = mended(data)
    assert found.document == SMALL
    assert len(found.done) == 3
    assert found.done[0] == "Step “Ship”: it was left out, because its map gone is lost."


@pytest.mark.parametrize("hurt", [b"XX", b'"', b"{", b"}", b"[", b"\n", b"\0", b"\xff", b"\\", b",,"])
def test_records_before_and_after_a_broken_one_are_there(hurt: bytes) -> None:
    start = SAMPLE.index(b"Assess from photos")
    found = repair(SAMPLE[: start + 6] + hurt + SAMPLE[start + 6 + len(hurt) :])
    assert found.document.records.keys() == decode(SAMPLE).records.keys()


def test_one_line_without_a_break_is_looked_through_as_well() -> None:
    flat = SAMPLE.replace(b"\n", b"")
    chance = random.Random(3)
    for _ in range(60):
        at = chance.randrange(30, len(flat))
        found = repair(flat[:at] + chance.choice([b'"', b"{", b"}", b"]", b"x"]) + flat[at + 1 :])
        assert len(found.document) >= len(decode(SAMPLE)) - 9


def test_a_bit_that_fell_over_costs_a_record_at_most() -> None:
    chance = random.Random(5)
    whole = decode(SAMPLE)
    saved = 0
    for _ in range(200):
        hurt = bytearray(SAMPLE)
        hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        document, _ = repair(bytes(hurt))
        gone = whole.records.keys() - document.records.keys()
        hurt_ones = [key for key, record in whole.records.items() if document.get(key) != record]
        assert not gone or any(gone <= {key, *(by for by, _ in whole.referrers(key))} for key in hurt_ones), gone
        saved += len(document) >= len(whole)
    assert saved > 160


def test_a_file_written_by_hand_is_read_around_its_mistake() -> None:
    pretty = json.dumps(json.loads(DATA), indent=2, sort_keys=True)
    found = mended(pretty.replace('"name": "A"', '"name": "A').encode())
    assert found.document.records.keys() == SMALL.records.keys()
    found = mended(pretty.replace('"ca": 0.85,', '"ca": 0.85').encode())
    assert found.document.records.keys() == SMALL.records.keys()
    found = mended(pretty.replace("]", "", 1).encode())
    assert found.document == SMALL


# --- texts ----------------------------------------------------------------------------------------------------------


def test_texts_that_are_no_utf_8_show_a_replacement() -> None:
    found = mended(DATA.replace(b'"name":"A"', b'"name":"\xc4pfel"'))
    assert found.document.the(Step, "A").name == "\ufffdpfel"
    assert found.done == ("Some characters were not UTF-8; they are shown as \ufffd.",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(encoding: str) -> None:
    data = DATA.decode().encode(encoding)
    assert mended(b"\xfe\xff" + data if encoding == "utf-16-be" else data).document == SMALL


def test_empty_bytes_at_the_end_are_left_out() -> None:
    assert mended(DATA + b"\0" * 4096).document == SMALL
    assert mended(b"\xef\xbb\xbf" + DATA + b"\0").document == SMALL


def test_half_characters_and_odd_escapes_are_shown_as_they_stand() -> None:
    found = mended(spoilt(('"name":"A"', '"name":"\\ud800 \\q \\u00e9"')))
    assert found.document.the(Step, "A").name == "\ufffd \\q é"


# --- fields ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", ['"much"', "85", "-1", "1e308", "1e400", "9" * 400, "NaN", "-Infinity", "[]", "{}", "true", "0.1.2", "[[["]
)
def test_a_number_that_cannot_be_is_blank(wrong: str) -> None:
    found = mended(spoilt(('"ca":0.85', f'"ca":{wrong}')))
    assert found.document.the(Step, "B").ca is None
    assert found.document.records.keys() == SMALL.records.keys()
    assert any("step “B”: its %C&A cannot be" in each and "it is blank now" in each for each in found.done)


@pytest.mark.parametrize(
    ("pair", "record", "field", "value"),
    [
        (('"text":"1h"', '"text":"-1h"'), "A", "lead_time", None),
        (('{"text":"1h"}', '{"text":"1h","measured":3}'), "A", "lead_time", "1h"),
        (('{"text":"1h"}', '"1h"'), "A", "lead_time", "1h"),
        (('{"text":"1h"}', "90"), "A", "lead_time", "90"),
        (('"ca":0.85', '"ca":"0.85"'), "B", "ca", 0.85),
        (('"ca":0.85', '"ca":"0,85"'), "B", "ca", 0.85),
        (('"name":"B"', '"name":2024'), "B", "name", "2024"),
        (('"name":"B"', '"name":null'), "B", "name", ""),
        (('"name":"B",', ""), "B", "name", ""),
        (('"ca":0.85', '"ca":0.8,"ca":0.85'), "B", "ca", 0.85),
        (('"name":"C"', '"name":"C","split":"some"'), "C", "split", "all"),
        (('"ca":0.85', '"availability":0'), "B", "availability", None),
        (('"ca":0.85', '"ends_here":"perhaps"'), "B", "ends_here", False),
        (('"ca":0.85', '"owner":[1]'), "B", "owner", None),
    ],
)
def test_a_field_of_the_wrong_kind_is_read_as_what_it_says_or_blank(
    pair: tuple[str, str], record: str, field: str, value: object
) -> None:
    found = mended(spoilt(pair))
    is_now = getattr(found.document.records[record], field)
    assert getattr(is_now, "text", is_now) == value
    assert found.document.records.keys() == SMALL.records.keys()


def test_a_required_reference_that_cannot_be_read_takes_its_record() -> None:
    found = mended(holding({"type": "placement", "id": "P", "node": [1]}, {"type": "map", "id": "M"}))
    assert found.document == SMALL
    assert len(found.done) == 2
    assert all("it was left out" in each for each in found.done)


def test_a_wrong_calendar_is_the_usual_one() -> None:
    data = encode(Document([Engagement(id="e", title="T")])).replace(b'"title"', b'"hours_per_day":25,"title"')
    found = mended(data)
    assert found.document.engagement == Engagement(id="e", title="T")
    assert "cannot be 25.0; it is 8.0 now" in found.done[0]


def test_a_record_without_an_id_gets_one() -> None:
    data = holding({"type": "unit", "name": "Sales two"}, {"type": "unit", "id": "", "name": "Third"})
    found = mended(data)
    assert {unit.name for unit in found.document.units} >= {"Sales two", "Third"}
    assert all("it had no id and got one" in each for each in found.done)


def test_numbers_for_ids_are_read_as_texts() -> None:
    found = mended(holding({"type": "unit", "id": 7, "name": "Seven"}, {"type": "person", "id": "p", "unit": 7}))
    assert found.document.the(Unit, "7").name == "Seven"
    assert found.document.get("p").unit == "7"  # type: ignore[union-attr]


def test_what_is_not_known_stays_where_it_is_sound() -> None:
    deep = "[" * 80 + "]" * 80
    found = mended(spoilt(('"ca":0.85', f'"ca":85,"later":{{"a":[1.50]}},"deeper":{deep}')))
    assert found.document.the(Step, "B").extra == '{"later":{"a":[1.50]}}'
    found = mended(holding({"type": "zebra", "id": "z", "of": [1]}, {"type": "unit", "id": "u9"}))
    assert found.document.get("z") == Unknown(id="z", raw='{"type":"zebra","id":"z","of":[1]}')
    found = mended(spoilt(('{"version":1,', '{"version":1,"by":{"app":"Later"},'), ('"ca":0.85', '"ca":85')))
    assert b'"by":{"app":"Later"}' in encode(found.document)


def test_a_bit_that_fell_over_in_a_kind_a_key_or_an_id_is_seen() -> None:
    assert len(mended(SAMPLE.replace(b'"type":"map"', b'"type":"mcp"', 1)).document) == len(decode(SAMPLE))
    assert mended(spoilt(('"source":"B"', '"sourbe":"B"'))).document == SMALL
    hurt = SAMPLE.replace(b'"id":"map-motor-claim-current"', b'"id":"map-mouor-claim-current"')
    found = mended(hurt)
    assert len(found.document) == len(decode(SAMPLE))
    assert len(found.document.nodes("map-mouor-claim-current")) == len(decode(SAMPLE).nodes("map-motor-claim-current"))


# --- records among one another --------------------------------------------------------------------------------------


def test_of_two_records_with_one_id_the_later_gets_a_new_one() -> None:
    data = holding(
        {"type": "unit", "id": "A", "name": "A unit"},
        {"type": "placement", "id": "P", "node": "A", "x": 1.0},
        {"type": "placement", "id": "P", "node": "B", "x": 2.0},
        {"type": "placement", "id": "P", "node": "A", "x": 1.0},
    )
    found = mended(data)
    assert isinstance(found.document.get("A"), Step)
    (unit,) = [each for each in found.document.units if each.name == "A unit"]
    assert len(unit.id) == 12
    assert [each.node for each in found.document.all(Placement) if each.id == "P"] == ["A"]
    assert len(found.done) == 3


def test_the_first_engagement_counts() -> None:
    first, second = (
        {"type": "engagement", "id": "e1", "title": "One"},
        {"type": "engagement", "id": "e2", "title": "Two"},
    )
    data = json.dumps({"version": 1, "records": [first, second]}).encode()
    found = mended(data)
    assert found.document.engagement.title == "One"
    assert found.done == ("Engagement e2: it was left out, because a file holds one engagement; the first was kept.",)


def test_dangling_references_go_and_what_cannot_be_without_them() -> None:
    data = holding(
        {"type": "person", "id": "p1", "name": "Ann", "unit": "gone"},
        {"type": "stream", "id": "s2", "name": "S", "owner": "A"},
        {"type": "map", "id": "m2", "stream": "p1"},
        {"type": "step", "id": "x2", "map": "m2", "name": "On it"},
        {"type": "flow", "id": "f2", "map": "map", "source": "A", "target": "gone"},
    )
    document, done = mended(data)
    assert document.get("p1").unit is None  # type: ignore[union-attr]
    assert document.the(ValueStream, "s2").owner is None
    assert document.records.keys() - SMALL.records.keys() == {"p1", "s2"}
    assert len(done) == 5
    assert "Value stream “S”: its owner belongs to a step; it is blank now." in done


def test_rings_of_units_are_cut_at_the_first_id() -> None:
    data = holding(*(
        {"type": "unit", "id": key, "name": key.upper(), "parent": parent}
        for key, parent in (("r3", "r1"), ("r1", "r2"), ("r2", "r3"), ("q", "r2"), ("own", "own"))
    ))  # fmt: skip
    document, done = mended(data)
    parents = {key: document.the(Unit, key).parent for key in ("r1", "r2", "r3", "q", "own")}
    assert parents == {"r1": None, "r2": "r3", "r3": "r1", "q": "r2", "own": None}
    assert len(done) == 2


def test_flows_across_maps_and_to_themselves_go() -> None:
    data = holding(
        {"type": "map", "id": "m2", "stream": "stream"},
        {"type": "step", "id": "x", "map": "m2", "name": "X"},
        {"type": "step", "id": "y", "map": "m2", "name": "Y"},
        {"type": "flow", "id": "f1", "map": "m2", "source": "x", "target": "A"},
        {"type": "flow", "id": "f2", "map": "m2", "source": "x", "target": "x"},
        {"type": "flow", "id": "f3", "map": "map", "source": "x", "target": "y"},
    )
    document, done = mended(data)
    assert document.get("f1") is None
    assert document.get("f2") is None
    assert document.the(Flow, "f3").map == "m2"
    assert len(done) == 3


def test_rework_of_a_hundred_per_cent_loses_its_latest_chance() -> None:
    data = holding(
        {"type": "flow", "id": "z1", "map": "map", "source": "B", "target": "A", "kind": "rework", "probability": 0.6},
        {"type": "flow", "id": "a2", "map": "map", "source": "B", "target": "C", "kind": "rework", "probability": 0.5},
    )
    document, done = mended(data)
    assert document.the(Flow, "z1").probability == 0.6
    assert document.the(Flow, "a2").probability is None
    assert len(done) == 1


def test_a_link_gets_the_kind_that_fits_its_ends() -> None:
    link = {"type": "link", "id": "l", "kind": "underpins", "source": "stream", "target": "u"}
    document, _ = mended(holding({"type": "unit", "id": "u", "name": "U"}, link))
    assert document.the(Link, "l").kind is LinkKind.SERVES
    assert mended(holding(link | {"target": "A"})).document == SMALL


def test_a_long_ring_and_a_long_chain_take_no_time() -> None:
    units = [{"type": "unit", "id": f"u{i}", "name": "U", "parent": f"u{(i + 1) % 20_000}"} for i in range(20_000)]
    document, done = mended(holding(*units))
    assert document.the(Unit, "u0").parent is None
    assert len(done) == 1


# --- around the records ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["", '"version":"1",', '"version":null,', '"version":-3,', '"version":0,', '"version":1.5,']
)
def test_a_missing_or_wrong_version_is_the_present_one(said: str) -> None:
    found = mended(spoilt(('"version":1,', said)))
    assert found.document == SMALL
    assert found.done == ("The file does not say its version; it was read as version 1.",)


def test_a_newer_version_is_refused_as_ever() -> None:
    for data in (spoilt(('"version":1,', '"version":2,')), spoilt(('"version":1,', '"version":2,'))[:-9]):
        with pytest.raises(BadFile, match=r"plan\.vsm needs a VSM Studio that reads file version 2") as refused:
            repair(data, "plan.vsm")
        assert not refused.value.repairable


def test_records_without_their_list_are_found() -> None:
    bare = DATA[DATA.index(b"[") : DATA.rindex(b"]") + 1]
    assert mended(bare).document == SMALL
    keyed = {each["id"]: each for each in json.loads(DATA)["records"]}
    assert mended(json.dumps({"version": 1, "records": keyed}).encode()).document == SMALL
    assert mended(b'{"version":1}').document == Document()


def test_an_older_file_is_brought_up_and_repaired() -> None:
    old = spoilt(('"type":"step","id":"A"', '"type":"box","id":"A"'), ('"ca":0.85', '"ca":85'))

    def rename(content: dict) -> dict:
        return content | {
            "records": [each | {"type": "step"} if each["type"] == "box" else each for each in content["records"]]
        }

    found = repair(old, version=2, migrations={1: rename})
    assert found.document.records.keys() == SMALL.records.keys()
    assert isinstance(found.document.get("A"), Step)
    with pytest.raises(BadFile, match="could not be brought from version 1 to 2"):
        repair(old, "plan.vsm", version=2, migrations={})


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"\0" * 99, b"PK\x03\x04 a workbook", b"\x89PNG\r\n\x1a\n", b"{}", b"[1]", b'"text"', b"{" * 5000],
)
def test_where_nothing_can_be_had_it_says_so(data: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        repair(data, "plan.vsm")
    message = str(refused.value)
    assert message.startswith("plan.vsm")
    assert message.endswith(".")
    assert "\n" not in message


def test_of_many_deeds_the_first_are_told_and_the_others_counted() -> None:
    steps = [{"type": "step", "id": f"n{i}", "map": "map", "name": f"N{i}", "ca": 85} for i in range(500)]
    _, done = mended(holding(*steps))
    assert len(done) == 21
    assert done[-1] == "… and 480 more like it."


def test_sentences_stay_on_their_line_and_short() -> None:
    name = "N\n\u202e<b>" + "x" * 500
    _, done = mended(holding({"type": "step", "id": "n" * 300, "map": "map", "name": name, "ca": "y" * 900}))
    assert all("\n" not in each and len(each) < 300 for each in done)


def test_the_refusal_says_how_to_save_what_is_readable() -> None:
    with pytest.raises(BadFile) as refused:
        decode(DATA[:-9], "plan.vsm")
    assert refused.value.repairable
    assert "File > Check and repair… or run: vsmstudio recover FILE." in str(refused.value)


# --- anything at all ------------------------------------------------------------------------------------------------


def test_mutants_open_are_refused_or_repaired() -> None:
    came = [check(data) for _, data, check in mutants(400, seed=7)]
    assert set(came) == {"opened", "refused", "repaired", "read", "not read"}


def test_the_map_is_drawn_as_before() -> None:
    """A bit of a sample that fell over leaves every figure of the map that it is not part of."""
    found = repair(SAMPLE.replace(b'"ca":0.85', b'"ca":0.8x', 1))
    assert {each.id for each in found.document.all(Map)} == {each.id for each in decode(SAMPLE).all(Map)}
