"""The deck being written, slide by slide: titles are title placeholders, and what is drawn can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from vsmstudio.export.pptx.atoms import (
    LOOSE,
    NAMESPACES,
    Anchor,
    Paragraph,
    Run,
    attribute,
    body,
    clean,
    fill,
    one_line,
    outline,
    paragraph,
    place,
)
from vsmstudio.export.pptx.measure import cut, height, shrunk
from vsmstudio.export.pptx.native import Drawn, Ink, group, preset, shape
from vsmstudio.export.pptx.sizes import HEADING as LARGE
from vsmstudio.export.pptx.sizes import HIGH, LEAD, LEADING_SIZE, LEFT, MIDDLE, TITLE, TOP
from vsmstudio.export.pptx.template import PAGE
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect


class Stage:
    """The deck; what every slide of it bears."""

    def __init__(self, deck: Deck, theme: Mapping[str, str], footer: str) -> None:
        self.deck = deck
        self.theme = theme
        self._footer = footer
        self.count = 0

    def slide(self, title: str, lead: str = "", notes: str = "") -> Slide:
        """A further slide with its title, the sentence under it, footer and number; `notes` say where figures come from."""
        made = self.bare(PAGE)
        title, lead, made.top = one_line(title) or "Untitled", one_line(lead), HIGH
        size = shrunk(title, LARGE, TITLE.width, bold=True)
        shown = text.shorten(title, size, TITLE.width / LOOSE, True)
        made.placeholder("Title", 'type="title"', (Paragraph((Run(shown, size, "ink", True),)),))
        if lead:
            said = cut(lead, LEADING_SIZE, LEAD.width, False, 2)
            made.top = TOP if height(said, LEADING_SIZE, LEAD.width) > LEADING_SIZE * 1.5 else TOP - 14
            made.placeholder(
                "First sentence", 'type="body" sz="quarter" idx="13"', (Paragraph((Run(said, LEADING_SIZE, "muted"),)),)
            )
        made.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"', (self._foot(),))
        made.number_field(self.count)
        if notes:
            made.notes(notes)
        return made

    def _foot(self) -> Paragraph:
        return Paragraph((Run(text.shorten(self._footer, 9, (MIDDLE - 80) / LOOSE), 9, "muted"),))

    def bare(self, layout: int) -> Slide:
        """A slide of a layout, with nothing on it."""
        self.count += 1
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])
        return Slide(slide, self.theme)


class Slide:
    """One slide. Shapes are numbered as they come; what is added first is read first. `top` is where its content begins."""

    def __init__(self, slide: Any, theme: Mapping[str, str]) -> None:
        self.slide = slide
        self.theme = theme
        self.top = TOP
        self._tree = slide._element.cSld.spTree
        for each in list(self._tree)[2:]:
            self._tree.remove(each)
        self._numbers = 1
        self.ink = Ink(theme, self.number)

    def number(self) -> int:
        """The number of a new shape."""
        self._numbers += 1
        return self._numbers

    def add(self, *drawn: Drawn) -> None:
        """Put shapes on the slide, in front of what is there."""
        for each in drawn:
            self._tree.append(parse_xml(each.xml))

    def placeholder(self, name: str, kind: str, paragraphs: Sequence[Paragraph]) -> None:
        """Text in one of the layout's placeholders."""
        written = "".join(paragraph(each, self.theme) for each in paragraphs)
        self._tree.append(parse_xml(self._holder(name, kind, written)))

    def _holder(self, name: str, kind: str, written: str) -> str:
        return (
            f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{self.number()}" name="{attribute(name)}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{written}</p:txBody></p:sp>"
        )

    def number_field(self, shown: int) -> None:
        """The slide's number, which Office keeps right."""
        field = (
            f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en-GB"/>'
            f"<a:t>{shown}</a:t></a:fld></a:p>"
        )
        self._tree.append(parse_xml(self._holder("Slide number", 'type="sldNum" sz="quarter" idx="12"', field)))

    def words(
        self,
        area: Rect,
        paragraphs: Sequence[Paragraph],
        name: str = "Text",
        anchor: Anchor = "t",
        inset: tuple[float, float] = (0, 0),
    ) -> None:
        """Text that wraps inside an area."""
        written = body(paragraphs, self.theme, anchor, inset=inset)
        self.add(shape(self.ink, area, preset("rect"), "<a:noFill/>", written, name, box=True))

    def panel(
        self,
        area: Rect,
        paragraphs: Sequence[Paragraph] = (),
        name: str = "Panel",
        filled: str = "head",
        stroke: str = "",
        anchor: Anchor = "t",
        inset: tuple[float, float] = (14, 10),
    ) -> Drawn:
        """A quiet area with text in it."""
        written = body(paragraphs, self.theme, anchor, inset=inset)
        paint = fill(filled, self.theme) + outline(stroke, 1, self.theme)
        part = round(min(4 / max(min(area.width, area.height), 1), 0.5) * 100000)
        return shape(self.ink, area, preset("roundRect", part), paint, written, name)

    def group(self, drawn: Sequence[Drawn], name: str, about: str = "") -> None:
        """Shapes that move together."""
        self.add(group(self.ink, drawn, name, about))

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str = "hairline", width: float = 0.75) -> Drawn:
        """A straight line that only divides."""
        area = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        xml = (
            f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="{self.number()}" name="Line"/><p:cNvCxnSpPr/><p:nvPr/>'
            f"</p:nvCxnSpPr>"
            f"<p:spPr>{place(area)}{preset('line')}{outline(role, width, self.theme)}</p:spPr></p:cxnSp>"
        )
        return Drawn(xml, self._numbers, area)

    def heading(self, words: str, y: float, x: float = LEFT, width: float = MIDDLE) -> float:
        """A heading inside a slide; the y under it."""
        run = Run(text.shorten(one_line(words), 12, width / LOOSE, True), 12, "ink", True)
        self.words(Rect(x, y, width, 17), (Paragraph((run,)),), "Heading")
        return y + 20

    def paragraph(
        self, words: str, x: float, y: float, width: float, size: float = 11, color: str = "ink", lines: int = 8
    ) -> float:
        """A paragraph of at most so many lines; the y under it."""
        said = cut(words, size, width, False, lines)
        if not said:
            return y
        high = height(said, size, width)
        self.words(Rect(x, y, width, high), (Paragraph((Run(said, size, color),)),))
        return y + high

    def notes(self, words: str) -> None:
        """What the speaker sees: where the figures come from."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(words)

    def picture(self, blob: bytes, room: Rect, about: str) -> Rect:
        """A picture fitted into an area, at its left; where it lies."""
        part, rel = self.slide.part.get_or_add_image_part(BytesIO(blob))
        width, height = part._px_size
        scale = min(room.width / max(width, 1), room.height / max(height, 1))
        area = Rect(room.x, room.y, width * scale, height * scale)
        xml = (
            f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{self.number()}" name="Logo" descr="{attribute(about)}"/>'
            f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{place(area)}{preset('rect')}</p:spPr></p:pic>"
        )
        self._tree.append(parse_xml(xml))
        return area

    def frame(self, frame: Any, name: str, about: str) -> None:
        """Name a frame that was added by the library, and number it as the others."""
        properties = frame._element.nvGraphicFramePr.cNvPr
        properties.set("id", str(self.number()))
        properties.set("name", one_line(name)[:120])
        properties.set("descr", clean(about))
