"""Where things stand on a slide of 16:9. Points."""

from __future__ import annotations

from vsmstudio.notation.shapes import Rect

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT = 40.0, WIDTH - 40.0
MIDDLE = RIGHT - LEFT
TITLE = Rect(LEFT, 22, MIDDLE - 130, 34)
LOGO = Rect(RIGHT - 116, 24, 116, 30)  # the brand's, beside the title
LEAD = Rect(LEFT, 60, MIDDLE, 38)
TOP, BOTTOM = 106.0, 500.0  # of what a slide shows under its first sentence
HIGH = 66.0  # where it begins without one
BODY_AREA = Rect(LEFT, TOP, MIDDLE, BOTTOM - TOP)
RULE = 508.0
FOOTER = Rect(LEFT, 511, MIDDLE - 70, 18)
NUMBER = Rect(RIGHT - 60, 511, 60, 18)
BAR = Rect(0, 0, 16, HEIGHT)  # of the cover

SMALL, BODY, STRONG, LEADING_SIZE, HEADING = 9.0, 11.0, 12.0, 14.0, 24.0
