"""Words and excerpts, computed on values."""
