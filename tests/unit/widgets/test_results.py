"""What was found fits the room that there is, and what matched is to be seen in it; so are the views."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.domain.span import Span
from reader.widgets.results import Result, laid_out
from reader.widgets.views_line import ViewName
from reader.widgets.views_line import laid_out as views_laid_out

WORDS = st.lists(
    st.sampled_from(["tide", "clock", "北京", "a", "lighthouse-keepers", "Łódź", "e\u0301"]), max_size=40
)


@given(WORDS, WORDS, st.integers(20, 120), st.booleans())
def test_a_result_fits_and_shows_what_matched(
    before: list[str], after: list[str], width: int, noted: bool
) -> None:
    head = " ".join([*before, ""])
    sentence = f"{head}MATCH {' '.join(after)}".rstrip()
    marked = (Span(len(head), len(head) + 5),)
    result = Result(
        "A title of some length, as titles are", "Site · 2 Mar", sentence, marked, "note" if noted else ""
    )
    rows = laid_out(result, width)
    for row in rows:
        assert cell_len("".join(text for text, _ in row)) <= width
    assert [text for row in rows for text, kind in row if kind == "match"] == ["MATCH"]


@given(
    st.lists(st.tuples(st.text("abc 北", min_size=1, max_size=12), st.integers(0, 2000)), max_size=6),
    st.integers(0, 6),
    st.integers(12, 60),
)
def test_the_view_that_is_shown_is_among_those_named(
    named: list[tuple[str, int]], at: int, width: int
) -> None:
    views = [
        ViewName(""),
        *(ViewName(f"{place}{name}", str(count)) for place, (name, count) in enumerate(named)),
    ]
    active = views[min(at, len(views) - 1)].name
    stretches = views_laid_out(views, active, width)
    assert active in [name for _, _, name in stretches]
    assert all(start + cell_len(words) <= width for start, words, _ in stretches)
    assert [start for start, _, _ in stretches] == sorted(start for start, _, _ in stretches)
