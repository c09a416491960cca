from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.highlight import Anchor, AnchorState, Highlight, Placed
from reader.domain.span import Span
from reader.notes.notebook import NoteFile
from reader.notes.overview import Overview
from reader.notes.standing import Standing


def highlight(name: str, quote: str, note: str, made: str, *tags: str) -> Highlight:
    anchor = Anchor(quote, "", "", 0, len(quote)) if quote else None
    return Highlight(name, anchor, note=note, made=made, tags=tags)


FILES = (
    NoteFile(
        Path("harbour.md"),
        "a1",
        title="Harbour town",
        authors=("Zoë Müller",),
        highlights=(
            highlight(
                "clock", "The clock of St Olaf's is right", "Ask the pilots", "2026-03-02T10:00:00Z", "sea"
            ),
            highlight("tide", "Nobody asked the tide", "", "2026-05-02T10:00:00Z"),
        ),
    ),
    NoteFile(
        Path("seeds.md"),
        "b2",
        title="Seed vault",
        highlights=(highlight("whole", "", "Boats, clocks and naïve hopes", "2026-04-02T10:00:00Z", "law"),),
    ),
    NoteFile(Path("broken.md"), "c3", problem="broken"),
)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "tide whole clock"),
        ("clock", "whole clock"),
        ("note:clock", "whole"),
        ("body:clock", "clock"),
        ("body:clo", "clock"),
        ("note:pil", "clock"),
        ('"the tide"', "tide"),
        ("-clock", "tide whole"),
        ("naive", "whole"),
        ("tag:sea", "clock"),
        ("tag:sea OR tag:law", "whole clock"),
        ("title:harbour", "tide clock"),
        ("by:muller sort:old", "clock tide"),
        ("after:2026-04", "tide whole"),
        ("has:note", "whole clock"),
        ("has:highlight", "tide clock"),
        ("is:unread clock", "whole clock"),
        ("st olaf", "clock"),
        ("nothing", ""),
        ('note:"', "tide whole clock"),
    ],
)
def test_notes_are_found_newest_first(query: str, names: str) -> None:
    found = Overview(FILES).matching(query)
    assert found is not None
    assert " ".join(one.highlight.id for one in found) == names


def test_finding_is_broken_off() -> None:
    assert Overview(FILES).matching("clock", lambda: True) is None


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12)


@given(SPANS, st.integers(0, 70), st.integers(1, 30), st.integers(-3, 3).filter(bool))
def test_what_stands_where_is_what_going_through_all_of_them_finds(
    spans: list[tuple[int, int]], offset: int, length: int, by: int
) -> None:
    placed = [
        Placed(Highlight(f"hl-{n}", None), AnchorState.EXACT, start, start + size)
        for n, (start, size) in enumerate(spans)
    ]
    standing, end = Standing(placed), offset + length
    there = [one for one in placed if one.end > one.start]
    assert set(standing.between(offset, end)) == {
        one for one in there if max(one.start, offset) < min(one.end, end)
    }
    shortest = standing.at(offset)
    covering = [one.end - one.start for one in there if one.start <= offset < one.end]
    assert (shortest.end - shortest.start if shortest else None) == min(covering, default=None)
    found = standing.step(by, "", offset)
    order = sorted(there, key=lambda one: (one.start, -one.end))
    ahead, behind = [o for o in order if o.start >= offset], [o for o in order if o.start < offset]
    wanted = ahead[by - 1 : by] if by > 0 else behind[by : by + 1 or None] if len(behind) >= -by else []
    assert (found.start, found.end) == (wanted[0].start, wanted[0].end) if found else not wanted
    if found and standing.exactly(Span(found.start, found.end)) is None:
        raise AssertionError("one that is there is found by its span")
