"""Whole pages as programs for terminals write them out: other articles above and below, links in the way."""

# ruff: noqa: E501  (a paragraph of a page stands on one line, and so it does here)

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from reader.domain.article import Article, Kind
from reader.loaders.text.lines import lines_of, page_of

Load = Callable[[str], Article]

TITLE = "Harbour bridge closes after crack is found in pillar"
BODY = (
    "A crack as wide as a hand has closed the harbour bridge of Sandholm, officials said on Tuesday, and traffic will be sent through the old tunnel.",
    "Inspectors found the damage in the third pillar of the harbour bridge on Monday night, the port authority of Sandholm said in a statement.",
    "The harbour master said that the bridge stays closed until the inspectors know what moved the pillar, and that the tunnel has room for all traffic.",
    "The harbour bridge, opened in 1964, carries some 30,000 vehicles a day between Sandholm and the mainland, as many as the tunnel did before it.",
    "Officials of the port authority will inspect the other pillars of the bridge this week, and traffic through the tunnel will be counted.",
)
MENU = ("Home", "News", "Sport", "Opinion", "Weather", "Jobs", "Cars", "Homes", "Search", "Log in", "Subscribe", "Contact")  # fmt: skip
OTHERS = (
    "Leeks want a cold month and a patient gardener, and January gives both to whoever planted early enough.",
    "The national orchestra has chosen a conductor who learned to read scores before she learned to write.",
)


def paragraphs(found: Article) -> list[str]:
    """Datelines do not occur here, so every paragraph is whole."""
    return [found.of(block) for block in found.blocks if block.kind is Kind.PARAGRAPH]


def page(*, width: int = 0) -> str:
    """A page with a menu and other articles above and below the one that it is about."""
    lines = [
        *MENU,
        *OTHERS,
        *MENU[:6],
        "Puzzles",
        "Letters",
        "Archive",
        TITLE,
        "By Ada Field",
        "March 3, 2021",
    ]
    lines += [*BODY, "Share", "Tweet", "Most read", *MENU, "Puzzles", "Leeks in winter", *OTHERS, *MENU]
    return "\n\n".join(textwrap.fill(line, width) if width else line for line in lines) + "\n"


@pytest.mark.parametrize("width", [0, 72])
def test_what_stands_far_above_and_below_is_of_other_articles(article: Load, width: int) -> None:
    found = article(page(width=width))
    assert found.meta.title == TITLE
    assert found.meta.authors == ("Ada Field",)
    assert paragraphs(found) == list(BODY)


def test_links_as_in_markdown_are_undone_before_lines_are_joined(article: Load) -> None:
    menu = "\n".join(f"  * [{name}](https://example.org/{name.lower()})" for name in MENU)
    linked = BODY[1].replace("port authority", "[port authority](https://example.org/a-\nlong-address)")
    text = f"{menu}\n\n# {TITLE}\n\nBy [Ada Field](/people/ada)\n\nMarch 3, 2021\n\n"
    found = article(text + "\n\n".join([BODY[0], linked, *BODY[2:]]) + "\n")
    assert paragraphs(found) == list(BODY)
    assert found.meta.authors == ("Ada Field",)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [("Written by Ada Field", ("Ada Field",)), ("By Ada Field, Reuters", ("Ada Field",))],
)
def test_a_standfirst_is_known_by_who_signs_below_it(
    article: Load, byline: str, authors: tuple[str, ...]
) -> None:
    standfirst = "Two ferries will run from the fish dock until the bridge can be opened again."
    found = article("\n\n".join([TITLE, standfirst, byline, "Oct. 5, 2020", *BODY]))
    assert (found.meta.standfirst, found.meta.authors) == (standfirst, authors)
    assert found.meta.published == "2020-10-05"
    assert paragraphs(found) == list(BODY)


def test_nothing_is_left_out_where_a_page_would_have_next_to_no_text(article: Load) -> None:
    lines = [
        *MENU,
        "By Ada Field",
        "March 3, 2021",
        *(f"undef {number} {{}}" for number in range(200)),
        BODY[0],
    ]
    found = article("\n".join(lines))
    assert all(line.split("\n")[0] in found.text for line in lines)


def test_a_menu_on_wide_lines_does_not_hide_that_text_was_wrapped() -> None:
    wide = "\n".join("   ".join(MENU) + f"   Archive {number}" for number in range(6))
    assert page_of(lines_of(f"{wide}\n\n{page(width=60)}")).width in range(58, 64)
