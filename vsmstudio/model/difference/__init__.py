"""What differs between two documents, as data and in words."""

from vsmstudio.model.difference.found import (
    Difference,
    Kind,
    as_plain,
    changed_fields,
    differences,
    plain_value,
    type_order,
    whereabouts,
)
from vsmstudio.model.difference.summary import in_words
from vsmstudio.model.words import field_words, in_value_words

__all__ = [
    "Difference", "Kind", "as_plain", "changed_fields", "differences", "field_words", "in_value_words", "in_words",
    "plain_value", "type_order", "whereabouts",
]  # fmt: skip
