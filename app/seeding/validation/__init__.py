"""Checks of a seed: references between entries, and the rules that hold between records."""
