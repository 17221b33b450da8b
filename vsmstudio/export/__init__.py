"""The deliverables: one definition of every table and drawing, written as report, workbook, deck and pictures."""
