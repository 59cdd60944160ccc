"""Symbols, deadlines, guesses and names, computed on values."""
