"""Words of the sign-in pages."""
