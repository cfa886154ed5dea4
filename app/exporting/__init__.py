"""Static export: every response as a file, for any web server or object store."""
