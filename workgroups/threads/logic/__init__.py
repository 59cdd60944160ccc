"""Pure computation: ranges of numbers, differences of texts."""
