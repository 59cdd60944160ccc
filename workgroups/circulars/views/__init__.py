"""Pages of circulars: the archive, drafts, templates, mail."""
