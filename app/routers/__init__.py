"""The endpoints, and their declarations for FastAPI: lists and records, other formats, lookups, files, health."""
