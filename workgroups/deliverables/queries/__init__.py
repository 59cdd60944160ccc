"""Read deliverables: what goes into them, how a build stands, who signed, what is published."""

from .assembling import (
    calls_in,
    deliverables_in,
    findings_of,
    free_slug,
    has_errors,
    is_figure_of,
    meetings_in,
    polls_in,
    sources_of,
    sources_shown,
    versions_in,
)
from .builds import (
    SILENT,
    STEPS,
    builds_of,
    may_be_mended,
    missing_signatures,
    nobody_builds,
    outputs_of,
    pictures_of,
    signers_of,
    takable,
)
from .inputs import body_of, inputs_of, next_release_of
from .markings import has_restricted, restricted_keys, unfit
from .plan import DeliverableTie
from .published import compiling, corrections_of, elsewhere_in, front_of, published, releases_of
from .yearly import releases_told

__all__ = [
    "SILENT",
    "STEPS",
    "DeliverableTie",
    "body_of",
    "builds_of",
    "calls_in",
    "compiling",
    "corrections_of",
    "deliverables_in",
    "elsewhere_in",
    "findings_of",
    "free_slug",
    "front_of",
    "has_errors",
    "has_restricted",
    "inputs_of",
    "is_figure_of",
    "may_be_mended",
    "meetings_in",
    "missing_signatures",
    "next_release_of",
    "nobody_builds",
    "outputs_of",
    "pictures_of",
    "polls_in",
    "published",
    "releases_of",
    "releases_told",
    "restricted_keys",
    "signers_of",
    "sources_of",
    "sources_shown",
    "takable",
    "unfit",
    "versions_in",
]
