"""Days and times of publication, in every form that papers print them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders import dates


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("MARCH 3, 2021 09:15", "2021-03-03T09:15:00"),
        ("3 March 2021", "2021-03-03"),
        ("3 marca 2021, 09:15", "2021-03-03T09:15:00"),
        ("3. května 2021", "2021-05-03"),
        ("3 Ağustos 2021", "2021-08-03"),
        ("3 martie 2021", "2021-03-03"),
        ("3 березня 2021", "2021-03-03"),
        ("3. maaliskuuta 2021", "2021-03-03"),
        ("3rd March, 2021 at 9.15pm", "2021-03-03T21:15:00"),
        ("Wednesday 3 March 2021 09:15", "2021-03-03T09:15:00"),
        ("Published Wed, Mar 3 20219:15 AM ESTUpdated an hour ago", "2021-03-03T09:15:00"),
        ("Published Wed, Mar 3 2021 9:15 AM EST", "2021-03-03T09:15:00-05:00"),
        ("3 Mar 2021, 09:15", "2021-03-03T09:15:00"),
        ("PUBLISHED: 09:15, Wed, Mar 3, 2021 | UPDATED: 10:20, Wed, Mar 3, 2021", "2021-03-03T09:15:00"),
        ("3 MAR 2021 - 09:15 CET", "2021-03-03T09:15:00+01:00"),
        ("3. März 2021, 09:15 Uhr", "2021-03-03T09:15:00"),
        ("03.03.2021, 9.15 Uhr", "2021-03-03T09:15:00"),
        ("Stand: 13.03.2021 21:15 Uhr", "2021-03-13T21:15:00"),
        ("Updated 0915 GMT (1715 HKT) March 3, 2021", "2021-03-03T09:15:00+00:00"),
        ("2021-03-03 09:15:58", "2021-03-03T09:15:58"),
        ("2021-03-03T09:15:00+02:00", "2021-03-03T09:15:00+02:00"),
        ("2021-03-03T09:15:00.250Z", "2021-03-03T09:15:00+00:00"),
        ("March 3, 2021 / 12:21 AM / Updated 14 hours ago", "2021-03-03T00:21:00"),
        ("March 3, 2021 / 12:05 PM", "2021-03-03T12:05:00"),
        ("Mar. 3, 2021 at 5:14 p.m. PST", "2021-03-03T17:14:00-08:00"),
        ("Mar. 3, 2021 at 5:14 p.m. ET", "2021-03-03T17:14:00"),
        ("Published 9:15 AM EST Mar 3, 2021", "2021-03-03T09:15:00-05:00"),
        ("By Ada Field - 03/13/21 11:04 PM EST", "2021-03-13T23:04:00-05:00"),
        ("By Ada Field - 03/04/21 11:04 PM EST", "2021-03-04T23:04:00-05:00"),
        ("By Ada Field 3 March 2021, 3:51 pm 11 Edit", "2021-03-03T15:51:00"),
        ("3/13/2021 by Ada Field", "2021-03-13"),
        ("Publié le 03/04/2021 à 17h09", "2021-04-03T17:09:00"),
        ("3 mars 2021 à 17h09", "2021-03-03T17:09:00"),
        ("Mis à jour le 3 mars 2021 à 17:09", "2021-03-03T17:09:00"),
        ("3 de marzo de 2021 18:30 h", "2021-03-03T18:30:00"),
        ("Pubblicato il 3 marzo 2021 alle ore 17:09", "2021-03-03T17:09:00"),
        ("3 de março de 2021 às 17h09", "2021-03-03T17:09:00"),
        ("woensdag 3 maart 2021 om 17.09 uur", "2021-03-03"),
        ("2021年3月3日 17:09", "2021-03-03T17:09:00"),
        ("2021年3月3日(水) 17時09分 更新", "2021-03-03T17:09:00"),
        ("2021년 3월 3일 오후 5:09", "2021-03-03T17:09:00"),
        ("The harbour may yet be saved.3 Mar 2021 05:44 GMT", "2021-03-03T05:44:00+00:00"),
        ("Last modified on Wed 3 Mar 2021 19.42 GMT", "2021-03-03T19:42:00+00:00"),
    ],
)
def test_a_published_line(line: str, iso: str) -> None:
    found = dates.published(line)
    assert found is not None
    assert found.published == iso


@pytest.mark.parametrize(
    "line",
    [
        "Published 1 day ago",
        "Updated at 9:50 p.m. ET Thursday",
        "Oct 19",
        "4/5/2021",
        "31 February 2021",
        "On March 3, 2021, the council of the town voted to move the clock back by nineteen minutes.",
        "The Olympic Games of 2021 began in July",
        "Version 1.2.2021.3",
        "Call 555-2021-33",
        "",
    ],
)
def test_a_line_without_one(line: str) -> None:
    assert dates.published(line) is None


def test_a_day_and_month_that_could_change_places_follow_the_reader() -> None:
    assert [one.iso for one in dates.find("4/5/2021", day_first=True)] == ["2021-05-04"]
    assert [one.iso for one in dates.find("4/5/2021", day_first=False)] == ["2021-04-05"]


def test_published_and_updated_are_told_apart() -> None:
    found = dates.published("Updated: 4 March 2021 10:00 | Posted: 3 March 2021 09:15")
    assert found is not None
    assert (found.published, found.updated) == ("2021-03-03T09:15:00", "2021-03-04T10:00:00")
    assert found.labelled
    assert found.timed


def test_where_it_stands() -> None:
    line = "By Ada Field, Published: Wednesday 3 March 2021 09:15 in Sandholm"
    found = dates.published(line)
    assert found is not None
    assert line[found.start : found.end] == "Published: Wednesday 3 March 2021 09:15"


@pytest.mark.parametrize(
    "line",
    ["1 " * 500_000, "2021-" * 200_000, "12:" * 300_000, "march " * 100_000, "1/" * 400_000, "a" * 1_000_000],
)
def test_hostile_lines_take_no_time(line: str) -> None:
    begun = time.process_time()
    dates.published(line)
    assert time.process_time() - begun < 0.2


@given(st.text())
def test_any_line_is_borne(line: str) -> None:
    for found in dates.find(line):
        assert 0 <= found.start < found.end <= len(line)
