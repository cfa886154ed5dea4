"""Filling a database from a checked seed: tables, rows, derived columns, documents, indexes."""
