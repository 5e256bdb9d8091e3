from ingest.readers.shared.headers import joined_header


def test_a_name_in_the_upper_row_belongs_to_all_columns_up_to_the_next_name() -> None:
    upper, lower = {1: "Branch", 2: "Year 2023", 4: "Year 2024"}, {2: "Plan", 3: "Actual", 4: "Plan", 5: "Actual"}
    wanted = "Branch | Year 2023 Plan | Year 2023 Actual | Year 2024 Plan | Year 2024 Actual"
    assert joined_header(upper, lower) == wanted


def test_a_name_in_both_rows_is_written_once_and_a_column_without_a_name_stays_empty() -> None:
    assert joined_header({1: "Place", 2: "Price", 3: ""}, {1: "Place", 2: "net"}) == "Place | Price net | "
