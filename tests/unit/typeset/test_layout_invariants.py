"""What holds of every layout, whatever the article, the measure and the taste."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.domain.article import Align, Article, Kind, Mark, MarkKind, Metadata, faults
from reader.domain.builder import ArticleBuilder
from reader.typeset.cells import clusters, inside_cluster
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Place

HARD = (
    "a b c word, -\u2010\u2013\u2014/…\n\u00ad\u200b\u00a0\u202f\u3000\u0301\u200d\ufe0f\u2060"
    "日本語、。「」『ー한글กำแพงเมือง🇫🇷🇩🇪👩‍👩‍👧👍🏽❤️שלוםمرحباकाम«»!?;:„“‚‘”’%1234567890#&=~_ﬁ"
)
ANY = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")
TEXT = st.one_of(
    st.text(st.one_of(st.sampled_from(HARD), ANY), min_size=1, max_size=120),
    st.lists(
        st.one_of(
            st.text(st.sampled_from(HARD), min_size=1, max_size=30),
            st.sampled_from(
                ["consequently", "e-mail", "https://example.org/a/long/path?q=1&r=2", "well-known", "–"]
            ),
        ),
        min_size=1,
        max_size=30,
    ).map(" ".join),
)
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(list(MarkKind)), st.integers(0, 60), st.integers(0, 90)), max_size=4
)
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE])
OPTIONS = st.builds(
    Options,
    hyphenate=st.booleans(),
    justify=st.booleans(),
    paragraph=st.sampled_from(["space", "indent"]),
    ascii=st.booleans(),
    hang=st.booleans(),
)


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    builder = ArticleBuilder()
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 4)) == 0:
            rows = st.lists(
                st.lists(st.tuples(TEXT | st.just(""), st.just(())), min_size=1, max_size=4), max_size=4
            )
            align = draw(st.lists(st.sampled_from(list(Align)), max_size=4))
            builder.table(
                draw(rows), header=draw(st.integers(0, 2)), align=tuple(align), depth=draw(st.integers(0, 2))
            )
            continue
        text = draw(TEXT)
        marks = [m for m in draw(MARKS) if m.start < m.end <= len(text)]
        builder.add(
            draw(KINDS),
            text,
            marks,
            level=draw(st.integers(0, 6)),
            depth=draw(st.integers(0, 9)),
            quoted=draw(st.integers(0, 9)),
            marker=draw(st.sampled_from(["", "•", "3.", "☑", "1234.", "注", "a long label"])),
        )
    return builder.article(Metadata(language=draw(st.sampled_from([None, "en", "de", "fr", "hu"]))))


SWALLOWED = " \n\u00ad\u200b\u3000\u1680\u205f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
LAYOUTS = st.builds(Layout, _articles(), st.integers(8, 120), OPTIONS)
given_layout = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _all_places(layout: Layout) -> list[Place]:
    return [
        Place(block, row)
        for block in range(len(layout.article.blocks))
        for row in range(len(layout.rows(block)))
    ]


@given_layout
@given(LAYOUTS)
def test_rows_tile_the_text_and_show_all_of_it(layout: Layout) -> None:
    article = layout.article
    assert faults(article) == []
    at = 0
    for place in _all_places(layout):
        row, block = layout.row(place), article.blocks[place.block]
        assert row.block == place.block
        if place.row == 0:
            assert not article.text[at : row.start].strip()
            at = row.start
        assert row.start == at
        assert row.end >= row.start
        at = row.end
        shown: set[int] = set()
        for run in row.runs:
            assert run.text
            if run.start >= 0:
                assert run.text == article.text[run.start : run.end]
                shown.update(range(run.start, run.end))
        if row.cut or block.kind is Kind.RULE or block.table is not None:
            continue
        hidden = "".join(article.text[i] for i in range(row.start, row.end) if i not in shown)
        assert not hidden.strip(SWALLOWED), hidden
        assert shown <= set(range(row.start, row.end))
    assert at == len(article.text)


@given_layout
@given(LAYOUTS)
def test_tables_show_every_cell(layout: Layout) -> None:
    article = layout.article
    for index, block in enumerate(article.blocks):
        if block.table is None or any(row.cut for row in layout.rows(index)):
            continue
        shown = {
            i
            for row in layout.rows(index)
            for run in row.runs
            if run.start >= 0
            for i in range(run.start, run.end)
        }
        for row in block.table.rows:
            for cell in row:
                hidden = "".join(article.text[i] for i in range(cell.start, cell.end) if i not in shown)
                assert not hidden.strip(SWALLOWED), hidden


@given_layout
@given(LAYOUTS, st.integers(0, 40))
def test_no_row_is_wider_than_the_measure(layout: Layout, shift: int) -> None:
    for moved in (0, shift):
        layout.shift = moved
        for place in _all_places(layout):
            row = layout.row(place)
            assert row.cells == sum(cell_len(run.text) for run in row.runs)
            assert row.cells <= layout.measure, row


@given_layout
@given(LAYOUTS)
def test_an_offset_is_found_on_its_row(layout: Layout) -> None:
    article = layout.article
    for block in article.blocks:
        for offset in range(block.start, block.end):
            place = layout.place_of(offset)
            row = layout.row(place)
            if block.table is None:
                assert row.start <= offset < row.end
    for place in _all_places(layout):
        row = layout.row(place)
        back = layout.place_of(layout.offset_of(place))
        assert back == place if row.start < row.end else back >= place


@given_layout
@given(LAYOUTS, st.integers(0, 9))
def test_columns_and_offsets_agree(layout: Layout, shift: int) -> None:
    layout.shift = shift
    for row in layout:
        column = 0
        for run in row.runs:
            if run.start >= 0 and not run.text.startswith("\u200d"):
                for start, end, cells in clusters(run.text):
                    if cells:
                        assert row.column_of(run.start + start) == column + cell_len(run.text[:start])
                        at = row.offset_at(column + cell_len(run.text[:start]))
                        assert run.start + start <= at < run.start + end
            column += cell_len(run.text)
        assert (
            row.start <= row.offset_at(0) <= row.offset_at(10_000) <= max(row.start, len(layout.article.text))
        )
        assert 0 <= row.column_of(row.start) <= row.column_of(row.end) <= row.cells or row.cut or row.rtl


@given_layout
@given(LAYOUTS, st.integers(0, 10_000), st.integers(-60, 60), st.integers(1, 40))
def test_moving_there_and_back(layout: Layout, offset: int, rows: int, height: int) -> None:
    places = _all_places(layout)
    assume(places)
    place = layout.place_of(offset)
    at = places.index(place)
    moved = layout.move(place, rows)
    assert places.index(moved) == min(max(at + rows, 0), len(places) - 1)
    if 0 <= at + rows < len(places):
        assert layout.move(moved, -rows) == place
        assert layout.distance(place, moved, 100) == rows
    assert layout.window(place, height) == [layout.row(p) for p in places[at : at + height]]
    assert layout.first == places[0]
    assert layout.last == places[-1]
    assert layout.top_of_end(height) == places[max(0, len(places) - height)]


@given_layout
@given(LAYOUTS)
def test_no_row_begins_within_a_character(layout: Layout) -> None:
    text = layout.article.text
    for place in _all_places(layout):
        row = layout.row(place)
        if layout.article.blocks[place.block].table is None and row.start < row.end:
            starts = [run.start for run in row.runs if run.start >= 0]
            for start in starts:
                assert not inside_cluster(text, start) or _crowded(text, start)


def _crowded(text: str, offset: int) -> bool:
    """Whether the characters around an offset join into more cells than one character may have."""
    low, high = offset, offset
    while low > 0 and inside_cluster(text, low):
        low -= 1
    while high < len(text) and inside_cluster(text, high):
        high += 1
    return cell_len(text[low:high]) > 2


@given_layout
@given(LAYOUTS, st.integers(1, 30))
def test_paging_reaches_both_ends_and_skips_nothing(layout: Layout, height: int) -> None:
    place, seen = layout.first, 0
    places = _all_places(layout)
    end = layout.top_of_end(height)
    while place < end:
        below = layout.page_down(place, height)
        assert 1 <= layout.distance(place, below, 1000) <= height
        place, seen = below, seen + 1
        assert seen <= len(places)
    while place > layout.first:
        above = layout.page_up(place, height)
        assert 1 <= layout.distance(above, place, 1000) <= height
        place = above
