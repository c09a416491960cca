"""Scores a little under what is reached: on articles written for this, and on development sets.

`articles/` has five that were written and marked before the engine had seen them (it then reached F1 86.1
on them), and whose errors showed some general faults that were then mended. The development sets lie beside
some checkouts only.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from reader.domain.article import Article
from reader.entities.builtin import TYPES
from reader.entities.document import entities_of
from reader.entities.engine import Engine
from reader.entities.training.corpus import unmarked

Maker = Callable[[str], Article]


def scores(
    scorer: ModuleType, path: Path, engine: Engine, article: Maker, sample: int | None
) -> dict[str, float]:
    """Exact F1 over four classes, three, and by type."""
    header, records = scorer.load(path)
    records = records[:: max(1, len(records) // sample)] if sample else records
    by_type, four, three = scorer.Counts(), scorer.Counts(), scorer.Counts()
    for record in records:
        gold = [tuple(span) for span in record["spans"]]
        mentions = [m for e in entities_of(article(record["text"]), engine) for m in e.mentions]
        found = scorer.as_annotated([(m.start, m.end, str(m.type)) for m in mentions], header["types"])
        by_type.add(gold, found)
        four.add(scorer.recode(gold, scorer.FOUR), scorer.recode(found, scorer.FOUR))
        three.add(scorer.recode(gold, scorer.THREE), scorer.recode(found, scorer.THREE))
    reached = {kind: by_type.row([kind])[2] for kind in header["types"]}
    reached["four"] = four.row(set(scorer.FOUR.values()))[2]
    reached["three"] = three.row(scorer.THREE)[2]
    reached["all"] = by_type.row(header["types"])[2]
    return reached


def test_news(scorer: ModuleType, shared: Path, builtin: Engine, article: Maker) -> None:
    reached = scores(scorer, shared / "entities" / "dev" / "worldwide.jsonl", builtin, article, 50)
    least = {"four": 78.5, "three": 81, "person": 86, "organisation": 72, "place": 83, "group": 86}
    assert {kind: reached[kind] for kind, score in least.items() if reached[kind] < score} == {}


def test_wikipedia(scorer: ModuleType, shared: Path, builtin: Engine, article: Maker) -> None:
    reached = scores(scorer, shared / "entities" / "dev" / "wikigold.jsonl", builtin, article, None)
    assert reached["four"] > 70
    assert reached["three"] > 73


def test_numbers(scorer: ModuleType, shared: Path, builtin: Engine, article: Maker) -> None:
    assert scores(scorer, shared / "entities" / "numbers.jsonl", builtin, article, None)["all"] > 95


def test_the_rules_are_worth_reading_with(
    scorer: ModuleType, shared: Path, rules: Engine, article: Maker
) -> None:
    reached = scores(scorer, shared / "entities" / "dev" / "worldwide.jsonl", rules, article, 25)
    assert reached["four"] > 60


def test_articles_of_our_own(builtin: Engine, article: Maker) -> None:
    right = found = there = 0
    for path in sorted((Path(__file__).parent / "articles").glob("*.txt")):
        raw = unmarked(path.read_text("utf-8"))
        gold = {(start, end, TYPES[label]) for start, end, label in raw.spans}
        mentions = {
            (m.start, m.end, m.type)
            for e in entities_of(article(raw.text), builtin)
            for m in e.mentions
            if m.type in TYPES.values()
        }
        right, found, there = right + len(gold & mentions), found + len(mentions), there + len(gold)
    assert there > 140
    assert right / found > 0.88
    assert right / there > 0.89


def test_a_known_article(shared: Path, builtin: Engine, article: Maker) -> None:
    path = next((shared / "seeds").glob("*.txt"), None)
    if path is None:
        pytest.skip("the news article is not there")
    text = path.read_text("utf-8")
    found = {
        (str(e.type), e.name): [text[m.start : m.end] for m in e.mentions]
        for e in entities_of(article(text), builtin)
    }
    assert set(found[("person", "Armen Smbatyan")]) == {"Armen Smbatyan", "Smbatyn"}
    assert found[("person", "Ilham Aliyev")] == ["Ilham Aliyev", "Aliyev"]
    assert len(found[("person", "Fuad Akhundov")]) == 4
    assert "CSTO" in found[("organisation", "Collective Security Treaty Organization")]
    assert found[("organisation", "Israel's Foreign Ministry")] == ["Foreign Ministry"]
    assert len(found[("organisation", "Reuters")]) == 3
    ministry = next(forms for (kind, _), forms in found.items() if "DEFENCE MINISTRY OF AZERBAIJAN" in forms)
    assert "Defence Ministry" in ministry
    assert ("group", "Azeri") in found
    assert ("place", "Azerbaijan") in found
