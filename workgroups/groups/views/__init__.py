"""The pages of groups, one module a noun."""
