"""How a group numbers its documents, and which types and languages it uses."""

from django.db import models


class Scheme(models.Model):
    """A group's own rules; without a row the group has those of `logic.symbols.default_pattern`."""

    group = models.OneToOneField("groups.Group", on_delete=models.CASCADE, related_name="scheme")
    pattern = models.CharField(max_length=60)
    types = models.JSONField(default=list)  # codes of Document.Type; empty: all
    languages = models.JSONField(default=list)  # tags in which every document is meant to come; empty: none is missed
