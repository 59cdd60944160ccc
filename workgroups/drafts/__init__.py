"""Shared drafts: texts a group writes together, their rooms, versions and differences."""
