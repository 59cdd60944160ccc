"""Who did what and when, for officers; append-only, ids only."""
