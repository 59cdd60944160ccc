"""How drafts and the comments on them read to those who are told, and what waits for whom because of them."""

from workgroups.drafts.notices import comments, drafts, positions, sections

__all__ = ["comments", "drafts", "positions", "sections"]
