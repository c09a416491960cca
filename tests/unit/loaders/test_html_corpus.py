"""Real saved pages, where they are at hand: no worse than what was reached before."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, faults
from reader.loaders.html import load
from reader.loaders.source import Source

LEAST = {
    "body_token_f1": 0.955,
    "body_shingle_f1": 0.94,
    "title": 0.95,
    "authors": 0.85,
    "date": 0.95,
    "caption_recall": 0.95,
    "headings_recall": 0.60,
    "with_recall": 0.95,
}
"""A little under what was reached."""

TEXT = {
    Kind.PARAGRAPH,
    Kind.QUOTE,
    Kind.LIST_ITEM,
    Kind.HEADING,
    Kind.CODE,
    Kind.TABLE,
    Kind.FOOTNOTE,
    Kind.AGENCY,
    Kind.DATELINE,
}


def answer(article: Article) -> dict[str, object]:
    return {
        "title": article.meta.title,
        "authors": article.meta.authors,
        "date": (article.meta.published or "")[:10] or None,
        "text": "\n".join(article.of(block) for block in article.blocks if block.kind in TEXT),
        "headings": [article.of(block) for block in article.blocks if block.kind is Kind.HEADING],
        "captions": [{"text": one.text, "credit": one.credit} for one in article.captions],
    }


def test_real_pages_are_read_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    folder = shared / "corpus" / "html"
    if not folder.is_dir():
        pytest.skip("the corpus of pages is not beside this checkout")
    answers = {}
    for path in sorted(folder.glob("*.html.gz")):
        (article,) = load(Source(path.name, gzip.decompress(path.read_bytes())))
        assert faults(article) == [], path.name
        answers[path.name.removesuffix(".html.gz")] = answer(article)
    assert answers
    candidate = tmp_path / "candidate.json"
    candidate.write_text(json.dumps(answers), encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, shared / "corpus" / "score_html.py", candidate, folder / "gold.json"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    scores = {
        words[0]: float(words[1]) for line in printed.splitlines()[1:] if len(words := line.split()) > 1
    }
    worse = {name: scores.get(name, 0.0) for name, least in LEAST.items() if scores.get(name, 0.0) < least}
    assert worse == {}, printed
