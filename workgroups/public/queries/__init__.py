"""Read what everybody may see."""

from .groups import public_articles, public_groups, public_years
from .oai import earliest, harvest, identifier_of, item_for, sets
from .records import TYPES, Edition, edition_of, lasting_path, record_of, report_as_record
from .reports import SEARCHED, Facets, Library, Wanted, facets, library, newest, works

__all__ = [
    "SEARCHED", "TYPES", "Edition", "Facets", "Library", "Wanted", "earliest", "edition_of", "facets", "harvest",
    "identifier_of", "item_for", "lasting_path", "library", "newest", "public_articles", "public_groups",
    "public_years", "record_of", "report_as_record", "sets", "works",
]  # fmt: skip
