"""THE ENCODINGS: one file for each output format, blind to resources."""
