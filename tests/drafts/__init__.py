"""Shared drafts: bytes, document, room, pages."""
