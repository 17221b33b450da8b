"""Painting that fails must not fail something else.

Qt paints at any time, also while our code waits for one of its dialogs. An error in painting would then come out of that
call, and a person could not save because something cannot be drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

P = ParamSpec("P")


def guarded(paint: Callable[P, None]) -> Callable[P, None]:
    """Report an error as one that nobody caught, and go on."""

    @wraps(paint)
    def guarding(*given: P.args, **named: P.kwargs) -> None:
        try:
            paint(*given, **named)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)

    return guarding
