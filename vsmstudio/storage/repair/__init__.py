"""The most of a document that can be saved out of damaged bytes, with a sentence for each thing done to it."""

from __future__ import annotations

from vsmstudio.storage.repair.repairing import Repaired, repair, repair_file

__all__ = ["Repaired", "repair", "repair_file"]
