"""THE WIRE: pure ASGI, one idea a file. From outside in: connections, cache, direct. For what direct does not know, the
long way: headers, methods, targets, faults."""
