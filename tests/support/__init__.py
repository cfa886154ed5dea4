"""Helpers of the tests: servers, databases, seeds and requests."""
