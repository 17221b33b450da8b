"""The map on its landscape page; where it is too long to be read there, in strips on pages of their own."""

from __future__ import annotations

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.legend import draw_legend
from vsmstudio.export.pdf.map_fit import fitted_map
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.painter import fit, paint
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, STRONG, TITLE, Paper, Piece, paragraph_height
from vsmstudio.export.pdf.strip_pages import LEGEND, draw_strips
from vsmstudio.export.pdf.strips import LARGEST, bare
from vsmstudio.export.sentences import beside_the_headline
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, reads_with_bound
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import CONVENTIONS, covered, day, plural
from vsmstudio.model.records import Map, MapState, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.layers import Layers
from vsmstudio.notation.picture import owner_gaps, picture
from vsmstudio.notation.shapes import Rect

SHAPE_ONLY = 0.2  # points per pixel: under this not even the shape of a map can be seen, so there are strips alone
_PARTS = Layers(experience=False)  # the curves have their own section; under a strip they would only make it smaller


def draw_map(paper: Paper, report: Report, held_map: Map) -> None:
    """The map fitted to a page with title, convention, date, totals and legend; in strips too where it is too long for one."""
    document, held = report.document, report.analysis.maps[held_map.id]
    stream = document.name(held_map.stream)
    title = f"{held_map.name}: {stream}" if stream else held_map.name
    if not document.nodes(held_map.id):
        y = _open(paper, report, held_map, title, large=False)
        paper.paragraph(LEFT, y, MIDDLE, NO_STEPS, BODY + 1)
        return
    whole = bare(picture(document, held_map.id, report.analysis))
    plain = bare(picture(document, held_map.id, report.analysis, layers=_PARTS))
    chosen = fitted_map(whole, plain, paper.options)

    def legend(under: float) -> None:
        draw_legend(paper, document, held_map, under + LEGEND - 8)

    y = _open(paper, report, held_map, title, chosen.large, "Experience: in its own section." if chosen.bare else "")
    parts = text.shorten(title, TITLE, MIDDLE - 90, True) + ", in parts"
    room = paper.bottom - LEGEND - _totals_height(report, held) - y
    wide = MIDDLE + 2 * chosen.outside
    scale = fit(chosen.drawn.area, Rect(0, y, wide, room), LARGEST)
    if scale < SHAPE_ONLY:
        draw_strips(paper, plain, parts, _totals(paper, report, held, y), legend, chosen.large)
        return
    height = chosen.drawn.area.height * scale
    y += (room - height) * 0.4
    paint(paper, chosen.drawn, Rect(LEFT - chosen.outside, y, wide, height), most=LARGEST)
    legend(_totals(paper, report, held, y + height))
    if not chosen.readable:
        y = paper.open_page(parts, level=None, large=chosen.large)
        draw_strips(paper, plain, parts, y, legend, chosen.large)


def _open(paper: Paper, report: Report, held_map: Map, title: str, large: bool, also: str = "") -> float:
    """The page with its heading and what stands under it; where the map begins."""
    y = paper.open_page(title, outline=report.named(held_map), large=large)
    paper.bookmark("Map", 1, listed=False)
    return _caption(paper, report, held_map, y - 10, also) + 10


def _caption(paper: Paper, report: Report, held_map: Map, y: float, also: str) -> float:
    """Convention, date and stream owner; then what is wrong with that, and what is not on the map."""
    document = report.document
    on = held_map.date or (report.on if held_map.state is MapState.CURRENT else None)
    stream = document.of(ValueStream, held_map.stream)
    owner = owner_words(document, stream.owner) if stream else None
    said = (
        "An earlier state: what came of it stands in the follow-up." if report.followed(held_map) else "",
        CONVENTIONS[held_map.convention],
        f"{day(on)}." if on else "",
        f"Stream owner: {owner}." if owner else "",
        also,
    )
    y = paper.paragraph(LEFT, y, MIDDLE, " ".join(each for each in said if each), BODY, "muted", lines=3)
    left_out = sum(document.position(node.id) is None for node in document.nodes(held_map.id))
    lacking = [owner_gaps(document, report.analysis).get(held_map.stream, "") if owner else "No stream owner"]
    lacking.append(f"{plural(left_out, 'thing')} not placed on the map yet." if left_out else "")
    for words in lacking:
        if words:
            diamond(paper, LEFT + 3.6, y + BODY * 0.75, "gap")
            y = paper.paragraph(LEFT + 11, y, MIDDLE - 11, words, BODY, "gap", bold=True)
    return y


def _beneath(report: Report, held: MapAnalysis) -> str:
    """What the totals cover, and what else is to be expected."""
    cover = held.coverage
    covers = f"Covered: LT {covered(cover.lead_time)}, PT {covered(cover.process_time)}, %C&A {covered(cover.ca)}."
    return " ".join([covers, *beside_the_headline(report.document, held)])


def _totals_height(report: Report, held: MapAnalysis) -> float:
    return STRONG + 16 + paragraph_height(_beneath(report, held), MIDDLE, BODY)


def _totals(paper: Paper, report: Report, held: MapAnalysis, y: float) -> float:
    """The figures that matter most in one line, what they cover under it; the y under that."""
    x, pieces = LEFT, []
    for figure in FIGURES:
        if figure.key in HEADLINES:
            words = f"{figure.name} {reads_with_bound(figure, held, report.calendar)}"
            pieces.append(Piece(x, y + STRONG + 10, words, STRONG, bold=True))
            x += text.width(words, STRONG, True) + 24
    paper.write_all(pieces)
    return paper.paragraph(LEFT, y + STRONG + 14, MIDDLE, _beneath(report, held), BODY, "muted") + 2
