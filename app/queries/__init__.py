"""THE QUESTIONS: what may be asked of a collection, and its SQL; rules, paging, search."""
