"""The mixed set: files as people send them, made here, with what must come in of each.

Each is (name, bytes, lines with all changes made, lines as it was before them if that differs, what is left behind).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drafts.office_files import HEAD, OFFICE, W, docx, drawing, odt, para, picture, run, zipped

WHEN = 'w:date="2026-11-20T10:00:00Z"'
ANA, BO = f'w:id="7" w:author="Ana" {WHEN}', f'w:id="8" w:author="Bo" {WHEN}'


@dataclass(frozen=True)
class Brought:
    """A file that comes in, and what of it."""

    name: str
    data: Callable[[], bytes]
    made: list[str]
    before: list[str] | None = None
    left: dict[str, int] = field(default_factory=dict)
    comments: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    """(author, words, quoted, number of the one that it answers, resolved)"""


def ins(inner: str, who: str = ANA) -> str:
    return f"<w:ins {who}>{inner}</w:ins>"


def gone(words: str, who: str = ANA) -> str:
    return f'<w:del {who}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def ended(kind: str, *runs: str, who: str = ANA) -> str:
    return para(*runs, properties=f"<w:rPr><w:{kind} {who}/></w:rPr>")


def cell(*inner: str, shape: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{''.join(inner)}</w:tc>"


def table(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="3000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def complex_field(code: str, words: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return sign.format("begin") + instruction + sign.format("separate") + run(words) + sign.format("end")


def commented(key: int, inner: str) -> str:
    ends = f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'
    return f'<w:commentRangeStart w:id="{key}"/>{inner}{ends}'


def comments(*said: tuple[str, str, str, bool]) -> dict[str, str]:
    """Parts with comments: (author, words, number of the one that it answers, resolved)."""
    rows, more = [], []
    for key, (author, words, answers, done) in enumerate(said):
        when = 'w:date="2026-11-20T10:00:00Z"'
        body = f'<w:p w14:paraId="{key:08X}"><w:r><w:t>{words}</w:t></w:r></w:p>'
        rows.append(f'<w:comment w:id="{key}" w:author="{author}" {when}>{body}</w:comment>')
        parent = f' w15:paraIdParent="{int(answers):08X}"' if answers else ""
        more.append(f'<w15:commentEx w15:paraId="{key:08X}"{parent} w15:done="{int(done)}"/>')
    return {
        "comments.xml": f"{HEAD}<w:comments {W}>{''.join(rows)}</w:comments>",
        "commentsExtended.xml": f"{HEAD}<w15:commentsEx {W}>{''.join(more)}</w15:commentsEx>",
    }


def box(words: str) -> str:
    inner = f"<w:txbxContent>{para(words)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    graphic = f'<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic>'
    drawn = f"<w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def item(number: int, *runs: str, level: int = 0) -> str:
    return para(*runs, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering() -> dict[str, str]:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{at + 1}."/></w:lvl>'
        for at in range(2)
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    once, again = (
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>{more}</w:num>' for at, more in ((1, ""), (2, override))
    )
    text = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{once}{again}'
    return {"numbering.xml": f"{HEAD}<w:numbering {W}>{text}</w:numbering>"}


def links(*targets: str) -> bytes:
    kind = f"{OFFICE}/hyperlink"
    rows = [
        f'<Relationship Id="rIdL{at}" Type="{kind}" Target="{one}" TargetMode="External"/>'
        for at, one in enumerate(targets)
    ]
    inner = [f'<w:hyperlink r:id="rIdL{at}">{run(f"words {at} ")}</w:hyperlink>' for at in range(len(targets))]
    return docx(para(*inner), relations="".join(rows))


def footnoted() -> bytes:
    body = f"<w:p><w:r><w:footnoteRef/></w:r>{run('See ')}{ins(run('the annex.'))}</w:p><w:p>{run('Twice.')}</w:p>"
    notes = f'{HEAD}<w:footnotes {W}><w:footnote w:id="2">{body}</w:footnote></w:footnotes>'
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return docx(para("Words", sign, " go on."), parts={"footnotes.xml": notes})


MOVED = "The moved paragraph stands here."
MERGED_CELLS = table(
    2,
    cell(para("Wide"), shape='<w:gridSpan w:val="2"/>'),
    cell(para("Tall"), shape='<w:vMerge w:val="restart"/>') + cell(para("Right")),
    cell(para(), shape="<w:vMerge/>") + cell(table(1, cell(para("Inner"))), para("After.")),
)
MATH = "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
OLE_OBJECT = '<o:OLEObject Type="Embed" ProgID="Sheet"/>'
OBJECT = f'<w:r><w:object><v:shape><v:imagedata r:id="rIdP1"/></v:shape>{OLE_OBJECT}</w:object></w:r>'
CHANGED_ODT = (
    '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>Ana'
    "</dc:creator><dc:date>2026-11-20T10:00:00</dc:date></office:change-info><text:p>old </text:p></text:deletion>"
    '</text:changed-region><text:changed-region text:id="ct2"><text:insertion><office:change-info><dc:creator>Ana'
    "</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
    '<text:p text:style-name="Standard">One <text:change text:change-id="ct1"/>'
    '<text:change-start text:change-id="ct2"/>new <text:change-end text:change-id="ct2"/>word<office:annotation>'
    "<dc:creator>Bo</dc:creator><dc:date>2026-11-20T10:00:00</dc:date><text:p>Which?</text:p></office:annotation>.</text:p>"
)
GOOGLE = (
    b'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style>.c1{color:red}</style>'
    b'</head><body class="c2 doc-content"><h1 class="c3" id="h.1"><span class="c4">Title</span></h1><p class="c1">'
    b'<span>Words and </span><span class="c5"><a class="c6" href="https://www.google.com/url?q=https://good.example/'
    b'%3Fa%3Db&amp;sa=D">a link</a></span>.</p><ul class="c7 lst-kix_1-0 start"><li class="c8 li-bullet-0">'
    b"<span>one</span></li></ul><script>alert(1)</script></body></html>"
)
SAVED_BY_WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><!--[if gte mso 9]><xml><o:x/></xml><![endif]-->'
    "<style>p.MsoNormal{}</style></head><body lang=EN-US><div class=WordSection1><h1>Title<o:p></o:p></h1>"
    "<p class=MsoNormal>Café <b>bold</b><![if !supportLists]> and<![endif]> more.</p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>"
).encode()
MARKDOWN = (
    b"---\ntitle: Our paper\nauthor: [x]\n---\n\n# Aims\n\nWords with *stress* and a [link](javascript:alert(1)).\n"
)

SET = [
    Brought(
        "tracked.docx",
        lambda: docx(para("One ", ins(run("new ")), gone("old "), "word.")),
        ["paragraph: One new word."],
        ["paragraph: One old word."],
    ),
    Brought(
        "moves.docx",
        lambda: docx(
            ended("moveFrom", f"<w:moveFrom {ANA}>{run(MOVED)}</w:moveFrom>"),
            para("Between."),
            ended("moveTo", f"<w:moveTo {ANA}>{run(MOVED)}</w:moveTo>"),
            para("After."),
        ),
        ["paragraph: Between.", f"paragraph: {MOVED}", "paragraph: After."],
        [f"paragraph: {MOVED}", "paragraph: Between.", "paragraph: After."],
    ),
    Brought(
        "formats.docx",
        lambda: docx(para(run("Bold now", f"<w:b/><w:rPrChange {ANA}><w:rPr/></w:rPrChange>"), ".")),
        ["paragraph: Bold now."],
        left={"formats": 1},
    ),
    Brought(
        "joined.docx",
        lambda: docx(ended("del", "First half"), para("second half."), para("Third.")),
        ["paragraph: First half second half.", "paragraph: Third."],
        ["paragraph: First half", "paragraph: second half.", "paragraph: Third."],
    ),
    Brought(
        "cut.docx",
        lambda: docx(ended("ins", "First half "), ended("ins", "middle ", who=BO), para("second half.")),
        ["paragraph: First half", "paragraph: middle", "paragraph: second half."],
        ["paragraph: First half middle second half."],
    ),
    Brought(
        "items.docx",
        lambda: docx(item(1, "one"), ended_item(1, "two"), item(1, ins(run("three"))), parts=numbering()),
        ["ordered_list: one\ntwo\nthree"],
        ["ordered_list: one\ntwo"],
    ),
    Brought(
        "comments.docx",
        lambda: docx(
            para("Some ", commented(0, commented(1, run("words"))), " here."),
            para(commented(2, run("Other")), " words."),
            parts=comments(("Ana", "Why?", "", False), ("Bo", "Because.", "0", False), ("Bo", "Done.", "", True)),
        ),
        ["paragraph: Some words here.", "paragraph: Other words."],
        comments=[
            ("Ana", "Why?", "words", "", False),
            ("Bo", "Because.", "words", "0", False),
            ("Bo", "Done.", "Other", "", True),
        ],
    ),
    Brought("footnotes.docx", footnoted, ["paragraph: Words (See the annex. Twice.) go on."]),
    Brought(
        "tables.docx",
        lambda: docx(MERGED_CELLS, para("End.")),
        ["table: Wide\nTall\nRight\nInner\nAfter.", "paragraph: End."],
    ),
    Brought(
        "boxes.docx",
        lambda: docx(para("Before ", box("In a box."), "after."), para("Next.")),
        ["paragraph: Before after.", "paragraph: In a box.", "paragraph: Next."],
    ),
    Brought(
        "fields.docx",
        lambda: docx(
            para(
                "On ",
                complex_field("PAGE", "7"),
                " and ",
                f'<w:fldSimple w:instr=" DOCPROPERTY x ">{run("said")}</w:fldSimple>',
                " and ",
                complex_field('HYPERLINK "javascript:alert(1)"', "here"),
                complex_field("DDEAUTO c:\\\\cmd.exe", "."),
            )
        ),
        ["paragraph: On 7 and said and here."],
    ),
    Brought(
        "controls.docx",
        lambda: docx(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{para('In a control.')}</w:sdtContent></w:sdt>",
            para("A ", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", " value."),
        ),
        ["paragraph: In a control.", "paragraph: A chosen value."],
    ),
    Brought("equations.docx", lambda: docx(para("So ", MATH, " grows.")), ["paragraph: So x^{2} grows."]),
    Brought(
        "right-to-left.docx",
        lambda: docx(
            para(run("مرحبا بكم", "<w:rtl/>"), properties="<w:bidi/>"), para("Say ", run("سلام", "<w:rtl/>"), ".")
        ),
        ["paragraph: مرحبا بكم", "paragraph: Say سلام."],
    ),
    Brought(
        "lists.docx",
        lambda: docx(
            item(1, "one"),
            item(1, "under it", level=1),
            para("Between."),
            item(2, "five"),
            item(2, "six"),
            parts=numbering(),
        ),
        ["ordered_list: one\nunder it", "paragraph: Between.", "ordered_list 5: five\nsix"],
    ),
    Brought(
        "links.docx",
        lambda: links("javascript:alert(1)", "file:///etc/passwd", "https://good.example/"),
        ["paragraph: words 0 words 1 words 2 <https://good.example/>"],
    ),
    Brought(
        "objects.docx",
        lambda: docx(para("A ", OBJECT, "sheet."), media={"rIdP1": picture()}),
        ["paragraph: A sheet.", "figure: "],
    ),
    Brought(
        "pictures.docx",
        lambda: docx(para(drawing("rIdP1", "A bar")), para("Words."), media={"rIdP1": b"no picture"}),
        ["paragraph: [A bar]", "paragraph: Words."],
        left={"picture": 1},
    ),
    Brought(
        "300 pages.docx",
        lambda: docx(*(para(f"Paragraph {at}. " + "Several words to a line of it, " * 13) for at in range(900))),
        [f"paragraph: Paragraph {at}. " + ("Several words to a line of it, " * 13).strip() for at in range(900)],
    ),
    Brought(
        "changes.odt",
        lambda: odt(CHANGED_ODT),
        ["paragraph: One new word."],
        left={"made": 2},
    ),
    Brought(
        "google.html",
        lambda: GOOGLE,
        [
            "heading: Title",
            "paragraph: Words and a link <https://good.example/?a=b>.",
            "bullet_list: one",
        ],
    ),
    Brought("word.html", lambda: SAVED_BY_WORD, ["heading: Title", "paragraph: Café bold and more."]),
    Brought("front.md", lambda: MARKDOWN, ["heading: Aims", "paragraph: Words with stress and a link."]),
]


def ended_item(number: int, *runs: str) -> str:
    shape = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr><w:rPr><w:ins {ANA}/></w:rPr>'
    return para(*runs, properties=shape)


def torn() -> bytes:
    whole = docx(para("Words."))
    return whole[: len(whole) // 2]


def encrypted_odt() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = f"<manifest:manifest {space}>{entry}</manifest:manifest>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": b"\x8f\x01\x99", "META-INF/manifest.xml": manifest})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
BOMB = b" " * 100_000_000
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros.docm": (lambda: docx(para("x"), parts={"vbaProject.bin": OLE}), "Bring a Word file (.docx)"),
    "macros.docx": (lambda: docx(para("x"), parts={"vbaProject.bin": OLE}), "holds macros"),
    "locked.docx": (lambda: LOCKED, "locked with a password"),
    "locked.odt": (encrypted_odt, "locked with a password"),
    "old.doc": (lambda: OLE, "Bring a Word file (.docx)"),
    "old.docx": (lambda: OLE, "is not what its ending .docx says"),
    "text.rtf": (lambda: b"{\\rtf1 Words.}", "Bring a Word file (.docx)"),
    "paper.pdf": (lambda: b"%PDF-1.7\n", "Bring a Word file (.docx)"),
    "paper.docx": (lambda: b"%PDF-1.7\n", "is not what its ending .docx says"),
    "words.odt": (lambda: b"Only words.", "could not be read"),
    "torn.docx": (torn, "is not what its ending .docx says"),
    "empty.docx": (lambda: docx(), "could not be read"),
    "nothing.md": (lambda: b"", "The submitted file is empty."),
    "bomb.docx": (lambda: zipped({"word/document.xml": BOMB}), "could not be read"),
    "entities.docx": (
        lambda: zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "could not be read",
    ),
    "remote.docx": (
        lambda: docx(
            para("x"),
            relations=f'<Relationship Id="rIdT" Type="{OFFICE}/attachedTemplate" TargetMode="External" Target="https://far.example/x"/>',
        ),
        "would load a part of itself from another address",
    ),
    "half a million.md": (lambda: b"word " * 100_000, "It holds more than a draft can"),
}
