"""What a report's pages and files say about it to machines."""

from .datacite import datacite
from .dublin_core import dublin_core
from .highwire import highwire
from .schema_org import json_ld
from .signposting import landing, resource

__all__ = ["datacite", "dublin_core", "highwire", "json_ld", "landing", "resource"]
