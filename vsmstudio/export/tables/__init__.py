"""One definition of every table, shared by workbook, report, window and command line."""
