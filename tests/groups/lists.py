"""A list as a secretariat keeps it: 60 people of 12 delegations, ten rows with something wrong."""

HEADS = ["Name", "E-mail address", "Delegation", "Kind of delegation", "Seat", "From", "To", "Language"]
LANDS = [f"Land {chr(ord('A') + number)}" for number in range(12)]


def sixty() -> list[list[str]]:
    """The rows with their headings; ten of the sixty cannot come in."""
    rows = [
        [f"Person {at}", f"person{at}@land.example", LANDS[at % 12], "State", "expert", "", "", ""] for at in range(60)
    ]
    rows[3][1] = ""  # no address
    rows[7][1] = "person7 at land"  # no address that can be
    rows[11][4] = "observer of birds"  # unknown seat
    rows[17][1] = rows[16][1]  # the same address twice
    rows[22][0] = ""  # no name
    rows[28][2] = ""  # no delegation and no office
    rows[33][5] = "03/04/2026"  # which of the two is the month?
    rows[38][6] = "2020-01-01"  # over already
    rows[44][0] = '=HYPERLINK("http://bad.example","Click")'
    rows[51][0] = "N" * 201
    return [HEADS, *rows]


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    """The rows as text, each cell in quotation marks."""
    return "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
