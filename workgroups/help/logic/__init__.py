"""The articles: which there are, what they cover, how they are read and searched."""
