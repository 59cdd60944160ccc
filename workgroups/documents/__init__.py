"""A group's library: documents with numbers, languages, versions and markings."""
