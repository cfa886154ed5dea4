"""Loads a seed: its entries become rows, and the rows become the documents that are served."""
