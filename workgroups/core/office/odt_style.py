"""The house's styles in OpenDocument's terms (ODF 1.3, part 3, chapter 16)."""

import re

from workgroups.core.office.word_style import ACCENT, HAIR, SANS, SERIF, SOFT, WARN

MASTER = re.compile(r"<style:master-page .*?</style:master-page>", re.DOTALL)
STYLE = re.compile(r'<style:style\s+style:name="([^"]+)"[^>]*?(?:/>|(?<!/)>.*?</style:style>)', re.DOTALL)
SIZE = re.compile(r'fo:page-width="[^"]*"\s+fo:page-height="[^"]*"')


def style(
    name: str,
    *,
    parent: str = "Standard",
    size: str = "",
    font: str = "",
    color: str = "",
    bold: bool = False,
    above: str = "0cm",
    below: str = "0.2cm",
    more: str = "",
    level: int = 0,
) -> str:
    """A paragraph style. Sizes with their unit."""
    shown = name.replace("_20_", " ")
    run = "".join(
        f' {key}="{value}"'
        for key, value in (
            ("style:font-name", font), ("style:font-name-complex", font), ("fo:font-size", size),
            ("style:font-size-complex", size), ("fo:color", f"#{color}" if color else ""),
            ("fo:font-weight", "bold" if bold else ""),
        )
        if value
    )  # fmt: skip
    outline = f' style:default-outline-level="{level}"' if level else ""
    keep = ' fo:keep-with-next="always"' if level else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        f' style:parent-style-name="{parent}"{outline}><style:paragraph-properties fo:margin-top="{above}"'
        f' fo:margin-bottom="{below}"{keep}{more}/><style:text-properties{run}/></style:style>'
    )


def edge(side: str, color: str, width: str = "0.05cm") -> str:
    return f' fo:border-{side}="{width} solid #{color}" fo:padding-{side}="0.25cm"'


FRAME = ' fo:border="0.05cm solid #A4661A" fo:padding="0.25cm"'
TABS = '<style:tab-stops><style:tab-stop style:position="15.6cm" style:type="right"/></style:tab-stops>'
OWN = {
    "Text_20_body": style("Text_20_body", below="0.3cm", more=' fo:line-height="130%"'),
    "Heading_20_1": style("Heading_20_1", font=SANS, size="18pt", bold=True, above="0.9cm", below="0.3cm", level=1),
    "Heading_20_2": style("Heading_20_2", font=SANS, size="13.5pt", bold=True, above="0.7cm", level=2),
    "Heading_20_3": style("Heading_20_3", font=SANS, size="11.5pt", bold=True, above="0.55cm", level=3),
    "Heading_20_4": style("Heading_20_4", font=SANS, size="10.5pt", bold=True, above="0.5cm", level=4),
    "CoverProgramme": style("CoverProgramme", font=SANS, size="11pt", bold=True, color=ACCENT),
    "CoverGroup": style("CoverGroup", font=SANS, size="11pt", below="5cm"),
    "CoverTitle": style("CoverTitle", font=SERIF, size="30pt", bold=True, below="0.4cm"),
    "CoverSubtitle": style("CoverSubtitle", font=SERIF, size="15pt", below="2cm"),
    "CoverAuthors": style("CoverAuthors", font=SANS, size="11pt", bold=True),
    "CoverFacts": style("CoverFacts", font=SANS, size="10pt", color=SOFT, below="0.1cm"),
    "CoverDemonstration": style(
        "CoverDemonstration", font=SANS, size="11pt", bold=True, color=WARN, above="0.8cm", more=FRAME
    ),
    "Contents_20_Heading": style("Contents_20_Heading", font=SANS, size="18pt", bold=True, below="0.4cm"),
    "Contents_20_1": style("Contents_20_1", font=SANS, size="10pt", bold=True, above="0.12cm", below="0cm"),
    "Contents_20_2": style("Contents_20_2", font=SANS, size="10pt", below="0cm", more=' fo:margin-left="0.6cm"'),
    "PageBreak": style("PageBreak", size="2pt", below="0cm", more=' fo:break-after="page"'),
    "Question": style("Question", above="0.4cm", below="0.15cm", more=' fo:keep-with-next="always"'),
    "Facts": style("Facts", font=SANS, size="9pt", color=SOFT),
    "TableCaption": style("TableCaption", font=SANS, size="10pt", above="0.3cm", more=' fo:keep-with-next="always"'),
    "FigureCaption": style("FigureCaption", font=SANS, size="10pt", above="0.1cm"),
    "Quotations": style("Quotations", parent="Text_20_body", more=edge("left", ACCENT, "0.08cm")),
    "Running": style("Running", font=SANS, size="8pt", color=SOFT).replace(
        "/><style:text", f">{TABS}</style:paragraph-properties><style:text", 1
    ),
}
CELLS = "".join(
    f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm"'
    f' fo:border-bottom="{width} solid #{color}"{ground}/></style:style>'
    for name, width, color, ground in (
        ("TableHeaderRowCell", "0.04cm", ACCENT, ' fo:background-color="#EEF3F6"'),
        ("TableRowCell", "0.02cm", HAIR, ""),
    )
)
HEAD_ROOM = (
    '<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.6cm"'
    ' style:dynamic-spacing="false"/></style:header-style>'
)
HEADING_NUMBER = (
    '<style:style style:name="HeadingNumber" style:family="text"><style:text-properties fo:font-weight="normal"'
    f' fo:color="#{ACCENT}"/></style:style>'
)
PAGE = '<text:page-number text:select-page="current">1</text:page-number>'


def odt_styles(xml: str, head: str, foot: str) -> str:
    """The program's styles.xml, ours put in the place of those of the same name, with our running head and foot.

    Both are lines of XML; the number of the page follows the foot.
    """
    kept = STYLE.sub(lambda found: "" if found[1] in OWN else found[0], xml)
    kept = SIZE.sub('fo:page-width="21cm" fo:page-height="29.7cm"', kept)
    kept = kept.replace("</office:styles>", "".join(OWN.values()) + CELLS + HEADING_NUMBER + "</office:styles>", 1)
    kept = kept.replace("<style:header-style />", HEAD_ROOM, 1)
    master = (
        '<style:master-page style:name="Standard" style:page-layout-name="Mpm1">'
        f'<style:header><text:p text:style-name="Running">{head}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Running">{foot}{PAGE}</text:p></style:footer></style:master-page>'
    )
    return MASTER.sub(lambda _found: master, kept)
