"""Three-way merge, by identity and by field: what two groups did with one document, brought together as one change."""

from vsmstudio.model.merge.clash import Choice, Choices, Clash
from vsmstudio.model.merge.three_way import Merge, merge

__all__ = ["Choice", "Choices", "Clash", "Merge", "merge"]
