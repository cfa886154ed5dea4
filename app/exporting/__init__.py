"""THE BUNDLE: every answer as a file, for any web server or object store."""
