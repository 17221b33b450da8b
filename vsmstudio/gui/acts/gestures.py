"""What hands do on the map: keys, drags and clicks with what they mean."""

from __future__ import annotations

Lines = tuple[tuple[str, str], ...]  # a gesture, and what it does

GESTURES: tuple[tuple[str, Lines], ...] = (
    (
        "Type",
        (
            ("A letter, F2, double-click", "name what is selected"),
            ("Enter", "the next step, connected"),
            ("Tab, Shift+Tab", "on to times, quality and owner, and back"),
            ("Esc", "cancel what is under way"),
            ("Ctrl+V", "a list or table of a spreadsheet becomes steps"),
        ),
    ),
    (
        "Draw",
        (
            ("Drag from the left", "add; on a connection it goes in between"),
            ("Drag from an edge, or an arrow", "connect; on empty canvas: the next step"),
            ("Ctrl and an arrow key", "add a connected step on that side"),
            ("Drop a service on a step", "link it"),
            ("Drop a person", "make them owner of a step, service or stream"),
        ),
    ),
    (
        "Move",
        (
            ("Drag", "move, with guides; onto a connection: into it"),
            ("Alt while dragging", "without guides and grid"),
            ("Ctrl while dragging", "copy (Option on macOS)"),
            ("Arrow keys, with Shift", "by a pixel, by the grid"),
            ("Shift and click, drag on canvas", "select more, select an area"),
            ("Alt and an arrow key", "go along the connections"),
        ),
    ),
    (
        "See",
        (
            ("Two fingers, wheel", "move the paper"),
            ("Pinch, Ctrl and wheel", "zoom at the pointer"),
            ("Space and drag, middle button", "move the paper"),
            ("Menu key, Shift+F10, right click", "what can be done here"),
        ),
    ),
)
