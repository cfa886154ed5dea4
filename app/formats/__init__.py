"""Output formats: one file for each, blind to resources."""
