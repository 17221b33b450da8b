"""The file format: nothing is lost, and whatever is no sound document is refused in one sentence."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from tests.documents import documents
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Map, Placement, Step, Unknown, ValueStream
from vsmstudio.storage.codec import BadFile, decode, encode
from vsmstudio.storage.migrations import migrate

FILES = Path(__file__).parents[1] / "files"
SMALL = document(
    "(Buyer) -> A 1h -> [Desk 3d] -> B 10min/2h/85% @Sales !Clerk => C 1d -> (Buyer_gets);B -30%-> D 2d; D ~10%~> A"
)


@given(documents())
def test_what_is_written_is_read_back(held: Document) -> None:
    data = encode(held)
    assert decode(data) == held
    assert encode(decode(data)) == data


def test_equal_documents_give_equal_bytes() -> None:
    typed = Document([
        ValueStream(id="s", name="S", demand=920, order=-0.0, demand_per="".join(["d"])),
        Map(id="m", stream="s", name=" ".join(["Current", "state"])),
        Engagement(id="e", hours_per_day=float("8"), days_per_week=5, currency="".join(["E", "UR"])),
    ])  # fmt: skip
    plain = Document([Engagement(id="e"), Map(id="m", stream="s"), ValueStream(id="s", name="S", demand=920.0)])
    assert typed == plain
    assert encode(typed) == encode(plain)


def test_a_file_is_one_record_to_a_line_sorted_by_kind_and_id() -> None:
    lines = encode(SMALL).decode().splitlines()
    assert lines[0] == '{"version":1,"records":['
    assert lines[-1] == "]}"
    records = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [(each["type"], each["id"]) for each in records] == sorted((each["type"], each["id"]) for each in records)
    assert len(records) == len(SMALL)


def test_an_empty_document_is_a_file_too() -> None:
    assert decode(encode(Document())) == Document()


def test_the_file_of_every_version_opens() -> None:
    held = decode((FILES / "version-1.vsm").read_bytes())
    assert not rules.check(held)
    assert {record.type for record in held.records.values()} >= {
        "engagement", "unit", "person", "stream", "map", "step", "queue", "endpoint", "flow", "service", "link",
        "placement",
    }  # fmt: skip
    assert encode(held) == (FILES / "version-1.vsm").read_bytes()


def test_a_byte_order_mark_and_other_spacing_do_no_harm() -> None:
    pretty = json.dumps(json.loads(encode(SMALL)), indent=4).encode()
    assert decode(b"\xef\xbb\xbf" + pretty) == SMALL
    assert decode(pretty.replace(b"\n", b"\r\n")) == SMALL


# --- what this version does not know --------------------------------------------------------------------------------


def _grown(*pairs: tuple[str, str]) -> bytes:
    text = encode(SMALL).decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def test_unknown_fields_survive_a_change_of_the_record() -> None:
    data = _grown(('"ca":0.85', '"ca":0.85,"later":{"deep":[1.50,1e400]},"extra":[1]'))
    held = decode(data)
    changed = held.apply(edits.update(held, "B", name="Check"))
    line = next(line for line in encode(changed).decode().splitlines() if '"id":"B"' in line)
    assert '"name":"Check"' in line
    assert '"later":{"deep":[1.50,1e400]}' in line
    assert '"extra":[1]' in line
    assert decode(encode(changed)) == changed


def test_unknown_fields_of_a_duration_survive_and_go_with_it() -> None:
    held = decode(_grown(('"text":"1h"', '"text":"1h","basis": "a guess"')))
    assert b'{"text":"1h","basis":"a guess"}' in encode(held).replace(b": ", b":")
    blank = held.apply(edits.update(held, "A", lead_time=None))
    assert b"basis" not in encode(blank)
    assert decode(encode(blank)).the(Step, "A").lead_time is None


def test_records_of_unknown_kind_survive_verbatim() -> None:
    zebra = '{"type": "zebra", "id":"z1", "of":{"x":[1.50, null]}, "é":"\\u00e9"}'
    held = decode(_grown(('{"type":"step","id":"A"', zebra + ',\n{"type":"step","id":"A"')))
    assert isinstance(held.get("z1"), Unknown)
    assert zebra in encode(held).decode()
    assert encode(held).decode().splitlines()[-2] == zebra, "sorted by its own kind, behind unit"


def test_unknown_records_over_several_lines_are_put_on_one() -> None:
    held = decode(_grown(('{"type":"step","id":"A"', '{"type":"zebra",\n "id":"z1"},\n{"type":"step","id":"A"')))
    assert b'\n{"type":"zebra","id":"z1"}\n' in encode(held)


def test_unknown_top_level_fields_survive() -> None:
    held = decode(_grown(('{"version":1,', '{"version":1,"written_by":{"app":"Later"},')))
    assert encode(held).decode().endswith('],"written_by":{"app":"Later"}}\n')
    assert decode(encode(held)) == held


# --- what is refused ------------------------------------------------------------------------------------------------

DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: b" \n", "is empty"),
        (lambda data: b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        (lambda data: data.decode().encode("utf-16"), "not UTF-8"),
        (lambda data: b"PK\x03\x04 a workbook", "one JSON object"),
        (lambda data: b"[1]", "one JSON object"),
        (lambda data: b'"text"', "one JSON object"),
        (lambda data: b"{}", "version"),
        (lambda data: b'{"version":1}', "holds no records"),
        (lambda data: b'{"version":1,"records":{}}', "a list"),
        (lambda data: data.replace(b'"version":1', b'"version":true'), "whole number"),
        (lambda data: data.replace(b'"version":1', b'"version":1.5'), "whole number"),
        (lambda data: data.replace(b'"version":1', b'"version":0'), "version 0"),
        (lambda data: data.replace(b'"version":1', b'"version":7'), "file version 7; this one reads up to version 1"),
        (lambda data: data[:-4], "cut short"),
        (lambda data: data[:99], "cut short"),
        (lambda data: data.replace(b'"name":"A"', b'"name":A'), "line 22: this is no JSON"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":NaN'), "this is no JSON"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":1e400'), "step B"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":' + b"9" * 400), "step B"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":85'), "line 23, step B: ca must be from 0 to 100 %"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":"85"'), "ca: expected a number or nothing, got text"),
        (lambda data: data.replace(b'"ca":0.85', b'"ca":0.85,"ca":0.9'), "'ca' stands twice"),
        (lambda data: data.replace(b'"ca":0.85', b'"zz":1,"zz":2'), "'zz' stands twice"),
        (lambda data: data.replace(b'"version":1', b'"version":1,"version":1'), "'version' stands twice"),
        (lambda data: data.replace(b'"ca":0.85', b'"zz":' + DEEP), "nested too deeply"),
        (lambda data: data.replace(b'"ca":0.85', b'"zz":' + b"[" * 80 + b"]" * 80), "step B: it is nested too deeply"),
        (lambda data: b'{"version":1,"records":' + DEEP + b"}", "nested too deeply"),
        (lambda data: data.replace(b'"text":"1h"', b'"text":"soon"'), "lead_time: “soon” is no duration"),
        (lambda data: data.replace(b'"id":"A",', b'"id":"B",'), "the id B is taken"),
        (lambda data: data.replace(b'"type":"queue",', b""), "needs a type"),
        (lambda data: data.replace(b'"id":"A",', b""), "missing required field id"),
        (lambda data: data.replace(b'"id":"A",', b'"id":"",'), "needs an id"),
        (lambda data: data.replace(b'"id":"A",', b'"id":"(file)",'), "needs an id"),
        (lambda data: data.replace(b'{"type":"queue"', b'{"type":"zebra"},{"type":"queue"'), "needs an id"),
        (lambda data: data.replace(b'"name":"A"', b'"name":"\\ud800"'), "open an earlier copy"),
        (lambda data: data.replace(b'"stream":"stream"', b'"stream":"gone"'), "its stream gone does not exist"),
        (lambda data: data.replace(b'"source":"D"', b'"source":"map"'), "is a map, not a step"),
        (lambda data: data.replace(b'"probability":0.1', b'"probability":1'), "100 % or more"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(spoil: Callable[[bytes], bytes], said: str) -> None:
    spoiled = spoil(encode(SMALL))
    assert spoiled != encode(SMALL)
    with pytest.raises(BadFile) as refused:
        decode(spoiled, "plan.vsm")
    message = str(refused.value)
    assert message.startswith("plan.vsm")
    assert said in message
    assert message.endswith(".")
    assert not message.endswith("..")
    assert "\n" not in message


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vsmstudio.storage.codec.LARGEST", 1000)
    with pytest.raises(BadFile, match="too large"):
        decode(encode(SMALL), "plan.vsm")


def _mutated(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(len(held) + 1)
        deed = chance.randrange(5)
        if deed == 0 and at < len(held):
            held[at] = chance.choice(b'"{}[]:,0195e-.\\ \nAz\x00\xff')
        elif deed == 1:
            del held[at : at + chance.randrange(1, 12)]
        elif deed == 2:
            held[at:at] = chance.choice(
                [b'"', b"null", b"{}", b"[", b"1e999", b"-1", b"\xef\xbb\xbf", b'"id":"A",', b"true"]
            )
        elif deed == 3:
            held[at:at] = held[at : at + chance.randrange(200)]
        else:
            other = chance.randrange(len(held) + 1)
            held[at : at + 30] = held[other : other + 30]
    return bytes(held)


def test_damaged_bytes_give_a_sound_document_or_a_refusal() -> None:
    chance = random.Random(7)
    data = encode(SMALL)
    opened = 0
    for _ in range(3000):
        try:
            held = decode(_mutated(data, chance), "plan.vsm")
        except BadFile:
            continue
        opened += 1
        assert not rules.check(held)
        assert decode(encode(held)) == held
    assert opened > 50


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile):
        decode(data)


def test_half_characters_are_mended_rather_than_lost() -> None:
    held = Document([Engagement(id="e", title="half \ud83d of an emoji")])
    assert decode(encode(held)).engagement.title == "half \ufffd of an emoji"


def test_positions_and_order_must_be_finite() -> None:
    for make in (
        lambda: Map(id="m", stream="s", order=float("nan")),
        lambda: ValueStream(id="s", name="S", order=float("inf")),
        lambda: Placement(id="p", node="n", x=float("nan"), y=0.0),
    ):
        with pytest.raises(ValueError, match="number"):
            make()


# --- migrations -----------------------------------------------------------------------------------------------------


def _rename_kind(content: dict) -> dict:
    return {
        **content,
        "records": [each | {"type": "step"} if each["type"] == "box" else each for each in content["records"]],
    }


def _rename_field(content: dict) -> dict:
    return {
        **content,
        "records": [{("name" if key == "title2" else key): each[key] for key in each} for each in content["records"]],
    }


def test_an_older_file_is_brought_up_step_by_step() -> None:
    old = _grown(('"type":"step","id":"A"', '"type":"box","id":"A"'), ('"name":"C"', '"title2":"C"'))
    opened = decode(old, version=3, migrations={1: _rename_kind, 2: _rename_field})
    assert opened == SMALL


def test_a_migration_that_fails_refuses_the_file() -> None:
    with pytest.raises(BadFile, match=r"plan\.vsm could not be brought from version 1 to 2"):
        decode(encode(SMALL), "plan.vsm", version=2, migrations={1: lambda content: content["nothing"]})
    with pytest.raises(BadFile, match="could not be brought"):
        decode(encode(SMALL), "plan.vsm", version=2, migrations={})


def test_migrating_counts_the_version_up() -> None:
    assert migrate({"version": 1}, 1, 3, {1: lambda raw: raw | {"a": 1}, 2: lambda raw: raw | {"b": 2}}) == {
        "version": 3,
        "a": 1,
        "b": 2,
    }
