"""The deck before its slides: a 16:9 presentation in the brand's theme, with layouts that the client can go on with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from vsmstudio.export.brand import Brand
from vsmstudio.export.pptx.atoms import NAMESPACES, attribute, color, emu, fill, place
from vsmstudio.export.pptx.sizes import BAR, BODY_AREA, FOOTER, HEIGHT, LEAD, LOGO, NUMBER, RULE, TITLE, WIDTH
from vsmstudio.notation.shapes import Rect

FONT = "Arial"  # which every Office has, on every system
COVER, PAGE, CONTENT = 0, 1, 2  # layouts
_KEPT = ("Title Slide", "Title Only", "Title and Content")
_NAMES = ("Cover", "Title and first sentence", "Title and content")
_THEME = (
    ("dk1", "ink"), ("lt1", "sheet"), ("dk2", "muted"), ("lt2", "head"),
    ("accent1", "accent"), ("accent2", "critical"), ("accent3", "gap_line"), ("accent4", "good"), ("accent5", "owner4"),
    ("accent6", "owner2"), ("hlink", "accent"), ("folHlink", "muted"),
)  # fmt: skip
_COLORS = re.compile(rb"<a:clrScheme .*?</a:clrScheme>", re.DOTALL)
_FACES = re.compile(rb'<a:latin typeface="[^"]*"/>')
_NAMED = re.compile(rb'name="Office( Theme)?"')
_SERIFS = re.compile(rb'(script="(?:Arab|Hebr|Viet)" typeface=)"[^"]*"')


def template(brand: Brand) -> Deck:
    """An empty deck in the brand's colours and font, with its logo on every slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)  # type: ignore[assignment]
    layouts = {each.name: each for each in deck.slide_layouts}
    for name, layout in layouts.items():
        if name not in _KEPT:
            deck.slide_layouts.remove(layout)
    theme = brand.theme
    master: Any = deck.slide_master
    _recolour(master, theme, brand.office_font.strip() or FONT)
    _redraw(master._element, _master_shapes(theme))
    _restyle(master._element)
    makers = (_cover_shapes, _page_shapes, _content_shapes)
    order = master._element.sldLayoutIdLst
    for name, said, shapes in zip(_KEPT, _NAMES, makers, strict=True):
        layout = layouts[name]._element
        _redraw(layout, shapes(theme))
        layout.cSld.set("name", said)
        layout.attrib.pop("type", None)  # they are the deck's own
        if name == _KEPT[COVER]:
            layout.set("showMasterSp", "0")
        order.append(next(each for each in order if master.part.related_part(each.rId) is layouts[name].part))
    if brand.logo:
        for name in _KEPT[1:]:
            _put_logo(layouts[name], brand.logo)
    _drop(deck, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    _drop(deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    return deck


def _recolour(master: Any, theme: Mapping[str, str], font: str) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colors = "".join(f'<a:{key}><a:srgbClr val="{theme[role].lstrip("#")}"/></a:{key}>' for key, role in _THEME)
    blob = _COLORS.sub(f'<a:clrScheme name="VSM Studio">{colors}</a:clrScheme>'.encode(), part.blob)
    face = f'<a:latin typeface="{escape(font, quote=True)}"/>'.encode()
    blob = _FACES.sub(lambda _: face, blob)
    blob = _SERIFS.sub(rb'\1"Arial"', blob)
    part._blob = _NAMED.sub(b'name="VSM Studio"', blob)


def _redraw(element: Any, shapes: Sequence[str]) -> None:
    """Put these shapes in the place of all that a master or layout holds."""
    tree = element.cSld.spTree
    for each in list(tree)[2:]:
        tree.remove(each)
    for number, shape in enumerate(shapes, start=2):
        tree.append(parse_xml(shape.replace("@id", str(number), 1)))


def _restyle(element: Any) -> None:
    """Titles and texts of the client's own slides in the sizes of these."""
    styles = element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}txStyles")
    names = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    title = styles[0]
    title[0].set("algn", "l")
    look = title.find(".//a:defRPr", names)
    look.set("sz", "2400")
    look.set("b", "1")
    for level, size in zip(styles[1], (16, 14, 13, 12, 12, 12, 12, 12, 12), strict=True):
        level.find(".//a:defRPr", names).set("sz", str(size * 100))


def _placeholder(name: str, kind: str, area: Rect, words: str, size: float = 0, role: str = "", extra: str = "") -> str:
    """One placeholder; `kind` is what stands in its `p:ph`."""
    look = f'<a:defRPr sz="{round(size * 100)}"{extra}><a:solidFill>@{role}</a:solidFill></a:defRPr>' if size else ""
    levels = f'<a:lvl1pPr marL="0" indent="0"@align><a:buNone/>{look}</a:lvl1pPr>' if look else ""
    field = "slidenum" if "sldNum" in kind else ""
    said = (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{field}"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
        if field
        else f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(words, quote=False)}</a:t></a:r>' if words else ""
    )  # fmt: skip
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="@id" name="{attribute(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{place(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="@anchor"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{levels}</a:lstStyle><a:p>{said}</a:p></p:txBody></p:sp>"
    )


def _set(shape: str, theme: Mapping[str, str], role: str = "", anchor: str = "t", align: str = "") -> str:
    aligned = f' algn="{align}"' if align else ""
    shape = shape.replace("@anchor", anchor).replace("@align", aligned)
    return shape.replace(f"@{role}", color(role, theme)) if role else shape


def _title(theme: Mapping[str, str]) -> str:
    return _set(_placeholder("Title", 'type="title"', TITLE, "Title"), theme, anchor="b")


def _footers(theme: Mapping[str, str]) -> list[str]:
    footer = _placeholder("Footer", 'type="ftr" sz="quarter" idx="11"', FOOTER, "", 9, "muted")
    number = _placeholder("Slide number", 'type="sldNum" sz="quarter" idx="12"', NUMBER, "", 9, "muted")
    return [_set(footer, theme, "muted", "ctr", "l"), _set(number, theme, "muted", "ctr", "r")]


def _rule(theme: Mapping[str, str]) -> str:
    line = f'<a:ln w="{emu(0.75)}">{fill("hairline", theme)}</a:ln>'
    area = Rect(FOOTER.x, RULE, WIDTH - 2 * FOOTER.x, 0)
    return (
        f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="@id" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{place(area)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</p:spPr></p:cxnSp>'
    )


def _master_shapes(theme: Mapping[str, str]) -> list[str]:
    text = _set(_placeholder("Text", 'type="body" idx="1"', BODY_AREA, "Text"), theme)
    return [_title(theme), text, *_footers(theme), _rule(theme)]


def _cover_shapes(theme: Mapping[str, str]) -> list[str]:
    bar = (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="@id" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{place(BAR)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill("accent", theme)}<a:ln><a:noFill/></a:ln>'
        f"</p:spPr></p:sp>"
    )
    title = _placeholder("Title", 'type="ctrTitle"', Rect(78, 120, 800, 140), "Title", 38, "ink", ' b="1"')
    below = _placeholder("Subtitle", 'type="subTitle" idx="1"', Rect(78, 268, 800, 34), "Subtitle", 18, "muted")
    about = _placeholder("About", 'type="body" sz="quarter" idx="13"', Rect(78, 330, 800, 110), "Client", 14, "ink")
    return [
        bar,
        _set(title, theme, "ink", "b", "l"),
        _set(below, theme, "muted", "t", "l"),
        _set(about, theme, "ink", "t", "l"),
    ]


def _page_shapes(theme: Mapping[str, str]) -> list[str]:
    lead = _placeholder("First sentence", 'type="body" sz="quarter" idx="13"', LEAD, "First sentence", 14, "muted")
    return [_title(theme), _set(lead, theme, "muted", "t", "l"), *_footers(theme)]


def _content_shapes(theme: Mapping[str, str]) -> list[str]:
    content = _set(_placeholder("Content", 'idx="1"', BODY_AREA, "Text"), theme)
    return [_title(theme), content, *_footers(theme)]


def _put_logo(layout: Any, logo: bytes) -> None:
    """The brand's logo in the upper right corner of a layout."""
    part, rel = layout.part.get_or_add_image_part(BytesIO(logo))
    width, height = part._px_size
    scale = min(LOGO.width / width, LOGO.height / height)
    area = Rect(LOGO.right - width * scale, LOGO.y + (LOGO.height - height * scale) / 2, width * scale, height * scale)
    tree = layout._element.cSld.spTree
    tree.append(
        parse_xml(
            f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{len(tree) + 1}" name="Logo" descr="Logo"/><p:cNvPicPr>'
            f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{place(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def _drop(holder: Any, kind: str) -> None:
    """Leave out what belongs to somebody's printer, or pictures an empty deck."""
    rels = getattr(holder, "part", holder)._rels
    for key in [key for key, each in rels.items() if each.reltype == kind]:
        rels.pop(key)
