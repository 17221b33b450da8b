"""What a shape means in a value stream: lean mapping shapes, flowcharts, BPMN, and plain boxes, arrows and texts."""

from __future__ import annotations

import re
from enum import Enum, auto

from vsmstudio.interchange.drawio.cells import Cell


class Role(Enum):
    """What a vertex is by its looks; its neighbours may still make another thing of it."""

    STEP = auto()
    DECISION = auto()
    PARALLEL = auto()  # a gateway where work goes all ways
    MARK = auto()  # a circle or pill: a start, an end, or a step if work goes through it
    START = auto()
    END = auto()
    WAITING = auto()  # an event in between: work waits for it
    FACTORY = auto()  # a customer or supplier
    CONTROL = auto()  # production control and the like: a step only if work goes through it
    QUEUE = auto()
    FIFO = auto()
    PUSH = auto()
    PULL = auto()
    MOVE = auto()  # any other arrow that is drawn as a shape
    TELL = auto()  # an arrow of information drawn as a shape
    BURST = auto()
    NOTE = auto()
    TEXT = auto()
    DATA = auto()
    TIMELINE = auto()
    PEOPLE = auto()
    LANE = auto()
    GROUP = auto()
    SYMBOL = auto()  # a sign without a place in a map (kanban, lorry, database); a step if work goes through it
    ICON = auto()  # a picture
    LINE = auto()
    LABEL = auto()  # of an arrow


_LEAN = {
    "manufacturing_process": Role.STEP, "manufacturing_process_shared": Role.STEP, "work_cell": Role.STEP,
    "process_box": Role.STEP, "outside_sources": Role.FACTORY, "schedule": Role.CONTROL, "mrp_erp": Role.CONTROL,
    "control_center": Role.CONTROL, "inventory_box": Role.QUEUE, "supermarket": Role.QUEUE,
    "buffer_or_safety_stock": Role.QUEUE, "warehouse": Role.QUEUE, "fifo_lane": Role.FIFO,
    "fifo_sequence_flow": Role.FIFO, "fifo_sequence_lane": Role.FIFO, "push_arrow": Role.PUSH, "physical_pull": Role.PULL,
    "kaizen_lightening_burst": Role.BURST, "kaizen_lightning_burst": Role.BURST, "data_box": Role.DATA,
    "timeline": Role.TIMELINE, "timeline2": Role.TIMELINE, "operator": Role.PEOPLE,
    "electronic_info_flow": Role.TELL, "manual_info_flow": Role.TELL, "finished_goods_to_customer": Role.MOVE,
    "withdrawal_kanban": Role.SYMBOL,
}  # fmt: skip
_FLOWCHART = {
    "decision": Role.DECISION, "terminator": Role.MARK, "start_1": Role.MARK, "start_2": Role.MARK, "delay": Role.QUEUE,
    "merge_or_storage": Role.QUEUE, "annotation_1": Role.NOTE, "annotation_2": Role.NOTE, "on-page_reference": Role.MARK,
    "off-page_reference": Role.MARK, "parallel_mode": Role.LINE, "database": Role.SYMBOL, "stored_data": Role.SYMBOL,
    "direct_data": Role.SYMBOL, "sequential_data": Role.SYMBOL, "internal_storage": Role.SYMBOL,
}  # fmt: skip
_PLAIN = {
    "ellipse": Role.MARK, "doubleEllipse": Role.END, "rhombus": Role.DECISION, "triangle": Role.QUEUE,
    "mxgraph.basic.acute_triangle": Role.QUEUE, "mxgraph.basic.orthogonal_triangle": Role.QUEUE,
    "startState": Role.START, "endState": Role.END,
    "text": Role.TEXT, "label": Role.STEP, "note": Role.NOTE, "note2": Role.NOTE, "callout": Role.NOTE,
    "wedgeRectCallout": Role.NOTE, "mxgraph.mockup.text.stickyNote": Role.NOTE,
    "mxgraph.mockup.text.stickyNote2": Role.NOTE, "mxgraph.basic.rectCallout": Role.NOTE,
    "mxgraph.basic.roundRectCallout": Role.NOTE, "mxgraph.basic.document": Role.STEP,
    "mxgraph.basic.explosion": Role.BURST, "mxgraph.basic.star": Role.BURST,
    "group": Role.GROUP, "edgeLabel": Role.LABEL, "swimlane": Role.LANE, "table": Role.LANE, "tableRow": Role.LANE,
    "umlLifeline": Role.LANE, "umlFrame": Role.LANE, "image": Role.ICON, "icon": Role.ICON,
    "line": Role.LINE, "link": Role.LINE, "curlyBracket": Role.LINE, "bracket": Role.LINE, "partialRectangle": Role.TEXT,
    "crossbar": Role.LINE, "waypoint": Role.LINE, "singleArrow": Role.MOVE, "doubleArrow": Role.MOVE, "arrow": Role.MOVE,
    "flexArrow": Role.MOVE, "umlActor": Role.MARK, "actor": Role.MARK, "mxgraph.signs.people.woman_1": Role.PEOPLE,
    "cylinder": Role.SYMBOL, "cylinder2": Role.SYMBOL, "cylinder3": Role.SYMBOL, "datastore": Role.SYMBOL,
    "dataStorage": Role.SYMBOL, "tape": Role.SYMBOL, "tapeData": Role.SYMBOL, "cloud": Role.SYMBOL, "folder": Role.SYMBOL,
    "message": Role.ICON, "mxgraph.basic.oval_callout": Role.NOTE,
}  # fmt: skip
_BURSTS = re.compile(r"(explosion|burst|\d+_point_star|star\d*$)")
_ARROWS = re.compile(r"mxgraph\.(arrows2?|basic\.arrow)\b")
_PICTURES = re.compile(
    r"mxgraph\.(aws|azure|gcp|ibm|cisco|kubernetes|office|mockup|ios|android|bootstrap|signs|networks|rack|veeam|vvd|sap|"
    r"alibaba|openstack|salesforce|atlassian|dynamics|weblogos|webicons|mscae|citrix|allied|floorplan|electrical|pid)"
)
_STANDS_FOR_NOTHING = {"none", "transparent", ""}


def role_of(cell: Cell) -> Role:
    """What a vertex means by its shape alone."""
    shape = cell.shape
    if cell.parent is not None and cell.parent.is_edge:
        return Role.LABEL
    if shape.startswith("mxgraph.lean_mapping."):
        return _LEAN.get(shape.rpartition(".")[2], Role.SYMBOL)
    if shape.startswith("mxgraph.bpmn."):
        return _bpmn(cell, shape.removeprefix("mxgraph.bpmn."))
    if shape.startswith("mxgraph.flowchart."):
        return _FLOWCHART.get(shape.rpartition(".")[2], Role.STEP)
    if shape in _PLAIN:
        return _PLAIN[shape]
    if "image" in cell.style or shape.startswith("img/") or _PICTURES.match(shape):
        return Role.STEP if shape == "label" else Role.ICON
    if _ARROWS.match(shape):
        return Role.MOVE
    if shape.startswith("mxgraph.basic.") and _BURSTS.search(shape):
        return Role.BURST
    if "swimlane" in cell.style:
        return Role.LANE
    if "ellipse" in cell.style:
        return Role.MARK
    if "text" in cell.style or (not shape and _is_bare(cell)):
        return Role.TEXT
    return Role.STEP


def _is_bare(cell: Cell) -> bool:
    """A box without edge and filling is a text."""
    stroke, fill = cell.style.get("strokeColor"), cell.style.get("fillColor")
    return stroke == "none" and (fill is None or fill in _STANDS_FOR_NOTHING)


def _bpmn(cell: Cell, shape: str) -> Role:
    symbol, outline = cell.says("symbol"), cell.says("outline")
    perimeter = cell.says("perimeter")
    if shape.startswith("gateway") or "rhombus" in perimeter:
        gate = f"{symbol} {cell.says('gwType')}"
        return Role.PARALLEL if "parallel" in gate else Role.DECISION
    if shape in {"event", "shape"} or "ellipse" in perimeter:
        if outline == "end" or symbol.startswith("terminate"):
            return Role.END
        if outline in {"standard", "", "eventnonint"}:
            return Role.START if symbol or outline else Role.MARK
        return Role.WAITING
    if shape.startswith(("task", "subprocess", "call", "transaction")):
        return Role.STEP
    if shape.startswith(("data", "group", "conversation")):
        return Role.SYMBOL
    return Role.ICON  # the small signs within tasks
