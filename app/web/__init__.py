"""HTTP: from a request to the bytes of its response.

`dispatch.py` is the way each request takes: check, negotiate, look up in the cache, match, parse, query, render, store
in the cache, send. Before a response is made anew, a client that has it already is told so. The other modules are the
steps.
"""
