"""Pure judgement of names and bytes."""
