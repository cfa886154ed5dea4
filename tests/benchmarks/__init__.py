"""Benchmarks: python -m tests.benchmarks. Speed is measured here and nowhere else."""
