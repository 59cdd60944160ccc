"""Outside the database: what pages are made of, and how they are packed."""
