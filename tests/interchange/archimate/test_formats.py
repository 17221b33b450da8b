"""The formats that architecture models come in: 2.1, Archi's own files, zipped, with what real ones hold; and harm."""

# ruff: noqa: E501  (files as they are)

from __future__ import annotations

import io
import zipfile

import pytest

from tests.builders import document as built
from tests.interchange.archimate.models import counted, exchange
from tests.interchange.archimate.standard import broken_rules
from vsmstudio.interchange import archimate
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model import edits
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Flow, Kept, Link, LinkKind, Service, ServiceKind, Split, Step

ARCHI = b"""<?xml version="1.0" encoding="UTF-8"?>
<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:archimate="http://www.archimatetool.com/archimate"
 name="Claims" id="11f5304f" version="5.0.0">
  <folder name="Business" id="f1" type="business">
    <folder name="Processes" id="f2">
      <element xsi:type="archimate:BusinessProcess" id="556" name="Handle claim"/>
      <element xsi:type="archimate:BusinessProcess" id="564" name="Register">
        <documentation>First &amp; foremost</documentation>
        <property key="PT" value="10 min"/>
        <property key="Empty"/>
      </element>
      <element xsi:type="archimate:BusinessProcess" id="572" name="Accept"/>
      <element xsi:type="archimate:BusinessProcess" id="588" name="Refuse"/>
      <element xsi:type="archimate:BusinessEvent" id="651" name="Damage"/>
      <element xsi:type="archimate:BusinessRole" id="521" name="Clerk" profiles="pr1"/>
    </folder>
  </folder>
  <folder name="Technology" id="f3" type="technology">
    <element xsi:type="archimate:InfrastructureService" id="1110" name="File service"/>
    <element xsi:type="archimate:Network" id="1089" name="LAN"/>
  </folder>
  <folder name="Other" id="f5" type="other"><element xsi:type="archimate:Junction" id="j1" type="or"/></folder>
  <folder name="Relations" id="f4" type="relations">
    <element xsi:type="archimate:CompositionRelationship" id="r1" source="556" target="564"/>
    <element xsi:type="archimate:CompositionRelationship" id="r2" source="556" target="572"/>
    <element xsi:type="archimate:CompositionRelationship" id="r3" source="556" target="588"/>
    <element xsi:type="archimate:TriggeringRelationship" id="r4" source="651" target="556"/>
    <element xsi:type="archimate:TriggeringRelationship" id="r5" source="564" target="j1"/>
    <element xsi:type="archimate:TriggeringRelationship" id="r6" source="j1" target="572"/>
    <element xsi:type="archimate:TriggeringRelationship" id="r7" name="no" source="j1" target="588"/>
    <element xsi:type="archimate:UsedByRelationship" id="r8" source="1110" target="564"/>
    <element xsi:type="archimate:AssignmentRelationship" id="r9" source="521" target="564"/>
    <element xsi:type="archimate:AccessRelationship" id="r10" source="564" target="1089" accessType="1"/>
    <element xsi:type="archimate:AssociationRelationship" id="r11" source="564" target="r4" directed="true"/>
  </folder>
  <folder name="Views" id="f6" type="diagrams">
    <element xsi:type="archimate:ArchimateDiagramModel" id="4056" name="Claims process">
      <child xsi:type="archimate:Group" id="c0" name="Group &lt;1>"><bounds x="-20" y="40" width="700" height="200"/>
        <child xsi:type="archimate:DiagramObject" id="c1" archimateElement="564" fillColor="#ffffb5">
          <bounds x="20" y="30" width="-1" height="-1"/>
          <sourceConnection xsi:type="archimate:Connection" id="k1" source="c1" target="c2" archimateRelationship="r5">
            <bendpoint startX="10" startY="5" endX="-30" endY="5"/>
          </sourceConnection>
        </child>
        <child xsi:type="archimate:DiagramObject" id="c2" archimateElement="j1"><bounds x="200" y="50" width="15" height="15"/></child>
        <child xsi:type="archimate:DiagramObject" id="c3" archimateElement="572"><bounds x="300" y="10" width="120" height="55"/></child>
        <child xsi:type="archimate:DiagramObject" id="c4" archimateElement="588"><bounds x="300" y="90" width="120" height="55"/></child>
      </child>
      <child xsi:type="archimate:DiagramObject" id="c5" archimateElement="651"><bounds x="10" y="0" width="120" height="30"/></child>
      <child xsi:type="archimate:Note" id="c6"><bounds x="10" y="300" width="120" height="30"/><content>Look here</content></child>
      <child xsi:type="archimate:DiagramModelReference" id="c7" model="4056"><bounds x="300" y="300" width="9" height="9"/></child>
    </element>
    <element xsi:type="archimate:SketchModel" id="4057" name="Sketch"/>
  </folder>
  <profile name="Staff" id="pr1" conceptType="BusinessRole"/>
</archimate:model>"""

OLDER = b"""<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="id-1">
  <name xml:lang="en">Old</name>
  <elements>
    <element identifier="id-a" xsi:type="BusinessProcess"><label xml:lang="en">Sell</label>
      <properties><property identifierref="propid-1"><value xml:lang="en">3 d</value></property></properties></element>
    <element identifier="id-b" xsi:type="BusinessProcess"><label xml:lang="en">Bill</label></element>
    <element identifier="id-s" xsi:type="InfrastructureService"><label xml:lang="en">Mail</label></element>
  </elements>
  <relationships>
    <relationship identifier="id-r1" source="id-a" target="id-b" xsi:type="TriggeringRelationship"><label>then</label></relationship>
    <relationship identifier="id-r2" source="id-s" target="id-a" xsi:type="UsedByRelationship"/>
  </relationships>
  <organization><item><label xml:lang="en">Business</label><item identifierref="id-a"/></item></organization>
  <propertydefs><propertydef identifier="propid-1" name="LT" type="string"/></propertydefs>
  <views><view identifier="id-v"><label xml:lang="en">All</label>
    <node identifier="id-n1" elementref="id-a" x="10" y="10" w="120" h="55"><style><fillColor r="255" g="255" b="181"/></style></node>
    <node identifier="id-n2" elementref="id-b" x="210" y="10" w="120" h="55"/>
    <node identifier="id-n3" type="group" x="0" y="100" w="400" h="90"><label>Group</label></node>
    <connection identifier="id-c1" relationshipref="id-r1" source="id-n1" target="id-n2"/></view></views>
</model>"""


def test_archis_own_files_are_read_and_written_for_every_tool() -> None:
    imported = archimate.read_bytes(ARCHI, "claims.archimate")
    document = imported.document
    assert [each.name for each in document.streams] == ["Handle claim"]
    work = sorted(document.name(each.id) for each in document.all(Flow))
    assert work == ["Damage → Register", "Register → Accept", "Register → Refuse"]
    register = next(each for each in document.all(Step) if each.name == "Register")
    assert register.split is Split.ONE
    assert register.process_time is not None
    assert register.notes == "First & foremost"
    assert [each.kind for each in document.all(Service)] == [ServiceKind.IT]
    assert [document.name(each.id) for each in document.all(Link) if each.kind is LinkKind.UNDERPINS] == [
        "File service → Register"
    ]
    assert any("1 sketches or canvases" in note for note in imported.notes)
    written = archimate.write(document)
    assert broken_rules(written) == []
    elements, relations, views = counted(written)
    assert len(elements) == 9
    assert ("id-1110", "TechnologyService") in elements
    assert ("j1", "OrJunction") in elements
    assert len(relations) == 11
    assert ("r11", "Association", "id-564", "r4") in relations
    assert views == {"id-4056"}
    for said in ("Look here", "Group &lt;1&gt;", "Staff", "First &amp; foremost", 'accessType="Read"'):
        assert said in written.decode()


def test_a_packed_file_of_archi_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("model.xml", ARCHI)
        file.writestr("images/1.png", b"no picture")
    assert len(archimate.read_bytes(packed.getvalue(), "claims.archimate").document.all(Step)) == 3


def test_the_older_exchange_format_is_read() -> None:
    document = archimate.read_bytes(OLDER, "old.xml").document
    assert [document.name(each.id) for each in document.all(Flow)] == ["Sell → Bill"]
    assert next(each for each in document.all(Step) if each.name == "Sell").lead_time is not None
    written = archimate.write(document)
    assert broken_rules(written) == []
    elements, relations, views = counted(written)
    assert elements == {("id-a", "BusinessProcess"), ("id-b", "BusinessProcess"), ("id-s", "TechnologyService")}
    assert {each[:2] for each in relations} == {("id-r1", "Triggering"), ("id-r2", "Serving")}
    assert views == {"id-v"}
    for said in ("then", "Group", "Business", 'b="181"', 'identifierRef="id-a"'):
        assert said in written.decode()


HEAD = (
    '<name xml:lang="nl">Winkel</name><name xml:lang="en">Shop</name><documentation>Why</documentation>'
    '<x:note xmlns:x="http://tools.example/x" x:kind="a"><x:part>kept</x:part></x:note>'
)
REST = """
<organizations><item><label>Work</label><item identifierRef="a"/><item><label>Deep</label><item identifierRef="b"/></item>
<item identifierRef="r"/></item></organizations>
<propertyDefinitions><propertyDefinition identifier="d1" type="number"><name>Cost centre</name></propertyDefinition>
<propertyDefinition identifier="d2" type="string"><name>Lead time (days)</name></propertyDefinition></propertyDefinitions>
<views><viewpoints><viewpoint identifier="vp"><name>Mine</name></viewpoint></viewpoints><diagrams>
<view identifier="v" xsi:type="Diagram" viewpointRef="vp"><name>Drawn</name><documentation>As is</documentation>
<node identifier="g" xsi:type="Container" x="0" y="0" w="600" h="90"><label>Around</label>
<node identifier="na" xsi:type="Element" elementRef="a" x="10" y="10" w="120" h="55"><style lineWidth="2"><fillColor r="1" g="2" b="3" a="50"/></style></node></node>
<node identifier="nb" xsi:type="Element" elementRef="b" x="210" y="10" w="120" h="55"/>
<node identifier="nt" xsi:type="Label" x="0" y="200" w="100" h="20"><label>Some words</label></node>
<connection identifier="ca" xsi:type="Relationship" relationshipRef="r" source="na" target="nb"><bendpoint x="150" y="40"/></connection>
<connection identifier="cl" xsi:type="Line" source="nt" target="nb"/></view></diagrams></views>
"""
RICH = exchange(
    '<element identifier="a" xsi:type="BusinessProcess"><name xml:lang="nl">Toetsen</name><name xml:lang="en">Check</name>'
    "<documentation>  Two&#10; lines  </documentation><properties>"
    '<property propertyDefinitionRef="d1"><value>77</value></property>'
    '<property propertyDefinitionRef="d2"><value>3</value></property></properties></element>\n'
    "b BusinessProcess Pay",
    '<relationship identifier="r" xsi:type="Triggering" source="a" target="b"><name>then</name></relationship>',
    REST,
    HEAD,
)
TOLD = (
    "Winkel", "Shop", "Why", "kept", "Cost centre", "Deep", "Around", "Some words", 'lineWidth="2"', 'a="50"', "As is",
    'viewpointRef="vp"', "<bendpoint", 'xsi:type="Line"', ">77<", "  Two\n lines  ", ">then<",
)  # fmt: skip


def test_everything_that_a_file_says_beside_its_steps_comes_back() -> None:
    document = archimate.read_bytes(RICH, "rich.xml").document
    written = archimate.write(document).decode()
    for said in TOLD:
        assert said in written, said
    assert broken_rules(written.encode()) == []
    assert "VSM Studio" not in written


def test_a_changed_step_changes_its_element_alone() -> None:
    document = archimate.read_bytes(RICH, "rich.xml").document
    step = next(each for each in document.all(Step) if each.name == "Toetsen")
    assert step.lead_time is not None
    assert step.lead_time.text == "3 days" or step.lead_time.text == "3 d"
    change = edits.update(document, step.id, name="Nakijken", lead_time=parse("5 d"), process_time=parse("20 min"))
    written = archimate.write(document.apply(change)).decode()
    assert broken_rules(written.encode()) == []
    for said in TOLD:
        assert said in written, said
    for said in (
        '<name xml:lang="nl">Nakijken</name>',
        '<name xml:lang="en">Check</name>',
        "<value>5 d</value>",
        ">20 min<",
    ):
        assert said in written, said
    assert "Toetsen" not in written
    assert "<name>PT</name>" in written
    assert "VSM Studio" not in written


def test_identifiers_that_the_standard_forbids_are_made_sound_and_said() -> None:
    imported = archimate.read_bytes(
        exchange("{A-1} BusinessProcess A\n12 BusinessProcess B", "{R} Triggering {A-1} 12"), "guid.xml"
    )
    written = archimate.write(imported.document)
    assert broken_rules(written) == []
    assert len(counted(written)[1]) == 1
    assert "3 identifiers are none that the exchange format allows" in imported.notes[0]


def test_types_with_a_prefix_and_views_without_a_folder_are_read() -> None:
    data = exchange(
        "a archimate:BusinessProcess A\nb archimate:BusinessProcess B",
        "r archimate:TriggeringRelationship a b",
        '<views><view identifier="v" xsi:type="archimate:Diagram"><name>All</name>'
        '<node identifier="n" xsi:type="Element" elementRef="a" x="0" y="0" w="9" h="9"/></view></views>',
    )
    data = data.replace(b"/xsd/archimate/3.0/", b"/xsd/archimate/3.1")
    written = archimate.write(archimate.read_bytes(data, "x.xml").document)
    assert broken_rules(written) == []
    assert counted(written)[1:] == ({("r", "Triggering", "a", "b")}, {"v", "id-view-map_3a_a_3a_"})


def test_a_name_on_several_lines_is_one_line_here_and_several_there() -> None:
    element = '<element identifier="a" xsi:type="BusinessProcess"><name>Check&#10;and  sign</name></element>'
    document = archimate.read_bytes(exchange(element), "x.xml").document
    assert [each.name for each in document.all(Step)] == ["Check and sign"]
    assert "<name>Check\nand  sign</name>" in archimate.write(document).decode()


def test_identifiers_that_stand_twice_are_told_apart() -> None:
    imported = archimate.read_bytes(exchange("a BusinessProcess A\na BusinessProcess B"), "twice.xml")
    assert len(imported.document.all(Step)) == 2
    assert broken_rules(archimate.write(imported.document)) == []


def test_relationships_that_lead_nowhere_are_kept_and_left_out() -> None:
    imported = archimate.read_bytes(exchange("a BusinessProcess A", "r Triggering a gone"), "gone.xml")
    assert any("1 relationships lead to elements that the file does not hold" in note for note in imported.notes)
    assert [each.key for each in imported.document.all(Kept) if each.kind == "relationship"] == ["r"]
    assert broken_rules(archimate.write(imported.document)) == []


def test_text_that_xml_forbids_is_cleaned() -> None:
    document = built("A 1h -> B 2h")
    document = document.apply(edits.update(document, "A", name="A\x00\x0b]]>\ufffe<b>", notes="x\x1fy\r\n]]>"))
    written = archimate.write(document)
    assert broken_rules(written) == []
    assert b"]]>" not in written
    back = archimate.read_bytes(written, "x.xml").document
    assert back.the(Step, "A") == document.the(Step, "A")


BOMB = b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><model>&b;</model>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><model>&a;</model>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        OUTSIDE,
        b"<a>" * 5000 + b"</a>" * 5000,
        exchange("a BusinessProcess A").replace(b"<name>", b"<name>\x01", 1),
    ],
    ids=["entities", "outside", "deep", "control"],
)
def test_harm_is_refused(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"bad\.xml"):
        archimate.read_bytes(data, "bad.xml")


def test_rings_of_parts_and_junctions_end() -> None:
    data = exchange(
        "a BusinessProcess A\nb BusinessProcess B\nj AndJunction J\nk OrJunction K\nu BusinessActor U\nw BusinessActor W",
        "r1 Composition a b\nr2 Composition b a\nr3 Triggering a j\nr4 Triggering j k\nr5 Triggering k j\n"
        "r6 Triggering a a\nr7 Composition u w\nr8 Composition w u\nr9 Aggregation a a",
    )
    assert len(counted(archimate.write(archimate.read_bytes(data, "ring.xml").document))[1]) == 9


def test_a_ladder_of_junctions_does_not_explode() -> None:
    elements, relations = ["a BusinessProcess A", "z BusinessProcess Z"], ["s1 Triggering a j0a", "s2 Triggering a j0b"]
    for at in range(40):
        elements += [f"j{at}{side} OrJunction J" for side in "ab"]
        relations += [
            f"r{at}{one}{other} Triggering j{at}{one} j{at + 1}{other}" for one in "ab" for other in "ab" if at < 39
        ]
    relations += ["e1 Triggering j39a z", "e2 Triggering j39b z"]
    document = archimate.read_bytes(exchange("\n".join(elements), "\n".join(relations)), "ladder.xml").document
    assert [document.name(each.id) for each in document.all(Flow)] == ["A → Z"]


def test_a_web_of_junctions_is_cut_and_said() -> None:
    keys = range(150)
    data = exchange(
        "\n".join([f"p{at} BusinessProcess P\nq{at} BusinessProcess Q" for at in keys] + ["j AndJunction J"]),
        "\n".join(f"a{at} Triggering p{at} j\nb{at} Triggering j q{at}" for at in keys),
    )
    imported = archimate.read_bytes(data, "web.xml")
    assert len(imported.document.all(Flow)) == 20_000
    assert any("more than 20,000 connections" in note for note in imported.notes)


def test_a_model_with_more_than_a_file_holds_is_refused() -> None:
    data = exchange("\n".join(f"p{at} Goal P" for at in range(60_001)))
    with pytest.raises(BadSource, match=r"big\.xml holds 60,001 elements.* a file holds 60,000"):
        archimate.read_bytes(data, "big.xml")
