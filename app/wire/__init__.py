"""THE WIRE: pure ASGI middleware, one idea in each file. Outermost first: cache, headers, methods, targets, faults."""
