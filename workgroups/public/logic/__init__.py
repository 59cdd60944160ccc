"""Computation on values: no tables, no clock."""
