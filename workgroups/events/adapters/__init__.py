"""Callers of outside programs."""
