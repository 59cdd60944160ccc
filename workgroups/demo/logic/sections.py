"""The sections of the issues paper and who writes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """A section by its heading; `due` counts working days from today."""

    heading: str
    due: int
    note: str
    delegations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


GIVEN = (
    Given("Benefits and value", 4, "The short answer, and one example with a figure.", people=("expert@singapore",)),
    Given("Institutional coordination", -5, "The three arrangements, without a verdict.", people=("expert@uk",)),
    Given(
        "Policies, classification, residency and security",
        -2,
        "One table of levels that a project manager can use.",
        delegations=("switzerland",),
        people=("expert@uae",),
    ),
    Given("Procurement", 6, "What to ask for on the first day.", delegations=("india",)),
)
HANDED_IN = "Institutional coordination"
