"""What the Services menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

ACTS = (
    Act("New service", "new_service"),
    Act("New person", "new_person"),
    Act("New unit", "new_unit"),
    Act("New contract", "new_contract"),
    Act("New application", "new_application"),
)
