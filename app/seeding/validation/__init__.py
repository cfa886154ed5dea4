"""Checks of a seed: its references and the rules that hold between records."""
