"""The record as values: who is in it, when, and the words that they write."""
