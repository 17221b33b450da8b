"""How our shapes look in draw.io: the canvas's colours and sizes as draw.io's styles."""

from __future__ import annotations

from vsmstudio.interchange.drawio.sheet import style
from vsmstudio.notation.parts import BODY, LABEL
from vsmstudio.notation.theme import LIGHT

_LEAN = "mxgraph.lean_mapping."
INK, MUTED = LIGHT["ink"], LIGHT["muted"]


def step(critical: bool) -> str:
    """The block: its head is the header of a swimlane, so that it holds name and performer and stays one thing."""
    return style(
        "swimlane", container="0", collapsible="0", html="1", whiteSpace="wrap", startSize="52", rounded="1", absoluteArcSize="1",
        arcSize="8", align="left", verticalAlign="top", spacingLeft="6", spacingTop="2", overflow="hidden", fontStyle="0",
        fontSize=BODY, fontColor=INK, fillColor=LIGHT["critical_soft" if critical else "head"],
        swimlaneFillColor=LIGHT["sheet"], strokeColor=LIGHT["critical" if critical else "outline"],
        strokeWidth="2" if critical else "1",
    )  # fmt: skip


def figure(last: bool) -> str:
    """One figure of the data row."""
    return style(
        shape="partialRectangle", top="1", bottom="1", left="0", right="0" if last else "1", html="1", whiteSpace="wrap",
        overflow="hidden", connectable="0", fillColor="none", strokeColor=LIGHT["hairline"], fontColor=INK, fontSize=LABEL,
    )  # fmt: skip


def owner() -> str:
    return style(
        "text", html="1", align="left", verticalAlign="middle", spacingLeft="8", overflow="hidden",
        connectable="0", fontSize=BODY, fontColor=INK,
    )  # fmt: skip


def gap() -> str:
    """Where nobody is accountable: told by colour, a frame and words."""
    return style(
        rounded="1", html="1", arcSize="50", align="left", spacingLeft="8", overflow="hidden", connectable="0",
        fontSize=LABEL, fontStyle="1", fontColor=LIGHT["gap"], fillColor=LIGHT["gap_soft"], strokeColor=LIGHT["gap_line"],
    )  # fmt: skip


def people() -> str:
    return style(
        "text", html="1", align="right", verticalAlign="middle", connectable="0", fontSize=LABEL, fontColor=MUTED
    )


def queue(critical: bool) -> str:
    return style(
        shape=f"{_LEAN}inventory_box", html="1", verticalLabelPosition="bottom", verticalAlign="top", fontSize=LABEL,
        fontColor=INK, fillColor=LIGHT["critical_soft" if critical else "sheet"],
        strokeColor=LIGHT["critical" if critical else "line"], strokeWidth="2" if critical else "1.2",
    )  # fmt: skip


def works() -> str:
    """A customer or supplier."""
    return style(
        shape=f"{_LEAN}outside_sources", html="1", whiteSpace="wrap", spacingTop="18", fontSize=BODY, fontStyle="1",
        fontColor=INK, fillColor=LIGHT["head"], strokeColor=LIGHT["line"], strokeWidth="1.2",
    )  # fmt: skip


def trigger() -> str:
    return style(
        rounded="1", arcSize="50", html="1", whiteSpace="wrap", fontSize=BODY, fontStyle="1", fontColor=INK,
        fillColor=LIGHT["head"], strokeColor=LIGHT["line"],
    )  # fmt: skip


def caption() -> str:
    return style(
        "text", html="1", align="center", verticalAlign="top", connectable="0", fontSize=LABEL, fontColor=MUTED
    )


def heading() -> str:
    return style(
        "text", html="1", align="left", verticalAlign="middle", spacing="0", fontSize="16", fontStyle="1", fontColor=INK
    )


def service(plain: bool, dashed: bool, wanting: bool) -> str:
    edge = "gap_line" if wanting else "outline" if plain else "accent"
    fill = "gap_soft" if wanting else "sheet" if plain else "accent_soft"
    return style(
        rounded="1", absoluteArcSize="1", arcSize="40", html="1", whiteSpace="wrap", overflow="hidden", align="left",
        spacingLeft="10", fontSize=LABEL, fontColor=INK, fillColor=LIGHT[fill], strokeColor=LIGHT[edge], strokeWidth="1.4",
        dashed="1" if dashed else None, dashPattern="5 3" if dashed else None,
    )  # fmt: skip


def note() -> str:
    return style(
        shape="note", size="12", html="1", whiteSpace="wrap", overflow="hidden", align="left", verticalAlign="top", spacing="6",
        spacingTop="1", fontSize=LABEL, fontColor=INK, fillColor=LIGHT["note"], strokeColor=LIGHT["note_line"],
    )  # fmt: skip


def burst() -> str:
    return style(
        shape=f"{_LEAN}kaizen_lightening_burst", html="1", whiteSpace="wrap", spacing="14", fontSize=LABEL, fontColor=INK,
        fillColor=LIGHT["burst"], strokeColor=LIGHT["burst_line"],
    )  # fmt: skip


def diamond(critical: bool) -> str:
    return style(
        "rhombus", html="1", connectable="0", fillColor=LIGHT["sheet"], strokeWidth="1.5",
        strokeColor=LIGHT["critical" if critical else "outline"],
    )  # fmt: skip


def flow(
    role: str, line: float, dash: str, leave: tuple[float, float], enter: tuple[float, float], corner: float
) -> str:
    """A connection: orthogonal with soft corners, attached where the canvas attaches it."""
    return style(
        edgeStyle="orthogonalEdgeStyle", rounded="1", arcSize=2 * corner, html="1", jettySize="auto", orthogonalLoop="1",
        endArrow="block", endFill="1", endSize="6", strokeColor=LIGHT[role], strokeWidth=line,
        dashed="1" if dash else None, dashPattern=dash or None,
        exitX=f"{leave[0]:g}", exitY=f"{leave[1]:g}", exitDx="0", exitDy="0", exitPerimeter="0",
        entryX=f"{enter[0]:g}", entryY=f"{enter[1]:g}", entryDx="0", entryDy="0", entryPerimeter="0",
        fontSize=LABEL, fontColor=MUTED if role == "line" else LIGHT[role], labelBackgroundColor=LIGHT["sheet"],
    )  # fmt: skip


def link(line: float, leave: tuple[float, float], enter: tuple[float, float]) -> str:
    return style(
        edgeStyle="orthogonalEdgeStyle", rounded="1", arcSize="12", html="1", endArrow="none", strokeColor=LIGHT["accent"],
        strokeWidth=line, dashed="1", dashPattern="1 3", exitX=f"{leave[0]:g}", exitY=f"{leave[1]:g}", exitDx="0", exitDy="0",
        exitPerimeter="0", entryX=f"{enter[0]:g}", entryY=f"{enter[1]:g}", entryDx="0", entryDy="0", entryPerimeter="0",
    )  # fmt: skip


def row() -> str:
    """A record on the page of lists."""
    return style(
        html="1", whiteSpace="wrap", overflow="hidden", align="left", spacingLeft="6", fontSize=LABEL, fontColor=INK,
        fillColor=LIGHT["sheet"], strokeColor=LIGHT["hairline"],
    )  # fmt: skip
