"""Callers of outside libraries and of the file store."""
