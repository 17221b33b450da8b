"""Small drawings as draw.io writes them, cell by cell."""

from __future__ import annotations

import base64
import zlib
from xml.sax.saxutils import quoteattr

LEAN = "html=1;strokeWidth=2;shape=mxgraph.lean_mapping."
ROUTED = "edgeStyle=orthogonalEdgeStyle;rounded=0;orthogonalLoop=1;jettySize=auto;html=1;"


def box(
    key: str, value: str, x: float, y: float, width: float = 120, height: float = 60, style: str = "", parent: str = "1"
) -> str:
    """A vertex; a plain box unless its style says otherwise."""
    style = style or "rounded=0;whiteSpace=wrap;html=1;"
    return (
        f'<mxCell id="{key}" value={quoteattr(value)} style="{style}" vertex="1" parent="{parent}">'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/></mxCell>'
    )


def lean(key: str, shape: str, value: str, x: float, y: float, width: float = 100, height: float = 70) -> str:
    """A lean mapping shape."""
    return box(key, value, x, y, width, height, f"{LEAN}{shape};whiteSpace=wrap;")


def text(key: str, value: str, x: float, y: float, width: float = 60, height: float = 20, parent: str = "1") -> str:
    return box(key, value, x, y, width, height, "text;html=1;fontSize=8;", parent)


def edge(key: str, source: str, target: str, value: str = "", style: str = ROUTED) -> str:
    ends = (f' source="{source}"' if source else "") + (f' target="{target}"' if target else "")
    return (
        f'<mxCell id="{key}" value={quoteattr(value)} style="{style}" edge="1" parent="1"{ends}>'
        '<mxGeometry relative="1" as="geometry"/></mxCell>'
    )


def loose(key: str, start: tuple[float, float], end: tuple[float, float], style: str = ROUTED) -> str:
    """An arrow that is attached to nothing."""
    return (
        f'<mxCell id="{key}" value="" style="{style}" edge="1" parent="1"><mxGeometry width="50" height="50" relative="1" '
        f'as="geometry"><mxPoint x="{start[0]}" y="{start[1]}" as="sourcePoint"/><mxPoint x="{end[0]}" y="{end[1]}" '
        'as="targetPoint"/></mxGeometry></mxCell>'
    )


def label(key: str, of: str, value: str) -> str:
    """A text on an arrow."""
    return (
        f'<mxCell id="{key}" value={quoteattr(value)} style="edgeLabel;html=1;align=center;" vertex="1" connectable="0" '
        f'parent="{of}"><mxGeometry x="-0.2" relative="1" as="geometry"><mxPoint as="offset"/></mxGeometry></mxCell>'
    )


def model(*cells: str) -> str:
    return (
        '<mxGraphModel dx="800" dy="600" grid="1" gridSize="10" page="1" pageWidth="1100" pageHeight="850"><root>'
        '<mxCell id="0"/><mxCell id="1" parent="0"/>' + "".join(cells) + "</root></mxGraphModel>"
    )


def packed(xml: str) -> str:
    """A page's XML as draw.io packs it: percent-encoded, deflated without a header, base64."""
    encoded = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in xml.encode())
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflater.compress(encoded.encode()) + deflater.flush()).decode()


def drawing(*pages: tuple[str, str], pack: bool = False) -> bytes:
    """A file of pages (name, model)."""
    held = "".join(
        f'<diagram id="p{at}" name={quoteattr(name)}>{packed(xml) if pack else xml}</diagram>'
        for at, (name, xml) in enumerate(pages)
    )
    return f'<mxfile host="app.diagrams.net" version="24.7.5">{held}</mxfile>'.encode()


def page(*cells: str, name: str = "Page-1") -> bytes:
    """A file of one page."""
    return drawing((name, model(*cells)))
