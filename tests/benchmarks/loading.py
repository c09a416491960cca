"""How fast articles are read from texts and pages, how well, and what lines built to take long do to that.

Run as `python -m tests.benchmarks loading`. Where the common corpus lies beside the checkout, its texts and
pages are read and scored by its own scorers; otherwise made ones are read.
"""

from __future__ import annotations

import gc
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.domain.article import Article, Kind
from reader.loaders import Source, load
from tests.benchmarks.texts import sentence

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

TEXTS_A_SECOND = 200
"""So many plain texts a second are to be read on one core, or more."""

TIMES_TRAFILATURA = 1.3
"""So many times what trafilatura takes for a page's body alone may be taken for the whole article."""

WORST_GROWTH = 3.0
"""By how much the time may grow where a line is twice as long; 2 is linear, 4 is quadratic."""

SHORTEST = 0.02
"""Seconds below which a time says nothing on how it grows."""

ROUNDS = 5
LINE = 15_000

PARAGRAPHS = {Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM}
PAGE_TEXT = PARAGRAPHS | {Kind.HEADING, Kind.CODE, Kind.TABLE, Kind.FOOTNOTE, Kind.AGENCY, Kind.DATELINE}

HOSTILE = (
    "By ", "By Ada Lind and ", "A. ", "Ada Lind, ", "and ", "Photo: ", "(Photo: ", "Credit: EPA ", "| ",
    "(", "((a) ", "[", "![", "[a](", "*", "**a", "_a_", "`", "~~", "<", "<a ", "<!--", "</", "&", "&#",
    "&amp;", "{", "-", "- ", "> ", "\u2014 ", "1", "1.", "1,", "12:", "2026-", "March 3, ", "3 March 2026 ",
    "10:48, Tue, ", "https://", "http://a/", "a@", "@", "#", "# ", "\u201c", '"a" ', "\u201ca\u201d, said ",
    ".", "...", "\u2026", "a.", "A", "a ", " ", "\t", "\u4e2d", "\u0301", "\u200d", "\x1b[", "\x1b]0;", "=",
    "==", "SANDHOLM (AP) ", "SANDHOLM, ", "READ MORE: ", "Image ", "1 of 8 ", "Share ", ":", ": ", "/",
    "//", "\\", "$", "%", "+", "?", "! ", "\xa9 ", "Updated ", "less ", "more ",
)  # fmt: skip
"""What a line is made of, over and over, so that an expression that goes back on its steps does so often."""


def main() -> None:
    """Measure and print."""
    texts, pages = _texts(), _pages()
    _text_speed(texts)
    _page_speed(pages)
    _growth()
    if CORPUS.is_dir():
        _scores(texts, pages)
    else:
        print("the corpus is not beside the checkout: nothing is scored")


def _texts() -> list[Source]:
    found = sorted((CORPUS / "text").glob("*.txt"))
    if found:
        return [Source(path.name, path.read_bytes(), path=path) for path in found]
    return [Source(f"{n}.txt", _story(n).encode(), path=Path(f"{n}.txt")) for n in range(24)]


def _pages() -> list[Source]:
    found = sorted((CORPUS / "html").glob("*.html.gz"))
    if found:
        return [Source(path.name, gzip.decompress(path.read_bytes())) for path in found]
    return [Source(f"{n}.html", _page(n).encode()) for n in range(24)]


def _story(number: int) -> str:
    chance = random.Random(number)
    body = "\n\n".join(" ".join(sentence(chance) for _ in range(5)) for _ in range(14))
    top = f"Home\nNews\nSport\nShare\nTweet\n\n{sentence(chance)[:-1]}\n\nBy ADA LINDQVIST"
    return f"{top}\nMARCH {number + 1}, 2026 09:15\n\n{body}\n\nRead more\n"


def _page(number: int) -> str:
    head, *body = _story(number).split("\n\n")[1:]
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    paragraphs = "".join(f"<p>{words}</p>" for words in body)
    picture = "<figure><img src='a.jpg'><figcaption>The harbour at dawn.</figcaption></figure>"
    return (
        f"<html><head><title>{head}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{head}</h1>{picture}{paragraphs}</article></body></html>"
    )


def _best(work: Callable[[], object]) -> float:
    """Seconds of this process that some work takes, at the best of `ROUNDS`, without the collector's."""
    times = []
    gc.collect()
    gc.disable()  # as `timeit` does, and the program while it starts
    try:
        for _ in range(ROUNDS):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(times)


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def _text_speed(texts: Sequence[Source]) -> None:
    load(texts[0])
    rate = len(texts) / sum(_best(lambda one=one: load(one)) for one in texts)  # type: ignore[misc]
    size = sum(len(one.data) for one in texts) / len(texts) / 1000
    print(f"plain text: {rate:,.0f} articles a second on one core ({len(texts)} texts of {size:.1f} kB);")
    print(f"  wanted {TEXTS_A_SECOND} or more: {_verdict(rate >= TEXTS_A_SECOND)}")


def _page_speed(pages: Sequence[Source]) -> None:
    load(pages[0])
    _trafilatura(pages[0])
    ours = theirs = 0.0
    for one in pages:
        ours += _best(lambda one=one: load(one))  # type: ignore[misc]
        theirs += _best(lambda one=one: _trafilatura(one))  # type: ignore[misc]
    print(
        f"HTML: {ours / len(pages) * 1000:.0f} ms a page, trafilatura for the body alone "
        f"{theirs / len(pages) * 1000:.0f} ms: {ours / theirs:.2f} times ({len(pages)} pages);"
    )
    print(f"  wanted {TIMES_TRAFILATURA} times or less: {_verdict(ours <= theirs * TIMES_TRAFILATURA)}")


def _trafilatura(page: Source, metadata: bool = False) -> Any:
    """What trafilatura alone makes of a page, from its bytes, with all that a reader wants of the body."""
    from trafilatura import bare_extraction

    return bare_extraction(
        page.data,
        output_format="python",
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_links=True,
        include_formatting=True,
        with_metadata=metadata,
    )


def _growth() -> None:
    """Read lines of each hostile kind, then lines twice as long, as text, as Markdown and as a page."""
    worst: list[tuple[float, float, str]] = []
    slow: list[str] = []
    for name in ("text", "md", "html"):
        for unit in HOSTILE:
            once, twice = (_time_of_line(name, unit, length) for length in (LINE, 2 * LINE))
            growth = twice / max(once, SHORTEST)
            worst.append((growth, twice, f"{name} {unit!r}"))
            if growth > WORST_GROWTH:
                slow.append(f"{name} {unit!r}: {once:.3f} s, then {twice:.3f} s")
    growth, _, kind = max(worst)
    longest = max(worst, key=lambda one: one[1])
    print(
        f"{len(HOSTILE)} kinds of hostile lines, in three formats: twice as long takes at most {growth:.1f} "
        f"times as long ({kind});"
    )
    print(f"  the slowest {2 * LINE:,} characters take {longest[1]:.2f} s ({longest[2]});")
    print(f"  wanted {WORST_GROWTH} times or less: {_verdict(not slow)}")
    for line in slow:
        print(f"    {line}")


def _time_of_line(ending: str, unit: str, length: int) -> float:
    from reader.loaders import LoadError

    line = (unit * (length // len(unit) + 1))[:length]
    words = "The harbour office counted the boats again and again. " * 6
    if ending == "html":
        body = f"<h1>Title</h1><p>{words}</p><p>{line}</p><p>{words}</p>"
        made = f"<html><body><article>{body}</article></body></html>"
    else:
        made = f"A title\n\n{line}\n\n{words}\n{line}\n\n{words}\n"
    source = Source("line", made.encode(), path=Path(f"line.{ending}"))

    def read() -> None:
        with suppress(LoadError):  # a refusal takes its time too
            load(source)

    began = time.process_time()
    read()
    taken = time.process_time() - began
    # What seems slow is measured again: another program may have had the processor's caches.
    return min(taken, _best(read)) if taken > SHORTEST else taken


def _scores(texts: Sequence[Source], pages: Sequence[Source]) -> None:
    print("\ntexts, as the corpus scores them; beside it the first line as headline, the rest as body:")
    ours = {one.path.stem: _text_answer(load(one)[0]) for one in texts if one.path is not None}
    plain = {one.path.stem: _first_line(one) for one in texts if one.path is not None}
    _side_by_side(_scored("text", ours), _scored("text", plain), "first line")
    print("\npages, as the corpus scores them; beside it trafilatura alone:")
    names = {one.name: one.name.removesuffix(".html.gz") for one in pages}
    found = {names[one.name]: _page_answer(load(one)[0]) for one in pages}
    alone = {names[one.name]: _their_answer(one) for one in pages}
    _side_by_side(_scored("html", found), _scored("html", alone), "trafilatura")


def _text_answer(article: Article) -> dict[str, Any]:
    paragraphs, opening = [], ""
    for block in article.blocks:
        if block.kind is Kind.DATELINE:
            opening = article.of(block) + " "
        elif block.kind in PARAGRAPHS:
            paragraphs.append(opening + article.of(block))
            opening = ""
    return _common(article) | {
        "headline": article.meta.title,
        "dek": article.meta.standfirst,
        "paragraphs": paragraphs,
    }


def _page_answer(article: Article) -> dict[str, Any]:
    return _common(article) | {
        "title": article.meta.title,
        "text": "\n".join(article.of(block) for block in article.blocks if block.kind in PAGE_TEXT),
        "code": [article.of(block) for block in article.blocks if block.kind is Kind.CODE],
    }


def _common(article: Article) -> dict[str, Any]:
    return {
        "authors": list(article.meta.authors),
        "date": (article.meta.published or "")[:10] or None,
        "captions": [{"text": one.text, "credit": one.credit} for one in article.captions],
        "headings": [article.of(block) for block in article.blocks if block.kind is Kind.HEADING],
    }


def _first_line(text: Source) -> dict[str, Any]:
    headline, *rest = [line for line in text.data.decode("utf-8", "replace").splitlines() if line.strip()]
    return {"headline": headline, "paragraphs": rest, "authors": [], "captions": []}


def _their_answer(page: Source) -> dict[str, Any]:
    """What trafilatura alone gives: the text as `extract` has it by its own settings, and its fields."""
    from trafilatura import extract

    found = _trafilatura(page, metadata=True)
    if found is None:
        return {}
    heads = [" ".join(head.itertext()) for head in found.body.iter("head")] if found.body is not None else []
    return {
        "title": found.title,
        "authors": (found.author or "").split("; ") if found.author else [],
        "date": found.date,
        "text": extract(page.data) or "",
        "headings": heads,
        "captions": [],
        "code": [],
    }


def _scored(kind: str, answers: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The scores by field, as the corpus's own scorer prints them."""
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder, "candidate.json")
        candidate.write_text(json.dumps(answers), encoding="utf-8")
        command = [
            sys.executable,
            str(CORPUS / f"score_{kind}.py"),
            str(candidate),
            str(CORPUS / kind / "gold.json"),
        ]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in printed.splitlines()[1:])
    return {
        " ".join(row[:at]): row[at]
        for row in rows
        if (at := next((at for at, word in enumerate(row) if word.replace(".", "").isdigit()), 0))
    }


def _side_by_side(ours: dict[str, str], theirs: dict[str, str], name: str) -> None:
    print(f"  {'':<22}{'broadsheet':>12}{name:>14}")
    for field, score in ours.items():
        print(f"  {field:<22}{score:>12}{theirs.get(field, ''):>14}")


if __name__ == "__main__":
    main()
