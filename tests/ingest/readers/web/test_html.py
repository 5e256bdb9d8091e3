"""HTML, Markdown and plain text: the visible text with its headings."""

import pytest

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for
from ingest.readers.web import html


def parts(document: Document) -> list[tuple[str, str]]:
    return [(section.heading, document.text[section.start : section.end]) for section in document.sections]


PAGE = """<!doctype html><html><head><title>T</title><style>p{}</style><script>var a = 1</script></head><body>
<h1>Course <em>2025</em></h1><p>Starts on <b>4</b> October.<br>Costs 165 euros.</p>
<div hidden>hidden one <p hidden>nested hidden</p></div><p style="Display: none">hidden two</p>
<p style="color:red;visibility:hidden">hidden three</p><template>hidden four</template><!-- hidden five -->
<span aria-hidden="true">hidden six</span><noscript>hidden seven</noscript>
<h2>Dates</h2><table><tr><th>Day</th><th>Place</th></tr><tr><td>Sat</td><td>Hall<br>B</td></tr></table>
<ul><li>Chisel</li><li>Mallet <ul><li>wooden</li></ul></li></ul>
<h3>Fees<br>and discounts</h3><pre>a  b
  c</pre><h2>Contact</h2>Write to us.</body></html>"""


def test_html_keeps_what_a_browser_shows_under_its_headings(worker: Worker) -> None:
    document = worker.read(".html", PAGE.encode())
    found = dict(parts(document))
    assert found["Course 2025"] == "Course 2025\n\nStarts on 4 October.\nCosts 165 euros."
    assert found["Course 2025 › Dates"] == "Dates\n\nDay | Place\nSat | Hall B\n\nChisel\n\nMallet\n\nwooden"
    assert found["Course 2025 › Dates › Fees and discounts"].startswith("Fees\nand discounts\n\na b\nc")
    assert found["Course 2025 › Contact"] == "Contact\n\nWrite to us."
    assert "hidden" not in document.text
    assert "var a" not in document.text


def shown(worker: Worker, body: str) -> str:
    """Return in one line the text that is read between the heading and the end of a page."""
    text = worker.read(".html", f"<h1>Rules</h1>{body}<p>Seen.".encode()).text
    return " ".join(text.split()).removeprefix("Rules ").removesuffix(" Seen.")


UNSEEN = {
    "comment": "<!-- secret -->",
    "script": "<script>secret</script>",
    "style": "<style>/* secret */</style>",
    "template": "<template><p>secret</p></template>",
    "hidden": "<div hidden><p>secret</div>",
    "aria": '<p aria-hidden="true">secret</p>',
    "display": '<p style="color: red; DISPLAY : none !important">secret</p>',
    "visibility": '<div style="visibility:hidden"><p>secret</p></div>',
    "opacity": '<p style="opacity: 0.0">secret</p>',
    "size": '<p style="font-size:0">sec<b>ret</b></p>',
    "tiny": '<p style="font-size:1px">secret</p>',
    "white": '<p style="color:#FFF">secret</p>',
    "nearly white": '<p><font color="snow">secret</font></p>',
    "on black": '<table bgcolor="#000000"><tr><td style="color:rgb(3, 3, 3)">secret</table>',
    "transparent": '<p style="color:transparent">secret</p>',
    "off screen": '<p style="position:absolute;left:-9999px">secret</p>',
    "indented away": '<p style="text-indent:-200em">secret</p>',
    "clipped": '<p style="position:absolute;clip:rect(0 0 0 0)">secret</p>',
    "no height": '<div style="height:0;overflow:hidden">secret</div>',
    "scaled": '<p style="transform:scale(0)">secret</p>',
    "class": "<style>.a, p.b {display:none}</style><p class='x a'>sec</p><p class=b>ret</p>",
    "id": "<style>#a{color:white}</style><p id=a>secret</p>",
    "dialog": "<dialog>secret</dialog>",
    "compound selector": "<style>p.a.b{display:none}</style><p class='a b'>secret</p>",
    "far selector": "<style>main > .a:not(.on) p{display:none}</style><main><div class=a><p>secret</p></div></main>",
    "wide screens": "<style>@media (min-width:800px){.a{display:none}}</style><p class=a>secret</p>",
    "inactive tab": "<style>.p{display:none}.p.active{display:block}</style><div class=p>secret</div>",
    "no script shows it": "<p class=a style='opacity:0'>secret</p><script>var other</script>",
    "object": "<object>sec</object><video>ret</video>",
    "formula source": "<math><annotation>secret</annotation></math>",
    "tooltip": "<svg><desc>secret</desc></svg>",
}


@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN)
def test_text_that_a_browser_hides_is_left_out_and_counted(worker: Worker, body: str) -> None:
    document = worker.read(".html", f"<h1>Rules</h1>{body}<p>Seen.".encode())
    assert document.text == "Rules\n\nSeen."
    (note,) = document.notes
    assert int(note.split()[0]) >= len("secret")


SEEN = {
    "closed details": "<details><summary>text</summary></details>",
    "white on a colour": '<p style="background:#036"><span style="color:white">text</span></p>',
    "white on a picture": '<div style="background-image:url(a.png)"><p style="color:white">text</p>',
    "white on what an outer style paints": '<link rel="stylesheet" href="a.css"><p style="color:white">text</p>',
    "white on what a far rule paints": "<style>.a > p{background:#000}</style><div class=a><p style='color:#fff'>text",
    "link in white text": '<p style="color:white"><a href="#">text</a></p>',
    "gradient letters": '<p style="background:linear-gradient(red,blue);color:transparent">text</p>',
    "size set again": '<div style="font-size:0"><span style="font-size:12px">text</span></div>',
    "visible again": '<div style="visibility:hidden"><p style="visibility:visible">text</p></div>',
    "other medium": "<style>@media print{.a{display:none}}</style><p class=a>text</p>",
    "later rule": "<style>.a{display:none} .a{display:block}</style><p class=a>text</p>",
    "page that fades in": "<style>body{opacity:0;visibility:hidden} html{font-size:1px}</style><p>text</p>",
    "centred": '<p style="position:absolute;left:50%;margin-left:-480px">text</p>',
    "open dialog": "<dialog open>text</dialog>",
    "drawing": "<svg><title>tip</title><text>te<tspan>xt</tspan></text></svg>",
    "options": "<select><option>text</select>",
    "desktop classes": "<style>.hidden{display:none}@media (min-width:768px){.md\\:block{display:block}}</style>"
    "<div class='hidden md:block'>text</div>",
    "desktop classes that insist": "<style>.d-none{display:none!important}@media (min-width:48em)"
    "{.d-md-block{display:block!important}}</style><div class='d-none d-md-block'>text</div>",
    "range of widths": "<style>.a{display:none}@media (600px <= width < 2000px){.a{display:block}}</style><p class=a>text",
    "narrow screens": "<style>@media (max-width:600px){.a{display:none}}</style><p class=a>text</p>",
    "active tab": "<style>.p{display:none}.p.active{display:block}</style><div class='p active'>text</div>",
    "layer that yields": "<style>.a{display:block}@layer base{.a{display:none}}</style><p class=a>text</p>",
    "supported": "<style>.a{display:none}@supports (display:grid){.a{display:grid}}</style><p class=a>text</p>",
    "hidden but displayed": "<style>[hidden]{display:block}</style><p hidden>text</p>",
    "nearer rule": "<style>#x{display:block}.a{display:none}</style><p class=a id=x>text</p>",
    "insists on display": "<style>.a{display:block!important}</style><p class=a style='display:none'>text</p>",
    "script names it": "<p class=reveal style='opacity:0'>text</p><script>q('.reveal').style.opacity=1</script>",
    "fades in": "<style>.a{opacity:0;transition:opacity 1s}</style><p class=a>text</p>",
    "shadow tree": "<div><template shadowrootmode=open><p>text</p></template></div>",
}


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_visible_text_is_kept(worker: Worker, body: str) -> None:
    assert shown(worker, body) == "text"


def test_ruby_text_is_left_out(worker: Worker) -> None:
    assert shown(worker, "<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>の鍵") == "東京の鍵"


def test_line_ends_of_the_source_are_blanks_except_between_east_asian_characters(worker: Worker) -> None:
    assert shown(worker, "<p>one\ntwo\n鍵は\n管理人が\n持つ。<br>next") == "one two 鍵は管理人が持つ。 next"


def tables(body: str) -> list[tuple[str, str]]:
    return [(block.text, block.header) for block in reader_for(".html")(body.encode()).blocks]


def test_a_table_is_a_block_of_rows_with_its_header() -> None:
    rows = "<tr><th>Day<th>Fee<tr><td>Sat<td>9 <b>E</b>uros<tr><td>Sun<td>12<br>Euros"
    assert tables(f"<table><caption>Fees</caption>{rows}</table>") == [
        ("Fees", ""),
        ("Day | Fee\nSat | 9 Euros\nSun | 12 Euros", "Day | Fee"),
    ]
    assert tables("<table><tr><td>Day<td>Fee<tr><td>Sat<td>9</table>") == [("Day | Fee\nSat | 9", "Day | Fee")]


def test_a_table_with_headers_beside_its_rows_has_none_above() -> None:
    assert tables("<table><tr><th>Name<td>Saw<tr><th>Price<td>1940</table>") == [("Name | Saw\nPrice | 1940", "")]


def test_merged_cells_keep_their_columns() -> None:
    table = "<table><tr><th colspan=2>Who<th>Fee<tr><td rowspan=2>Adults<td>day<td>9<tr><td>week<td>30</table>"
    assert tables(table) == [("Who |  | Fee\nAdults | day | 9\nAdults | week | 30", "Who |  | Fee")]


def test_a_table_inside_a_table_is_part_of_its_cell() -> None:
    inner = "<table><tr><td>9<td>12</table>"
    assert tables(f"<table><tr><th>Fee<td>{inner}<tr><th>Day<td>Sat</table>") == [("Fee | 9 12\nDay | Sat", "")]


def test_a_table_that_only_lays_out_a_page_is_text() -> None:
    page = "<table><tr><td>Menu<td><h2>Fees</h2><p>Nine euros.<table><tr><td>a<td>b</table></table>"
    assert [text for text, _ in tables(page)] == ["Menu", "Fees", "Nine euros.", "a | b"]
    assert [text for text, _ in tables("<table role=presentation><tr><td>a<td>b</table>")] == ["a", "b"]


def test_navigation_and_footers_are_kept_without_effect_on_the_headings(worker: Worker) -> None:
    page = (
        "<h1>Club</h1><h2>Fees</h2><p>Nine.<aside><h2>Tip</h2>Pay early.</aside><p>Or ten.<footer><h3>Legal</h3>None.</footer>"
    )
    assert parts(worker.read(".html", page.encode())) == [
        ("Club", "Club"),
        ("Club › Fees", "Fees\n\nNine."),
        ("Tip", "Tip\n\nPay early."),
        ("Club › Fees", "Or ten."),
        ("Legal", "Legal\n\nNone."),
    ]


def test_the_title_is_the_heading_of_a_page_without_a_heading(worker: Worker) -> None:
    assert parts(worker.read(".html", b"<title>Fees</title><p>Nine.<h2>Adults</h2><p>Ten.")) == [
        ("Fees", "Fees\n\nNine."),
        ("Fees › Adults", "Adults\n\nTen."),
    ]
    assert worker.read(".html", b"<title>Fees | Club</title><h1>Fees</h1><p>Nine.").text == "Fees\n\nNine."


def test_empty_elements_of_xhtml_are_closed(worker: Worker) -> None:
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
    assert (
        worker.read(".xhtml", f"{page}<body><a id='p1'/><p>Nine<br/>euros.</p></body></html>".encode()).text == "Nine\neuros."
    )


def test_html_of_any_depth_is_read_in_time() -> None:
    with Worker(seconds=20) as worker:
        assert worker.read(".html", b"<div>" * 100_000 + b"x" + b"</div>" * 100_000 + b"<p>end").text == "x\n\nend"
        assert worker.read(".html", b"x<a " * 60_000).text == "x"
        assert worker.read(".html", b"<table><tr><td>x" * 20_000).text.count("x") == 20_000


def test_character_references_yield_no_control_characters(worker: Worker) -> None:
    page = b"<p>a&#27;]52;c;x&#7;b&#x9d;c&#xd800;d&#0;e&#xe0041;f&#x202e;g"
    assert all(char == "\n" or char.isprintable() for char in worker.read(".html", page).text)


def test_html_in_eight_languages_keeps_every_word(worker: Worker) -> None:
    sentences = [
        "The key hangs by the door.", "المفتاح معلق بجانب الباب.", "钥匙挂在门边。", "La clé est près de la porte.",
        "Der Schlüssel hängt an der Tür.", "鍵はドアの横に掛かっています。", "열쇠는 문 옆에 걸려 있습니다.",
        "La llave está junto a la puerta.",
    ]  # fmt: skip
    page = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert worker.read(".html", page.encode()).text.split("\n\n") == sentences


def test_html_with_a_wrong_charset_is_read_by_its_bytes(worker: Worker) -> None:
    sentence = "<p>Die Schlüssel für das Lager hängen neben der Tür."
    for declared, real in (("ascii", "utf-8"), ("utf-8", "windows-1252"), ("no-such", "utf-8"), ("utf-8", "utf-16")):
        page = f'<meta charset="{declared}">{sentence}'.encode(real)
        assert worker.read(".htm", page).text == sentence[3:], (declared, real)


def test_html_in_a_declared_charset_is_read_in_it(worker: Worker) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>鍵'.encode("shift-jis")
    assert worker.read(".xhtml", page).text == "鍵"


def test_a_very_long_heading_is_cut_in_the_path_and_complete_in_the_text(worker: Worker) -> None:
    document = worker.read(".html", b"<h1>Title " + b"<p>words and more words. " * 400 + b"</h1><p>The end.")
    assert max(len(section.heading) for section in document.sections) < 130
    assert document.text.count("more words") == 400


@pytest.mark.parametrize("data", [b"<script>x</script>", b"<p hidden>x", b"<!-- -->", b"<![", b"<a " * 30_000])
def test_html_without_text_is_refused(worker: Worker, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="it holds no text"):
        worker.read(".html", data)


MARKDOWN = """# Minutes

Present: *Priya*, **Maren** and [the guests](https://example.org "x").
Second line.

## Money

| Item | Euro |
|------|------|
| Saw  | 1940 |

- first
- second `code`

```python
fee = 54
```

<details><summary>More</summary>In HTML.</details>

<!-- hidden -->

Setext
------

![The pump](pump.png) runs.
"""


def test_markdown_is_read_with_its_headings(worker: Worker) -> None:
    found = dict(parts(worker.read(".md", MARKDOWN.encode())))
    assert found["Minutes"] == "Minutes\n\nPresent: Priya, Maren and the guests (https://example.org).\nSecond line."
    assert found["Minutes › Money"] == (
        "Money\n\nItem | Euro\n\nSaw | 1940\n\n- first\n\n- second code\n\nfee = 54\n\nMore\n\nIn HTML."
    )
    assert found["Minutes › Setext"] == "Setext\n\nThe pump runs."


def test_plain_text_has_a_block_for_each_paragraph_whatever_its_line_ends(worker: Worker) -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"One line{end}and another.{end}{end}{end}Second paragraph.{end}"
        assert worker.read(".txt", text.encode()).text == "One line\nand another.\n\nSecond paragraph."


def test_the_language_of_a_document_is_detected_by_its_text(worker: Worker) -> None:
    samples = {
        "en": "The members of the club clean their benches before nine in the evening and lock the door behind them.",
        "ar": "يجب على كل عضو أن ينظف مكان عمله قبل الساعة التاسعة مساء.",
        "zh": "每位会员必须在晚上九点之前整理好自己的工作场地。",
        "fr": "Chaque membre doit ranger sa place avant neuf heures du soir et fermer la porte derrière lui.",
        "de": "Jedes Mitglied räumt seinen Platz bis neun Uhr abends auf und schließt die Tür hinter sich ab.",
        "ja": "会員は夜九時までに自分の作業場所を片付けなければなりません。",
        "ko": "모든 회원은 저녁 아홉 시까지 자신의 작업 공간을 정리해야 합니다.",
        "es": "Cada socio debe recoger su puesto antes de las nueve de la noche y cerrar la puerta con llave.",
        "fa": "هر عضو باید پیش از ساعت نه شب جای کار خود را تمیز کند و در را پشت سر خود ببندد.",
    }  # fmt: skip
    for language, text in samples.items():
        for _ in range(2):  # without a seed the detector's results vary
            assert worker.read(".txt", text.encode()).language == language


def test_a_hidden_copy_of_an_equation_is_left_out_and_other_text_with_aria_hidden_is_kept() -> None:
    copy = "x plus y is equal to the sum of both numbers on this page"
    markup = f"<p><math><mi>x</mi></math><b aria-hidden=true>{copy}</b></p><p><b aria-hidden=true>{copy}</b></p>"
    assert [block.text for block in html.parse(markup).blocks] == ["x", copy]


@pytest.mark.parametrize(
    "panel",
    [
        "<button aria-controls=a>Q</button><div id=a hidden>Nine</div>",
        "<a data-bs-toggle=collapse href='#a'>Q</a><div id=a style='display:none'>Nine</div>",
        "<style>.collapse:not(.show){display:none}</style><p>Q</p><div class='accordion-collapse collapse'>Nine</div>",
        "<style>.tab-pane{display:none}</style><p>Q</p><div class=tab-pane>Nine</div>",
        "<p>Q</p><section role=tabpanel hidden>Nine</section>",
    ],
)
def test_a_panel_that_a_visitor_opens_is_read(panel: str) -> None:
    assert [block.text for block in html.parse(panel).blocks] == ["Q", "Nine"]


@pytest.mark.parametrize(
    "aside",
    [
        "<button aria-controls=main-menu>Q</button><div id=main-menu hidden>Nine</div>",
        "<button aria-controls=a>Q</button><div id=a role=dialog hidden>Nine</div>",
        "<button aria-controls=a>Q</button><div id=a hidden><nav>Nine</nav></div>",
        "<p>Q</p><div id=b hidden>Nine</div>",
    ],
)
def test_hidden_menus_and_dialogs_are_left_out(aside: str) -> None:
    assert [block.text for block in html.parse(aside).blocks] == ["Q"]
