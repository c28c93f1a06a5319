"""Which columns a list shows."""

from lists.columns import columns_shown

NAMES = ["pick", "name", "state", "start_date"]


def shown(*asked: str) -> set[str]:
    return columns_shown(NAMES, asked, optional={"start_date"}, always={"name", "pick"})


def test_without_a_choice_a_list_shows_all_but_the_optional_columns() -> None:
    assert shown() == {"pick", "name", "state"}


def test_a_choice_replaces_the_default_and_the_row_keeps_its_name() -> None:
    assert shown("start_date") == {"pick", "name", "start_date"}


def test_names_that_are_no_columns_are_passed_over() -> None:
    assert shown("password", "state") == {"pick", "name", "state"}
    assert shown("password") == {"pick", "name", "state"}
