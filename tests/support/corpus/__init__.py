"""Records what the service answers to thousands of requests, and compares two recordings.

It imports nothing of `app`, so that it records any checkout, before and after a change of its modules.
"""
