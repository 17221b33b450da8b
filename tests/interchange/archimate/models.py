"""Architecture models for tests: small files in each of the formats, with the traps that real ones hold."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from vsmstudio.interchange.safe_xml import parse

NS = "http://www.opengroup.org/xsd/archimate/3.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def exchange(elements: str, relations: str = "", rest: str = "", head: str = "<name>Shop</name>") -> bytes:
    """A file of the exchange format. Elements are lines `key Type Name words`, relations `key Type source target`."""
    told = "".join(_element(line) for line in elements.strip().splitlines())
    joined = "".join(_relation(line) for line in relations.strip().splitlines())
    joined = f"<relationships>{joined}</relationships>" if joined else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><model xmlns="{NS}" xmlns:xsi="{XSI}" identifier="m-1">{head}'
        f"<elements>{told}</elements>{joined}{rest}</model>"
    ).encode()


def _element(line: str) -> str:
    line = line.strip()
    if line.startswith("<"):
        return line
    key, kind, *name = line.split()
    return f'<element identifier="{key}" xsi:type="{kind}"><name xml:lang="en">{" ".join(name)}</name></element>'


def _relation(line: str) -> str:
    line = line.strip()
    if line.startswith("<"):
        return line
    key, kind, source, target, *name = line.split()
    inner = f"<name>{' '.join(name)}</name>" if name else ""
    return (
        f'<relationship identifier="{key}" xsi:type="{kind}" source="{source}" target="{target}">{inner}</relationship>'
    )


def counted(data: bytes) -> tuple[set[tuple[str, str]], set[tuple[str, str, str, str]], set[str]]:
    """(identifier, type) of the elements, (identifier, type, source, target) of the relationships, and the views."""
    root = parse(data, "written")
    elements = {(each.get("identifier", ""), _type(each)) for each in root.iter(f"{{{NS}}}element")}
    relations = {
        (each.get("identifier", ""), _type(each), each.get("source", ""), each.get("target", ""))
        for each in root.iter(f"{{{NS}}}relationship")
    }
    views = {each.get("identifier", "") for each in root.iter(f"{{{NS}}}view")}
    return elements, relations, views


def _type(element: Element) -> str:
    return element.get(f"{{{XSI}}}type", "").rpartition(":")[2]


ORDERS = exchange(
    """
    vs ValueStream Order to cash
    p1 BusinessProcess Receive order
    p2 BusinessProcess Check credit
    p3 BusinessProcess Deliver
    start BusinessEvent Order arrives
    end BusinessEvent Order fulfilled
    desk BusinessActor Order desk
    bank BusinessRole Credit analyst
    cust BusinessActor Customer
    s1 BusinessService Order taking
    s2 ApplicationService Order portal
    s3 TechnologyService Hosting
    app ApplicationComponent Webshop
    con Contract Hosting contract
    cap Capability Selling
    goal Goal Grow
    """,
    """
    r1 Realization p1 vs
    r2 Realization p2 vs
    r3 Realization p3 vs
    r4 Triggering start p1
    r5 Triggering p1 p2
    r6 Triggering p2 p3
    r7 Triggering p3 end
    r8 Assignment desk p1
    r9 Assignment bank p2
    r10 Serving s1 p1
    r11 Serving s2 s1
    r12 Serving s3 s2
    r13 Realization app s2
    r14 Association con s3
    r15 Serving s1 cust
    r16 Realization cap goal
    r17 Association s2 vs
    """,
)
