"""The values of form fields are read."""

from ingest.readers.web import html


def text(body: str) -> str:
    return " ".join(block.text for block in html.parse(body).blocks)


def test_boxes_are_read_as_ticked_or_empty() -> None:
    smoker = "<label><input type=checkbox checked> Smoker</label>"
    pay = "<input type=radio id=m checked><label for=m>monthly</label> <input type=radio id=y><label for=y>yearly</label>"
    assert text(f"<p>{smoker}<p>{pay}") == "☒ Smoker ☒ monthly ☐ yearly"
    assert text("<p><span role=checkbox aria-checked=true>Agreed</span>") == "☒ Agreed"


def test_a_typed_value_follows_its_label_and_invisible_values_are_left_out() -> None:
    seen = "<label for=n>Name</label> <input id=n value='Ada Lee'> <input type=hidden value=h71>"
    assert text(f"<form>{seen}<input type=password value=p9><input type=submit value=Send></form>") == "Name Ada Lee"


def test_the_selected_option_of_a_list_is_read_and_all_options_if_none_is_selected() -> None:
    assert text("<p>Plan <select><option value=f>Full board<option value=h selected>Half board</select>") == "Plan Half board"
    assert text("<p>Plan <select><option>Full board<option>Half board</select>") == "Plan Full board Half board"
