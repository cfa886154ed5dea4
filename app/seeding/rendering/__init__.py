"""Renderers: the public documents of each kind of record, made once, when the dataset is loaded."""
