"""Compares two seeds and drafts the entries that the changelog of the newer one lacks."""
