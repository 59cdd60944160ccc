"""On what happens to drafts: keep search in step, tell people, time what is due."""

from workgroups.drafts.subscribers import comments, drafts, positions, sections

__all__ = ["comments", "drafts", "positions", "sections"]
