"""THE WIRE: pure ASGI middleware, one idea in each file. Outermost first: headers, methods, targets, faults.

The response cache, validators and compression have their place between headers and methods.
"""
