"""What is written as ArchiMate is what the standard asks for, and is read back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.documents import documents
from tests.interchange.archimate.standard import broken_rules
from vsmstudio.interchange import archimate
from vsmstudio.interchange.archimate.out_relations import may
from vsmstudio.interchange.safe_xml import parse
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import Kept

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def without_kept(document: Document) -> dict[str, Any]:
    return {key: each for key, each in document.records.items() if not isinstance(each, Kept)}


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_model_comes_back_as_it_was(document: Document) -> None:
    document = Document(without_kept(document))
    data = archimate.write(document)
    assert broken_rules(data) == []
    back = archimate.read_bytes(data, "back.xml").document
    assert without_kept(back) == dict(document.records)
    assert list(back.all(Kept)) == []
    assert archimate.write(back) == data


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_relationship_is_one_that_the_standard_allows(document: Document) -> None:
    root = parse(archimate.write(document), "written")
    types = {each.get("identifier"): each.get(TYPE, "") for each in root.iter(f"{NS}element")}
    for each in root.iter(f"{NS}relationship"):
        ends = types[each.get("source")], types[each.get("target")]
        assert may(ends[0], each.get(TYPE, ""), ends[1]), (ends, each.get(TYPE))


@pytest.fixture
def sample() -> Document:
    from pathlib import Path

    from vsmstudio.storage.codec import decode

    path = next(Path("resources").rglob("*.vsm"))
    return decode(path.read_bytes())


def test_the_sample_comes_back_as_it_was(sample: Document) -> None:
    data = archimate.write(sample)
    assert broken_rules(data) == []
    back = archimate.read_bytes(data, "sample.xml")
    assert without_kept(back.document) == dict(sample.records)
    assert rules.check(back.document) == ()
