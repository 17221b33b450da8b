"""Python looks for what nobody refers to any more every so often, which takes long while a great deal is being made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for leftovers later. For what makes a great deal and leaves little behind: an analysis, a drawing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
