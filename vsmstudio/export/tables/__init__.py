"""One definition of every table, shared by workbook, report and command line."""

from vsmstudio.export.tables.figures import FIGURES, HEADLINES, figures
from vsmstudio.export.tables.findings import findings, of_stream, owner_gaps
from vsmstudio.export.tables.labels import finding_numbers, listed_maps, numbered
from vsmstudio.export.tables.owners import owners
from vsmstudio.export.tables.path import path, scenarios
from vsmstudio.export.tables.services import links, services
from vsmstudio.export.tables.steps import steps
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table

__all__ = [
    "FIGURES", "HEADLINES", "Cell", "Column", "Kind", "Row", "Table", "figures", "finding_numbers", "findings", "links",
    "listed_maps", "numbered", "of_stream", "owner_gaps", "owners", "path", "scenarios", "services", "steps",
]  # fmt: skip
