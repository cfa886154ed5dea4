"""Clients that no one here wrote: each reads a format of ours, and must find the records of the API, unharmed."""
