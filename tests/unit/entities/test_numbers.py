from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.entity import EntityType
from reader.entities.numbers import NUMERIC, numbers
from reader.entities.plain import plain


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], str(m.type)) for m in numbers(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill shut on 3 June 1987.", [("3 June 1987", "date")]),
        ("Opened March 9, 2011, a Wednesday", [("March 9, 2011", "date"), ("Wednesday", "date")]),
        ("FILED APRIL 2, 2019 08:15", [("APRIL 2, 2019 08:15", "date")]),
        ("Filed 2019-04-02", [("2019-04-02", "date")]),
        ("Rates rose in May and again in June.", [("May", "date"), ("June", "date")]),
        ("May said she would resign.", []),
        ("April Fairweather and August Lund met.", []),
        ("They march every March.", [("March", "date")]),
        ("He won in 2014 and 2018.", [("2014", "date"), ("2018", "date")]),
        ("About 1990 people came.", []),
        ("See page 1987 and room 2004.", []),
        ("1,987 people voted", []),
        ("the late 1970s and the '90s", [("the late 1970s", "date"), ("the '90s", "date")]),
        ("an 18th-century barn", [("18th-century", "date")]),
        ("a 9-year-old girl", [("9-year-old", "date")]),
        ("for nearly two decades", [("nearly two decades", "date")]),
        ("three weeks ago, late last month", [("three weeks ago", "date"), ("late last month", "date")]),
        ("in the next five to six years", [("the next five to six years", "date")]),
        ("Q2 2021 and fiscal 2022", [("Q2 2021", "date"), ("fiscal 2022", "date")]),
        ("from 4 to 7 August", [("4 to 7 August", "date")]),
        ("on Good Friday and Boxing Day", [("Good Friday", "date"), ("Boxing Day", "date")]),
        ("last Tuesday evening", [("last Tuesday evening", "date")]),
        ("at 6.30pm and 18:45", [("6.30pm", "time"), ("18:45", "time")]),
        ("at 11 a.m. GMT", [("11 a.m. GMT", "time")]),
        ("about three hours", [("about three hours", "time")]),
        ("this morning, at noon", [("this morning", "time"), ("noon", "time")]),
        ("a second chance", []),
        ("open 24/7", []),
        ("it cost $12 and €3.50", [("$12", "money"), ("€3.50", "money")]),
        ("more than US$4.5bn", [("US$4.5bn", "money")]),
        ("Rs 40 crore", [("Rs 40 crore", "money")]),
        ("300 Kenyan shillings", [("300 Kenyan shillings", "money")]),
        ("£2m to £3m", [("£2m to £3m", "money")]),
        ("£9 an hour", [("£9", "money")]),
        ("a fine of 75 euros", [("75 euros", "money")]),
        ("5–7 per cent", [("5–7 per cent", "percent")]),
        ("rose 3.4%, then 12 basis points", [("3.4%", "percent"), ("12 basis points", "percent")]),
        ("12 km, 3.5 kg and 38°C", [("12 km", "quantity"), ("3.5 kg", "quantity"), ("38°C", "quantity")]),
        ("a 26-mile race", [("26-mile", "quantity")]),
        ("between 5 and 7 per cent", [("5 and 7 per cent", "percent")]),
        ("between  3 and 4 km", [("3 and 4 km", "quantity")]),
        ("between two and three years", [("two and three years", "date")]),
        ("between $20m and $25m", [("$20m", "money"), ("$25m", "money")]),
        ("in March and April 2020", [("March", "date"), ("April 2020", "date")]),
        ("July 28 and August 2", [("July 28", "date"), ("August 2", "date")]),
        ("he weighed 190 pounds", [("190 pounds", "quantity")]),
        ("he paid 190 pounds", [("190 pounds", "money")]),
        ("They lost 3-1.", []),
        ("Call 0800 555 111.", []),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
@settings(max_examples=150, deadline=None)
def test_mentions_are_sound_on_any_text(text: str) -> None:
    at = 0
    for mention in numbers(plain(text)):
        assert at <= mention.start < mention.end <= len(text)
        assert mention.type in NUMERIC
        at = mention.end


@given(st.integers(1500, 2099), st.sampled_from(["In {}, he left.", "since {}", "the {} census", "({})"]))
@settings(max_examples=60, deadline=None)
def test_years_are_dates(year: int, frame: str) -> None:
    text = frame.format(year)
    assert (str(year), str(EntityType.DATE)) in found(text)
