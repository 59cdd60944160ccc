"""Streams, the event log, its readers and their cursors."""
