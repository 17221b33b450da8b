"""The schema of the file format."""

import json
from pathlib import Path
from typing import Any

import pytest

from vsmstudio.model.records import RECORD_TYPES
from vsmstudio.storage.schema import schema


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return schema()


def test_it_is_json_and_describes_every_kind(described: dict[str, Any]) -> None:
    assert json.loads(json.dumps(described)) == described
    assert {kind.__name__ for kind in RECORD_TYPES} <= set(described["$defs"])


def test_it_lets_unknown_fields_stand_and_hides_the_inner_ones(described: dict[str, Any]) -> None:
    assert "extra" not in described["$defs"]["Step"]["properties"]
    assert "additionalProperties" not in described["$defs"]["Step"]


def test_the_fixture_uses_nothing_that_it_does_not_name(described: dict[str, Any]) -> None:
    fields = {
        kind["properties"]["type"]["enum"][0]: set(kind["properties"])
        for kind in described["$defs"].values()
        if "type" in kind.get("properties", {})
    }
    held = json.loads((Path(__file__).parents[1] / "files" / "version-1.vsm").read_bytes())
    for record in held["records"]:
        assert set(record) <= fields[record["type"]]
