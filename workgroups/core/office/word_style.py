"""The house's styles in Word's terms (ECMA-376, part 1, chapter 17). Half points and twentieths of a point."""

import re

ACCENT, SOFT, HAIR, WARN = "0F4C5C", "565D66", "CFD4DA", "7A4A0E"
SERIF, SANS = "Georgia", "Arial"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLE = re.compile(r'  <w:style [^>]*w:styleId="([^"]+)".*?</w:style>\n?', re.DOTALL)
TAIL = re.compile(r"<w:sectPr>.*?</w:sectPr>", re.DOTALL)


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def style(
    key: str, name: str, *, based: str = "Normal", paragraph: str = "", run: str = "", following: str = "BodyText"
) -> str:
    """A paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f'<w:next w:val="{following}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def heading(level: int, size: int, before: int) -> str:
    shape = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    run = f'{font(SANS)}<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return style(f"Heading{level}", f"heading {level}", paragraph=shape, run=run)


def sized(size: int, *, color: str = "", bold: bool = False, sans: bool = True) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    tint = f'<w:color w:val="{color}"/>' if color else ""
    return f'{font(SANS if sans else SERIF)}{weight}{tint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def contents(level: int, left: int) -> str:
    run = sized(20, bold=level == 1)
    return style(
        f"TOC{level}",
        f"toc {level}",
        paragraph=f'<w:spacing w:before="60" w:after="0"/><w:ind w:left="{left}"/>',
        run=run,
    )


TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:color="{HAIR}"/><w:insideH w:val="single" w:sz="4" w:color="{HAIR}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
    '<w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="6" w:color="{ACCENT}"/></w:tcBorders><w:shd w:val="clear" w:fill="EEF3F6"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="A4661A"/>' for side in ("top", "left", "bottom", "right")
)
OWN = {
    "BodyText": style(
        "BodyText", "Body Text", paragraph='<w:spacing w:before="0" w:after="160" w:line="290" w:lineRule="auto"/>'
    ),
    "Heading1": heading(1, 36, 520),
    "Heading2": heading(2, 27, 380),
    "Heading3": heading(3, 23, 300),
    "Heading4": heading(4, 21, 260),
    "CoverProgramme": style("CoverProgramme", "CoverProgramme", run=sized(22, bold=True, color=ACCENT)),
    "CoverGroup": style("CoverGroup", "CoverGroup", paragraph='<w:spacing w:after="2800"/>', run=sized(22)),
    "CoverTitle": style(
        "CoverTitle", "CoverTitle", paragraph='<w:spacing w:after="240"/>', run=sized(60, bold=True, sans=False)
    ),
    "CoverSubtitle": style(
        "CoverSubtitle", "CoverSubtitle", paragraph='<w:spacing w:after="1200"/>', run=sized(30, sans=False)
    ),
    "CoverAuthors": style("CoverAuthors", "CoverAuthors", run=sized(22, bold=True)),
    "CoverFacts": style("CoverFacts", "CoverFacts", paragraph='<w:spacing w:after="60"/>', run=sized(20, color=SOFT)),
    "CoverDemonstration": style(
        "CoverDemonstration", "CoverDemonstration",
        paragraph=f'<w:pBdr>{FRAME}</w:pBdr><w:spacing w:before="480"/>', run=sized(22, bold=True, color=WARN),
    ),
    "TOCHeading": style("TOCHeading", "TOC Heading", run=sized(36, bold=True)),
    "TOC1": contents(1, 0),
    "TOC2": contents(2, 360),
    "Question": style("Question", "Question", paragraph='<w:keepNext/><w:spacing w:before="240" w:after="80"/>'),
    "Facts": style("Facts", "Facts", paragraph='<w:spacing w:after="120"/>', run=sized(18, color=SOFT)),
    "Caption": style("Caption", "caption", paragraph='<w:keepNext/><w:spacing w:before="160" w:after="80"/>', run=sized(20)),
    "BlockText": style(
        "BlockText", "Block Text", based="BodyText",
        paragraph=f'<w:pBdr><w:left w:val="single" w:sz="16" w:space="8" w:color="{ACCENT}"/></w:pBdr><w:ind w:left="360"/>',
    ),
    "Header": style("Header", "header", run=sized(16, color=SOFT)),
    "Footer": style("Footer", "footer", run=sized(16, color=WARN)),
    "Table": TABLE,
    "HeadingNumber": (
        '<w:style w:type="character" w:customStyle="1" w:styleId="HeadingNumber"><w:name w:val="HeadingNumber"/>'
        f'<w:rPr><w:b w:val="0"/><w:color w:val="{ACCENT}"/></w:rPr></w:style>'
    ),
}  # fmt: skip
DEFAULTS = f'<w:rPr>{font(SERIF)}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'


def word_styles(xml: str) -> str:
    """The program's styles.xml, ours put in the place of those of the same name."""
    kept = STYLE.sub(lambda found: "" if found[1] in OWN else found[0], xml)
    kept = re.sub(r"(?s)(<w:rPrDefault>).*?(</w:rPrDefault>)", lambda found: found[1] + DEFAULTS + found[2], kept)
    return kept.replace("</w:styles>", "".join(OWN.values()) + "</w:styles>")


def word_document(xml: str, *, is_wide: bool = False) -> str:
    """The program's document.xml with our page: A4, a running head and foot, none of them on the title page."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if is_wide else 'w:w="11906" w:h="16838"'
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdOwn1"/><w:footerReference w:type="default" r:id="rIdOwn2"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="1700" w:right="1530" w:bottom="1590" w:left="1530"'
        ' w:header="740" w:footer="620" w:gutter="0"/></w:sectPr>'
    )
    return TAIL.sub(page, xml)


PARTS = f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEADER = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:hdr {PARTS}><w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr>'
    f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{HAIR}"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{{edge}}"/>'
    "</w:tabs></w:pPr><w:r><w:t>{title}</w:t></w:r><w:r><w:tab/><w:t>{group}</w:t></w:r></w:p></w:hdr>"
)
FOOTER = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:ftr {PARTS}><w:p><w:pPr><w:pStyle w:val="Footer"/>'
    '<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs></w:pPr><w:r><w:t>{words}</w:t></w:r><w:r><w:tab/></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:ftr>"
)
