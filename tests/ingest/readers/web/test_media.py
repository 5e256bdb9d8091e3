import pytest

from ingest.readers.web.media import holds


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", True),
        ("screen", True),
        ("print", False),
        ("not print", True),
        ("only screen and (min-width: 768px)", True),
        ("(max-width: 767.98px)", False),
        ("(max-width: 40em), (min-width: 75rem)", True),
        ("(width >= 768px)", True),
        ("(400px <= width <= 700px)", False),
        ("(min-width: 2000px)", False),
        ("(prefers-color-scheme: dark)", False),
        ("(hover: hover) and (pointer: fine)", True),
        ("(min-height: 700px)", True),
        ("screen and (no-such-feature)", False),
        ("(min-width: ...px)", True),
    ],
)
def test_a_media_query_is_evaluated_for_a_desktop(query: str, wanted: bool) -> None:
    assert holds(query) is wanted
