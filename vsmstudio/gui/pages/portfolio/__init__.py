"""The service portfolio: board, table, dependencies, money, what if."""
