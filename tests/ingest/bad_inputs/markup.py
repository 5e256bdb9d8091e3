"""Hostile HTML, Markdown, reStructuredText and RTF: deep nesting, missing ends, hidden text, included files."""

from tests.ingest.bad_inputs.case import CANARY_FILE, NOWHERE, PROBE, SECRET, BadInput, Outcome, either, fine, refused
from tests.ingest.bad_inputs.word import laughs

_P = f"<p>{PROBE}</p>"
_HIDDEN = {
    "attribute": f"<p hidden>{SECRET}</p>",
    "display": f'<div style="display:none">{SECRET}</div>',
    "visibility": f'<p style="VISIBILITY : hidden">{SECRET}</p>',
    "opacity": f'<p style="opacity:0">{SECRET}</p>',
    "size": f'<p style="font-size:0px">{SECRET}</p>',
    "white": f'<p style="color:#fff;background-color:white">{SECRET}</p>',
    "elsewhere": f'<p style="position:absolute;left:-9999px">{SECRET}</p>',
    "comment": f"<!-- {SECRET} -->",
    "template": f"<template><p>{SECRET}</p></template>",
    "class": f"<style>.x {{ display: none }}</style><p class='x'>{SECRET}</p>",
    "meta": f'<meta name="description" content="{SECRET}">',
    "title of a link": f'<a href="#" title="{SECRET}" aria-label="{SECRET}">a link</a>',
    "script": f'<script type="text/plain">{SECRET}</script>',
    "input": f'<input type="hidden" value="{SECRET}">',
}
"""Places in a page that a browser doesn't show."""
_LIE = "Die Schlüssel für das Lager hängen neben der Tür, die Größe steht außen."
HTML = (
    *(fine(f"html/hidden by {place}.html", f"<body>{_P}{hidden}") for place, hidden in _HIDDEN.items()),
    fine("html/100,000 boxes deep.html", _P + "<div>" * 100_000 + "deep", PROBE, "deep"),
    fine("html/100,000 letters in bold in bold.html", _P + "<b>" * 100_000 + "deep", PROBE, "deep"),
    fine("html/60,000 links that never end.html", _P + "<a " * 60_000),
    fine("html/60,000 comments that never end.html", _P + "<!--" * 60_000),
    fine("html/60,000 declarations that never end.html", _P + "<![" * 60_000),
    fine("html/60,000 entities that never end.html", _P + "&#" * 60_000),
    refused("html/nothing but openings.html", "<a " * 8_000, "no text|no HTML"),
    fine("html/attribute of 10 MB.html", lambda: f'<p title="{"x" * 10_000_000}">{PROBE}</p>'),
    fine("html/15,000 attributes.html", lambda: f"<p {' '.join(f'a{n}=1' for n in range(15_000))}>{PROBE}</p>"),
    fine("html/tables 500 deep.html", _P + "<table><tr><td>" * 500 + "deep", PROBE, "deep", longest=20_000),
    fine("html/20,000 headings.html", _P + "<h1>Title</h1>" * 20_000),
    fine(
        "html/cell over 2 thousand million columns.html",
        f"{_P}<table><tr><td colspan=2147483647 rowspan=2147483647>wide</table>",
        "wide",
    ),
    fine("html/entities for escapes.html", f"{_P}after&#27;[31m&#x9b;31m&#xD800;&#x110000;&#0;&#x202e;it", "after"),
    fine(
        "html/fetches.html",
        f'<meta http-equiv=refresh content="0;url={NOWHERE}"><base href="{NOWHERE}/">{_P}'
        f'<iframe src="file://{CANARY_FILE}"></iframe><object data="{NOWHERE}"></object><img src="{NOWHERE}/a.png">',
    ),
    fine(
        "html/file behind an entity.xhtml",
        f'<!DOCTYPE html [<!ENTITY f SYSTEM "{CANARY_FILE}">]><html><body>{_P}&f;</body></html>',
    ),
    fine("html/billion laughs.xhtml", f"{laughs()}<html><body>{_P}&l9;</body></html>", longest=2_000),
    fine(
        "html/file behind a drawing.html",
        f'{_P}<svg><image href="file://{CANARY_FILE}"/><script>{SECRET}</script></svg>',
        PROBE,
    ),
    fine("html/says it is UTF-8.html", f'<meta charset="utf-8"><p>{_LIE}'.encode("windows-1252"), _LIE),
    fine("html/says it is Latin.html", f'<meta charset="windows-1252"><p>{_LIE}', _LIE),
    fine("html/says it is Arabic.html", f'<meta charset="windows-1256"><p>{_LIE}', _LIE),
    fine("html/says it is a charset that there isn't.html", f'<meta charset="../../x"><p>{_LIE}', _LIE),
    fine("html/says it is rot13.html", f'<meta charset="rot13"><p>{_LIE}', _LIE),
    fine("html/says it is hex.html", f'<meta charset="hex"><p>{_LIE}', _LIE),
    fine("html/nul bytes in tags.html", f"<\0p>{_P}<b\0>bold</b>\0"),
    refused("html/frames alone.html", f'<frameset><frame src="{NOWHERE}"></frameset>', "no text|no HTML"),
    refused("html/script alone.html", f"<script>{SECRET}</script>", "no text|no HTML"),
    fine("html/never closed.html", f"<html><body><div><p>{PROBE}<ul><li>a<li>b<table><tr><td>c<h1>d"),
    fine("html/plain text without end.html", f"{_P}<plaintext></plaintext>", PROBE),
)
_ALIASES = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MARKDOWN = (
    fine("md/50,000 quotes deep.md", f"{PROBE}\n\n{'>' * 50_000} deep"),
    fine("md/60,000 brackets.md", f"{PROBE}\n\n{'[' * 60_000}"),
    fine("md/60,000 pictures.md", f"{PROBE}\n\n{'![' * 30_000}"),
    fine("md/60,000 links in links.md", f"{PROBE}\n\n{'[a](' * 15_000}"),
    fine(
        "md/list 2,000 deep.md",
        lambda: f"{PROBE}\n\n" + "\n".join(f"{'  ' * n}- item" for n in range(1_000)),
        longest=4_000_000,
    ),
    fine(
        "md/bomb of aliases in front.md",
        f"---\n{_ALIASES}evil: !!python/object/apply:os.system ['true']\n---\n\n{PROBE}",
        longest=5_000,
    ),
    fine("md/front that never ends.md", f"---\ntitle: x\n\n{PROBE}"),
    fine("md/ticks of all lengths.md", lambda: f"{PROBE}\n\n" + " a ".join("`" * n for n in range(1, 600))),
    fine("md/100,000 stars.md", f"{PROBE}\n\n" + "*a **b " * 15_000),
    fine("md/100,000 underscores.md", f"{PROBE}\n\n" + "_" * 100_000),
    fine("md/50,000 references.md", lambda: f"{PROBE}\n\n" + "".join(f"[r{n}]: /x\n" for n in range(50_000))),
    fine("md/table of 2,000 columns.md", f"{PROBE}\n\n" + "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b\n" * 50),
    fine(
        "md/table that grows by itself.md",
        f"{PROBE}\n\n" + "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|\n" * 1_000,
        longest=2_000_000,
    ),
    fine("md/comment.md", f"{PROBE}\n\n<!-- {SECRET} -->\n"),
    fine("md/comment as a reference.md", f"{PROBE}\n\n[//]: # ({SECRET})\n"),
    fine("md/comment that never ends.md", f"{PROBE}\n\n<!-- {SECRET}\n\n"),
    fine("md/hidden piece of a page.md", f'{PROBE}\n\n<p style="display:none">{SECRET}</p>\n\n<script>\n\n{SECRET}</script>\n'),
    fine("md/fence that never ends.md", f"```\n{PROBE}"),
    fine("md/100,000 entities.md", f"{PROBE}\n\n" + "&amp;" * 100_000),
)
_SUBSTITUTIONS = ".. |a| replace:: |b| |b|\n.. |b| replace:: |a| |a|\n\n|a|\n"
RST = (
    fine("rst/includes a file.rst", f"{PROBE}\n\n.. include:: {CANARY_FILE}\n"),
    fine(
        "rst/includes a file as code.rst",
        f"{PROBE}\n\n.. literalinclude:: {CANARY_FILE}\n\n.. code::\n   :file: {CANARY_FILE}\n",
    ),
    fine("rst/raw file.rst", f"{PROBE}\n\n.. raw:: html\n   :file: {CANARY_FILE}\n"),
    fine("rst/raw address.rst", f"{PROBE}\n\n.. raw:: html\n   :url: {NOWHERE}/x\n"),
    fine("rst/table of a file.rst", f"{PROBE}\n\n.. csv-table::\n   :file: {CANARY_FILE}\n"),
    fine("rst/raw script.rst", f"{PROBE}\n\n.. raw:: html\n\n   <script>{SECRET}</script>\n"),
    fine("rst/comment.rst", f"{PROBE}\n\n.. {SECRET}\n"),
    fine("rst/words that stand for each other.rst", f"{PROBE}\n\n{_SUBSTITUTIONS}"),
    fine("rst/list 500 deep.rst", f"{PROBE}\n\n" + "\n\n".join(f"{'  ' * n}- item" for n in range(500))),
    fine("rst/titles in disorder.rst", f"{PROBE}\n\nA\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n\nend of it", PROBE, "end of it"),
    fine("rst/title's line too short.rst", f"A long title\n===\n\n{PROBE}"),
    fine("rst/unknown directives.rst", f"{PROBE}\n\n.. nosuch:: x\n\n   The inner text.\n\n:nosuch:`role text`", PROBE),
    fine("rst/50,000 stars.rst", f"{PROBE}\n\n" + "*a " * 20_000),
    fine("rst/table askew.rst", f"{PROBE}\n\n+---+--\n| a | b\n+===\n"),
)


def rtf(body: str, *, head: str = r"{\rtf1\ansi\ansicpg1252 ") -> str:
    return f"{head}{body}}}"


RTF = (
    fine("rtf/cut.rtf", rtf(PROBE + r"\par ")[:-3]),
    fine("rtf/100,000 braces deep.rtf", rtf(PROBE + "{" * 100_000 + "}" * 100_000)),
    fine("rtf/100,000 braces closed.rtf", rtf(PROBE) + "}" * 100_000),
    fine("rtf/2 thousand million bytes, it says.rtf", rtf(PROBE + r"{\object{\*\objdata \bin2000000000 x}}")),
    fine("rtf/hidden text.rtf", rtf(PROBE + rf"{{\v {SECRET}}}")),
    fine("rtf/comment.rtf", rtf(PROBE + rf"{{\*\annotation {SECRET}}}")),
    fine("rtf/author and fonts.rtf", rtf(rf"{{\info{{\title {SECRET}}}}}{{\fonttbl{{\f0 Arial;}}}}" + PROBE), lacks=("Arial",)),
    fine("rtf/object in it.rtf", rtf(PROBE + r"{\object{\*\objdata " + "d0cf11e0a1b1" * 5_000 + "}}"), lacks=("d0cf11",)),
    fine("rtf/picture in it.rtf", rtf(PROBE + r"{\pict\pngblip " + "89504e47" * 50_000 + "}"), lacks=("89504e47",)),
    fine("rtf/signs beyond all.rtf", rtf(PROBE + r" after\u99999999999?\u-55357?\u27?\u155?\'zz\'1b\u8238?it")),
    fine(
        "rtf/field that asks for a file.rtf",
        rtf(PROBE + rf'{{\field{{\*\fldinst INCLUDETEXT "{CANARY_FILE}"}}{{\fldrslt shown}}}}'),
        PROBE,
        "shown",
    ),
    fine("rtf/template elsewhere.rtf", rtf(rf"{{\*\template {NOWHERE}/x.dot}}" + PROBE)),
    fine("rtf/unknown code page.rtf", rtf(PROBE, head=r"{\rtf1\ansi\ansicpg99999 ")),
    refused("rtf/no RTF.rtf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not|damaged|binary"),
    refused("rtf/no text.rtf", rtf(r"\par\par"), "no text"),
    # Wordpad opens it as plain text.
    either("rtf/plain text.rtf", PROBE, Outcome.TEXT | Outcome.ERROR, "not"),
)
CASES: tuple[BadInput, ...] = HTML + MARKDOWN + RST + RTF
