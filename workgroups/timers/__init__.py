"""Due work: one row a deadline, fired in order of its own instant."""
