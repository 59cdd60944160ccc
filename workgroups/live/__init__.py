"""Open pages that stay true: the log, read for each socket under today's permissions."""
