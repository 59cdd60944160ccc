"""Pure computation of a report: the document model and everything read off it."""
