"""The plain-text loader on real texts, by the scorer that lies beside them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.loaders.source import read_path
from reader.loaders.text import load

CORPUS = Path(__file__).resolve().parents[4].parent / "shared" / "corpus"
FLOORS = {
    "headline": 0.9,
    "dek": 0.75,
    "authors": 0.85,
    "date": 0.9,
    "caption_recall": 0.85,
    "caption_credit": 0.85,
    "first_body": 0.85,
    "last_body": 0.85,
    "para_f1": 0.95,
    "junk_removed": 0.9,
    "MEAN of core fields": 0.93,
}
BODY = {"paragraph", "quote", "list-item"}

pytestmark = pytest.mark.skipif(
    not (CORPUS / "text" / "gold.json").exists(), reason="the corpus is not beside the checkout"
)


def paragraphs(article: Article) -> list[str]:
    """The texts of the body, a dateline joined to the paragraph that it opens."""
    found, opening = [], ""
    for block in article.blocks:
        if block.kind.value == "dateline":
            opening = article.of(block) + " "
        elif block.kind.value in BODY:
            found.append(opening + article.of(block))
            opening = ""
    return found


def test_scores(tmp_path: Path) -> None:
    answers = {}
    for path in sorted((CORPUS / "text").glob("*.txt")):
        (article,) = load(read_path(path))
        answers[path.stem] = {
            "headline": article.meta.title,
            "dek": article.meta.standfirst,
            "authors": list(article.meta.authors),
            "date": (article.meta.published or "")[:10] or None,
            "captions": [{"text": one.text, "credit": one.credit} for one in article.captions],
            "paragraphs": paragraphs(article),
            "headings": [article.of(block) for block in article.blocks if block.kind.value == "heading"],
        }
    candidate = tmp_path / "candidate.json"
    candidate.write_text(json.dumps(answers), encoding="utf-8")
    shown = subprocess.run(
        [sys.executable, CORPUS / "score_text.py", candidate, CORPUS / "text" / "gold.json"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    scored = dict(re.findall(r"^(\S.*?)\s{2,}([\d.]+)", shown, re.MULTILINE))
    low = {name: scored[name] for name, floor in FLOORS.items() if float(scored[name]) < floor}
    assert low == {}
