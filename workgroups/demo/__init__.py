"""The demonstration record: the living cloud group, built through the actions that the pages call."""
