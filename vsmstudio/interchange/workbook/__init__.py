"""The application's own workbook, read back: its input sheets as a document, record by record with their ids.

`export.tables.inputs` says which column holds what, and what a workbook cannot bring back. Sheets may be edited, reordered,
left out, and may lack their ids; then records are found by their names. Nothing is laid out.
"""

from vsmstudio.interchange.workbook.document import read_bytes, read_sheets

__all__ = ["read_bytes", "read_sheets"]
