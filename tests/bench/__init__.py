"""Measurements: each module has `measure()`, which gives named figures; `python -m tests.bench` runs them all."""
