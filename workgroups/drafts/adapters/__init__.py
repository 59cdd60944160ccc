"""The only callers of pycrdt."""
