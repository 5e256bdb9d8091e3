"""List numbers, superscripts, equations and addresses of links on pages."""

import pytest

from ingest.readers.web import html


def lines(body: str) -> list[str]:
    return [block.text for block in html.parse(body).blocks]


def test_superscript_and_subscript_digits_do_not_join_the_word_before_them() -> None:
    page = "<p>10<sup>6</sup> m in 1893<sup><a href='#f2'>2</a></sup>, H<sub>2</sub>O, the 1<sup>st</sup>, noted<sup>[3]</sup>"
    assert lines(page) == ["10⁶ m in 1893², H₂O, the 1st, noted[3]"]
    assert lines("<table><tr><td>10<sup>6</sup><td>m<sup>2</sup></table>") == ["10⁶ | m²"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<ol><li>a<li><p>b</p><p>c</p></ol>", ["1. a", "2. b", "c"]),
        ("<ol start=4><li>a<li>b</ol>", ["4. a", "5. b"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol type=a><li>a<li value=5>b<li>c</ol>", ["a. a", "e. b", "f. c"]),
        ("<ol type=I><li>a<ol><li>b</ol><li>c</ol>", ["I. a", "1. b", "II. c"]),
        ("<ol><li>1. a<li>2. b</ol>", ["1. a", "2. b"]),
        ("<ol style='list-style:none'><li>a</ol><ul><li>b</ul>", ["a", "b"]),
        ("<style>ol{list-style-type:upper-roman}</style><ol><li>a<li><ul><li>b</ul></ol>", ["I. a", "b"]),
        ("<nav><ol><li>Home<li>Shop</ol></nav>", ["Home", "Shop"]),
    ],
)
def test_the_items_of_a_list_have_the_numbers_that_a_browser_shows(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_an_equation_keeps_its_fraction_bar() -> None:
    assert lines("<p>Stir 1<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math> litre</p>") == ["Stir 1 3/4 litre"]


def test_the_address_of_a_link_is_read_unless_it_is_on_the_page_s_own_site() -> None:
    page = (
        "<link rel=canonical href='https://www.club.example/fees'><nav><a href='https://shop.example.net'>Shop</a></nav>"
        "<p>Ask <a href='mailto:porter@example.com'>the porter</a>, see <a href='https://felt.example.net/list'>the list</a>, "
        "<a href='https://club.example/'>home</a> or <a href='#top'>top</a>."
    )
    assert lines(page)[-1] == "Ask the porter (porter@example.com), see the list (https://felt.example.net/list), home or top."


def test_the_lines_of_preformatted_text_end_where_a_browser_ends_them() -> None:
    assert lines("<pre>ssh a<br>cd b\n  c</pre><pre><code><div>net stop</div><div>del</div></code></pre>") == [
        "ssh a\ncd b\n  c",
        "net stop\ndel",
    ]


def test_a_header_of_two_rows_is_joined_by_column() -> None:
    head = "<tr><th rowspan=2>Branch<th colspan=2>2024<tr><th>Plan<th>Actual"
    (block,) = html.parse(f"<table>{head}<tr><td>Arlen<td>7<td>8</table>").blocks
    assert block.header == "Branch | 2024 Plan | 2024 Actual"


def test_a_page_that_hides_more_than_it_shows_is_reported() -> None:
    page = "<h1>Club</h1><div hidden><p>The winter fee is nine euros a month, paid in advance.</p></div>"
    (line,) = html.parse(page).unread
    assert "more of the page is hidden" in line
    assert html.parse("<h1>Club</h1><p hidden>no").unread == ()


def test_a_page_that_shows_its_text_by_a_script_is_read() -> None:
    page = (
        "<h1>菜园</h1><div id=c style='visibility: hidden; opacity: 0'><p>第三组负责浇水。</p></div><script src=a.js></script>"
    )
    assert lines(page) == ["菜园", "第三组负责浇水。"]


DRAWN = "<mjx-math aria-hidden=true><mjx-c></mjx-c></mjx-math>"
QUARTERS = "<math><semantics><mfrac><mn>3</mn><mn>4</mn></mfrac><annotation>\\frac{3}{4}</annotation></semantics></math>"


@pytest.mark.parametrize(
    "typeset",
    [
        f"<style>.a{{clip:rect(1px,1px,1px,1px)}}</style><mjx-container>{DRAWN}<b class=a>{QUARTERS}</b></mjx-container>",
        f"<span class=katex><span class=katex-mathml>{QUARTERS}</span><span aria-hidden=true>43</span></span>",
        f"<span class=mwe-math-element><i style='display:none'>{QUARTERS}</i><img alt='x'></span>",
        '<img class="mwe-math-fallback-image-inline" alt="{\\displaystyle {\\frac {3}{4}}}">',
        '<i class=MathJax_Preview></i><i class=MathJax>34</i><script type="math/tex">\\frac{3}{4}</script>',
    ],
    ids=["MathJax 3", "KaTeX", "Wikipedia", "picture", "MathJax 2"],
)
def test_an_equation_that_a_script_has_typeset_is_read_once(typeset: str) -> None:
    assert lines(f"<p>Stir {typeset} litre")[-1] == "Stir 3/4 litre"


@pytest.mark.parametrize("damaged", ["\\href", "\\begin{array}", "\\frac{" * 250])
def test_a_damaged_equation_stays_as_it_is(damaged: str) -> None:
    assert lines(f"<p>Stir <img class=tex alt='{damaged}'> litre") == [f"Stir {damaged} litre"]


def test_text_that_a_browser_finds_and_then_shows_is_read() -> None:
    assert lines("<p hidden=until-found>Key</p><p hidden>no</p><p hidden=hidden>no</p>") == ["Key"]


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        ("[data-aos]{opacity:0}", "data-aos=fade-up"),
        (".wow{visibility:hidden}", "class='box wow'"),
        (".elementor-invisible{visibility:hidden}", "class=elementor-invisible"),
        ("[data-a]{opacity:0;transition-property:opacity}", "data-a"),
        ("", "data-w-id=7 style=opacity:0"),
    ],
)
def test_text_that_a_library_shows_while_one_scrolls_is_read(style: str, mark: str) -> None:
    page = f"<style>{style}</style><p>Fees of the club and of its members</p><p {mark}>Key</p><script src=aos.js></script>"
    assert lines(page)[-1] == "Key"


@pytest.mark.parametrize("mark", ['epub:type="pagebreak" title="14"', 'role="doc-pagebreak"'])
def test_the_number_of_a_printed_page_is_not_part_of_a_sentence(mark: str) -> None:
    assert lines(f"<p>The rent is <span {mark}>14</span>730 euros</p>") == ["The rent is 730 euros"]


@pytest.mark.parametrize("mark", ['epub:type="pagebreak"', 'role="doc-pagebreak"'])
def test_the_text_of_a_page_that_stands_in_its_mark_is_read(mark: str) -> None:
    assert lines(f"<div {mark}><p>The rent is 730 euros</p></div><p>Heat is included</p>") == [
        "The rent is 730 euros",
        "Heat is included",
    ]
