import pytest

from ingest.readers.shared.links import leads_to


@pytest.mark.parametrize(
    ("words", "target", "wanted"),
    [
        ("here", "https://rooms.example.org/book?day=2", " (https://rooms.example.org/book?day=2)"),
        ("the porter", "mailto:porter@example.com?subject=Key", " (porter@example.com)"),
        ("call us", "tel:+49301234", " (+49301234)"),
        ("www.example.org/", "http://www.example.org", ""),
        ("porter@example.com", "MAILTO:Porter@example.com", ""),
        ("top", "#top", ""),
        ("next", "chapter2.xhtml", ""),
        ("run", "javascript:alert(1)", ""),
        ("file", "file:///etc/passwd", ""),
        ("", "", ""),
    ],
)
def test_the_address_of_a_link_follows_its_words_unless_they_contain_it(words: str, target: str, wanted: str) -> None:
    assert leads_to(words, target) == wanted


def test_a_long_tracking_address_is_cut_to_site_and_path() -> None:
    assert leads_to("offer", "https://news.example.com/offer?u=" + "x" * 900) == " (https://news.example.com/offer)"
