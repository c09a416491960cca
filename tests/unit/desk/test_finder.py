from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from reader.desk.finder import Finder
from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.library.entry import entry_of
from reader.library.state import StateLog


def article(parts: int) -> Article:
    builder = ArticleBuilder()
    for part in range(parts):
        builder.add(Kind.PARAGRAPH, f"Barley and rye, {part} of it, stood in the field by the harbour.")
    return builder.article(Metadata(title="Fields"))


def test_a_search_never_breaks_off_what_is_being_put_in(tmp_path: Path) -> None:
    finder = Finder(StateLog(tmp_path, "here"))
    long = article(20_000)
    with ThreadPoolExecutor(8) as pool:
        putting = pool.submit(finder.take, entry_of("long", long), long, (), (), 0)
        while not putting.done():
            wait([pool.submit(finder.search, "b", 10, lambda: False)], timeout=0.02)
        putting.result()
    page = finder.search("barley", 100, lambda: False)
    assert page is not None
    assert len(page.keys) == 1
