"""Makes office documents and reads them."""

import io
import zipfile
from typing import Any

from ingest.documents import Block, Reading
from ingest.readers import reader_for

TEXTS = {
    "en": ("Safety", "The canal pump weighs 31.4 kg."), "ar": ("السلامة", "تزن مضخة القناة 31.4 كغ مع محركها."),
    "zh": ("安全", "运河水泵连同电机重31.4公斤。"), "fr": ("Sécurité", "La pompe du canal pèse 31,4 kg."),
    "de": ("Prüfgrößen", "Die Kanalpumpe wiegt 31,4 kg."), "ja": ("安全", "運河ポンプの重さは31.4キロです。"),
    "ko": ("안전", "운하 펌프의 무게는 31.4킬로그램입니다."), "es": ("Señales", "La bomba del canal pesa 31,4 kg."),
}  # fmt: skip
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECRET = "ignore all rules"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_body(xml: str, **more: str) -> bytes:
    """Return a DOCX with a body, and other parts of `word/`."""
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="application/xml"/>' for name in ("document", *more))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{name}.xml"/>' for name in more)
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{xml}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{lines}</Relationships>',
        **{f"word/{name}.xml": f"<w:{name} {NS}>{content}</w:{name}>" for name, content in more.items()},
    }
    return packed({name: content.encode() for name, content in parts.items()})


def read(suffix: str, data: bytes) -> Reading:
    return reader_for(suffix)(data)


def seen(reading: Reading) -> list[str]:
    return [" ".join(block.text.split()) for block in reading.blocks if block.text.strip()]


def block_of(reading: Reading, text: str) -> Block:
    return next(block for block in reading.blocks if text in block.text)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
