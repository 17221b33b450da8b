"""What the Export menu does: the document for other programs."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("ArchiMate exchange…", "export_archimate", "", "For architecture tools, each map with a view of its own"),
    Act("draw.io drawing…", "export_drawio", "", "An editable drawing with a page for each map"),
    Act("draw.io drawing of this map…", "export_drawio_map", "", "An editable drawing of the map in view"),
    Act("Step table…", "export_table", "", "A CSV table with a row for each step of every map"),
    Act("Step table of this map…", "export_table_map", "", "A CSV table with a row for each step of the map in view"),
    SEPARATOR,
    Act("JSON…", "export_json", "", "All records and figures, for scripts"),
)
