"""What one reader should know: notices, digests, mail that is never lost; knows no domain."""
