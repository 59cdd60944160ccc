"""The product: one Django app a domain, stacked in one order (see README.md)."""
