"""How a query is answered: conditions and binds become statements, their rows pages, streams and facet counts."""
