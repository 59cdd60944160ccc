"""On what happens to drafts: keep search in step, tell people, time what is due."""

from workgroups.drafts.subscribers import comments, drafts

__all__ = ["comments", "drafts"]
