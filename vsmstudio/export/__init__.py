"""The deliverables: one definition of every table and drawing, written as PDF and workbook."""
