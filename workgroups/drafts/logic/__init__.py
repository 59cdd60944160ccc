"""Pure computation on drafts: schema, checks on bytes, differences, HTML."""
