"""THE WIRE: pure ASGI, one idea a file. From outside in: connections, cache, headers, methods, targets, direct."""
