"""When a digest is due and what its subject says, computed on values alone."""
