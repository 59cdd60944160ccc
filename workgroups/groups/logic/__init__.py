"""Pure computation: what a list of people says."""
