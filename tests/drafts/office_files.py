"""Office files as other programs write them, made here of their XML: nothing in them is anybody's."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = (
    f"{HEAD}<w:styles {W}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/></w:style>'
    "</w:styles>"
)


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def styled(style: str, *runs: str) -> str:
    return para(*runs, properties=f'<w:pStyle w:val="{style}"/>')


def drawing(relation: str, alternative: str | None = None, *, link: bool = False) -> str:
    """An inline picture as Word writes it; `relation` is the id of the part that it shows."""
    said = f' descr="{alternative}"' if alternative is not None else ""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="609600" cy="304800"/>'
        f'<wp:docPr id="1" name="Picture 1"{said}/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:{"link" if link else "embed"}="{relation}"/>'
        "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    parts: Mapping[str, bytes | str] | None = None,
    relations: str = "",
) -> bytes:
    """A Word file of these paragraphs and tables. `media`: by relation id (`rIdP1`), PNG unless it begins otherwise.

    `parts`: more parts by name under `word/`, each related under its own stem.
    """
    media, parts = media or {}, parts or {}
    rows = [
        f'<Relationship Id="rIdStyles" Type="{OFFICE}/styles" Target="styles.xml"/>',
        *(f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="media/{key}.png"/>' for key in media),
        *(
            f'<Relationship Id="rId{name[:-4]}" Type="{OFFICE}/{name[:-4]}" Target="{name}"/>'
            for name in parts
            if name.endswith(".xml")
        ),
        relations,
    ]
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{MAIN}.{name[:-4]}+xml"/>'
        for name in ("styles.xml", *parts)
        if name.endswith(".xml")
    )
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>{overrides}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{HEAD}<w:document {W}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>',
            "word/styles.xml": STYLES,
            **{f"word/media/{key}.png": data for key, data in media.items()},
            **{f"word/{name}": data for name, data in parts.items()},
        }
    )


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "svg": "svg-compatible",
        "style": "style",
        "table": "table",
        "fo": "xsl-fo-compatible",
    }.items()
)
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(body: str, *, media: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument text of this body."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
        for name, parent in (("Standard", ""), ("Caption", "Standard"), ("Figure", "Caption"))
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'{HEAD}<office:document-content {ODF} office:version="1.3"><office:automatic-styles>'
            '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Figure"/>'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f'{HEAD}<office:document-styles {ODF} office:version="1.3"><office:styles>{styles}'
            "</office:styles></office:document-styles>",
            "META-INF/manifest.xml": manifest,
            **{f"Pictures/{name}": data for name, data in (media or {}).items()},
        }
    )
