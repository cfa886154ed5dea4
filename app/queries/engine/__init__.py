"""How a query becomes SQL and its rows: conditions, binds, statements, pages, cursors, facets, search."""
