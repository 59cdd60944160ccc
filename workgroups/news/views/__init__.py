"""The doors of the news: a reader's comment, and the pages on which editors write."""
