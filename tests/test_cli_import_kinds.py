"""Every kind of file that other programs write becomes a model by one command."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.commands import Run, refused
from vsmstudio.model.records import FlowKind, Service, Step
from vsmstudio.storage.files import load

LOG = """Case ID;Activity;Resource;Complete Timestamp
1;Register;Ann;2024-03-04 09:00:00
1;Check;Ben;2024-03-04 11:00:00
1;Pay;Ann;2024-03-05 09:00:00
2;Register;Ann;2024-03-04 10:00:00
2;Check;Ben;2024-03-04 13:00:00
2;Check;Ben;2024-03-04 15:00:00
2;Pay;Ann;2024-03-06 10:00:00
"""
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0"><trace><string key="concept:name" value="1"/>
<event><string key="concept:name" value="Register"/><date key="time:timestamp" value="2024-03-04T09:00:00+01:00"/></event>
<event><string key="concept:name" value="Pay"/><date key="time:timestamp" value="2024-03-05T09:00:00+01:00"/></event>
</trace></log>
"""
ARCHIMATE = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 identifier="id-m"><name xml:lang="en">Permits</name><elements>
<element identifier="id-1" xsi:type="BusinessProcess"><name xml:lang="en">Register</name></element>
<element identifier="id-2" xsi:type="BusinessProcess"><name xml:lang="en">Decide</name></element>
<element identifier="id-3" xsi:type="ApplicationService"><name xml:lang="en">Case file</name></element>
</elements><relationships>
<relationship identifier="id-4" source="id-1" target="id-2" xsi:type="Triggering"/>
<relationship identifier="id-5" source="id-3" target="id-2" xsi:type="Serving"/>
</relationships></model>
"""
DRAWIO = """<mxfile><diagram name="Page"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="Register" style="rounded=0;" vertex="1" parent="1"><mxGeometry x="40" y="40" width="120" height="60"
 as="geometry"/></mxCell>
<mxCell id="b" value="Decide" style="rounded=0;" vertex="1" parent="1"><mxGeometry x="240" y="40" width="120" height="60"
 as="geometry"/></mxCell>
<mxCell id="c" edge="1" source="a" target="b" parent="1"><mxGeometry relative="1" as="geometry"/></mxCell>
</root></mxGraphModel></diagram></mxfile>
"""


def steps(path: str) -> list[str]:
    document = load(Path(path))
    return [step.name for drawn in document.maps for step in document.steps(drawn.id)]


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [
        ("log.csv", LOG, ["Register", "Check", "Pay"]),
        ("log.xes", XES, ["Register", "Pay"]),
        ("model.xml", ARCHIMATE, ["Register", "Decide"]),
        ("plan.drawio", DRAWIO, ["Register", "Decide"]),
        ("plan.xml", DRAWIO, ["Register", "Decide"]),
        ("steps.txt", "Step\tPT\nRegister\t5 min\nDecide\t1 h\n", ["Register", "Decide"]),
    ],
)
def test_every_kind_is_recognised_and_read(run: Run, name: str, content: str, names: list[str]) -> None:
    Path(name).write_text(content)
    status, out, err = run("import", name, "-o", "m.vsm")
    assert (status, err, out.splitlines()[-1]) == (0, "", "m.vsm")
    assert steps("m.vsm") == names
    document = load(Path("m.vsm"))
    assert None not in [document.position(step.id) for step in document.all(Step)]


@pytest.mark.parametrize(("name", "content"), [("log.csv.gz", LOG), ("log.xes.gz", XES)])
def test_logs_may_be_packed(run: Run, name: str, content: str) -> None:
    Path(name).write_bytes(gzip.compress(content.encode()))
    assert run("import", name, "-o", "m.vsm")[0] == 0
    assert "Register" in steps("m.vsm")


def test_what_is_said_of_a_log_is_heard(run: Run) -> None:
    Path("log.csv").write_text(LOG.replace("Activity;", "What;"))
    chosen = ["--kind", "eventlog", "--set", "activity=What", "--set", "clock=working", "--set", "keep=100%"]
    assert run("import", "log.csv", "-o", "m.vsm", *chosen)[0] == 0
    document = load(Path("m.vsm"))
    assert steps("m.vsm") == ["Register", "Check", "Pay"]
    assert document.engagement.hours_per_day == 8
    rework = [flow for flow in document.flows(document.maps[0].id) if flow.kind is FlowKind.REWORK]
    assert all(flow.probability for flow in rework)


def test_files_of_several_kinds_make_one_model(run: Run) -> None:
    Path("model.xml").write_text(ARCHIMATE)
    Path("steps.csv").write_text("Stream,Step,Services\nPermits,register,\nPermits,Decide,Case File\n")
    assert run("import", "model.xml", "steps.csv", "-o", "m.vsm")[0] == 0
    assert [each.name for each in load(Path("m.vsm")).all(Service)] == ["Case File"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", '<!DOCTYPE a [<!ENTITY x "xx">]><mxfile>&x;</mxfile>'),
        ("outside.drawio", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxfile>&x;</mxfile>'),
        ("deep.archimate", "<archimate:model>" + "<a>" * 5000),
        ("cut.drawio", "<mxfile><diagram>"),
        ("bomb.xes", '<!DOCTYPE a [<!ENTITY x "xx">]><log>&x;</log>'),
    ],
)
def test_files_that_mean_harm_are_refused_in_one_line(run: Run, name: str, content: str) -> None:
    Path(name).write_text(content)
    refused(run("import", name, "-o", "t.vsm"), name)
    assert os.listdir() == [name]


def test_files_that_together_hold_more_than_one_file_can_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("model.xml").write_text(ARCHIMATE)
    Path("plan.drawio").write_text(DRAWIO)
    monkeypatch.setattr("vsmstudio.interchange.sources.MOST_RECORDS", 5)
    refused(run("import", "model.xml", "plan.drawio", "-o", "t.vsm"), "records, and a file holds 5; import fewer")
    assert not Path("t.vsm").exists()
