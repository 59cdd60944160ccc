"""When something that was put off comes back, computed on values alone."""
