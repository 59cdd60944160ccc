"""One count of headings, figures and tables through a whole report."""

DEEPEST_NUMBER = 3


class Numbers:
    """Numbers in the order of the page: headings 1, 1.1, 1.1.1, 1.2, 2; figures and tables 1, 2, 3."""

    def __init__(self) -> None:
        self.headings = [0] * 6
        self.figures = 0
        self.tables = 0

    def heading(self, level: int) -> str:
        self.headings[level - 1] += 1
        self.headings[level:] = [0] * (6 - level)
        return ".".join(str(count) for count in self.headings[:level]) if level <= DEEPEST_NUMBER else ""

    def figure(self) -> str:
        self.figures += 1
        return str(self.figures)

    def table(self) -> str:
        self.tables += 1
        return str(self.tables)
