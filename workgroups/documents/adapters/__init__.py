"""Callers of outside libraries."""
