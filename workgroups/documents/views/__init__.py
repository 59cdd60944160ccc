"""Pages and acts of a library."""
