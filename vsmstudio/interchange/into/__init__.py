"""Bring an imported document into an existing one, as one change that can be looked at first."""

from vsmstudio.interchange.into.bringing import into
from vsmstudio.interchange.into.plan import Plan

__all__ = ["Plan", "into"]
