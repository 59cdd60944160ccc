"""Polls, and the register of what a group decided."""
