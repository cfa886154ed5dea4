"""THE WIRE: pure ASGI, one idea in each file. From outside in: connections, cache, headers, methods, targets, direct."""
