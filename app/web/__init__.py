"""HTTP: from a request to the bytes of its response.

`dispatch.py` is the way each request takes: check, negotiate, look up in the cache, match, parse, query, render, store
in the cache, send. The other modules are its steps.
"""
