"""Merge fields, shipped templates, and a circular as it is asked for, as values."""
