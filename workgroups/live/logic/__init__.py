"""What an open page is told, computed on values alone."""
