"""Lists that clients keep beside their maps: services, people, units, costs, contracts, applications, and the others.

Which columns a list may have is said by `export.tables.inputs`, as the workbook and its template have them; here is what
else these columns are called, how their cells are read, and what becomes of a row.
"""
