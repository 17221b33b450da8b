"""The map as a picture for slides."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

EDIT_ACTS = (
    Act("Copy as picture", "copy_picture", "Ctrl+Shift+C", "What is selected, else the whole map, for your slides"),
)
DELIVER_ACTS = (Act("Save as picture…", "save_picture", "", "The map, or what is selected, as SVG or PNG of any size"),)
