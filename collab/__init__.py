"""The composition root: knows every app, and nobody imports it."""
