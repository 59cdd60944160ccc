"""The pages that a member begins from: desk, search, a group's overview."""
