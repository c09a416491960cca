"""How well mentions are grouped (B-cubed) in a news article that lies beside some checkouts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.entities.document import entities_of
from reader.entities.engine import Engine

Place = tuple[int, int]

GOLD = (
    "person: TOVAH LAZAROFF",
    "person: Armen Smbatyan|Smbatyn",
    "person: Fuad Akhundov|Akhundov",
    "person: Ilham Aliyev|Aliyev",
    "person: Artsrun Hovhannisyan",
    "organisation: DEFENCE MINISTRY OF AZERBAIJAN|Defence Ministry",
    "organisation: Armenian Defense Ministry",
    "organisation: Foreign Ministry",
    "organisation: Collective Security Treaty Organization|CSTO",
    "organisation: The Jerusalem Post",
    "organisation: Factor",
    "organisation: Reuters|REUTERS",
    "group: Armenian|Armenians",
    "group: Azeri",
    "group: Israeli",
    "place: Republic of Azerbaijan|Azerbaijan",
    "place: Israel",
    "place: Armenia",
    "place: Nagorno-Karabakh",
    "place: South Caucasus",
    "place: Russia",
    "place: Moscow",
    "place: Turkey",
    "place: Yerevan",
)
"""The names of people, bodies, peoples and places in the article, those of one on one line."""


def annotated(text: str) -> dict[Place, str]:
    """Where the names of `GOLD` stand, and for each the line it is from; of two that overlap the longer."""
    lines = {form: line for line in GOLD for form in line.partition(": ")[2].split("|")}
    forms = "|".join(re.escape(form) for form in sorted(lines, key=len, reverse=True))
    return {found.span(): lines[found.group()] for found in re.finditer(rf"\b(?:{forms})\b", text)}


def b_cubed(gold: Mapping[Place, str], system: Mapping[Place, str]) -> float:
    """The F-score of Bagga and Baldwin (1998), over the mentions of both.

    A mention that the system lacks is in a cluster by itself, and so is one that the gold lacks.
    """

    def mean(mine: Mapping[Place, str], theirs: Mapping[Place, str]) -> float:
        shares = []
        for place, cluster in mine.items():
            together = {p for p, other in mine.items() if other == cluster}
            also = {p for p, other in theirs.items() if place in theirs and other == theirs[place]}
            shares.append(len(together & (also | {place})) / len(together))
        return sum(shares) / len(shares)

    precision, recall = mean(system, gold), mean(gold, system)
    return 2 * precision * recall / (precision + recall)


def found(entities: Iterable[object], kinds: Iterable[str]) -> dict[Place, str]:
    """The mentions of entities of some types, and for each the name and type of its entity."""
    from reader.domain.entity import Entity

    clusters: dict[Place, str] = {}
    for entity in entities:
        if isinstance(entity, Entity) and entity.type in kinds:
            clusters |= {(m.start, m.end): f"{entity.type}: {entity.name}" for m in entity.mentions}
    return clusters


@pytest.mark.parametrize(
    ("system", "score"),
    [("aab", 1.0), ("aaa", 5 / 7), ("abc", 0.8), ("-ab", 0.8)],
)
def test_the_measure(system: str, score: float) -> None:
    gold = dict(zip([(0, 1), (2, 3), (4, 5)], "xxy", strict=True))
    mine = {place: name for place, name in zip(gold, system, strict=True) if name != "-"}
    assert b_cubed(gold, mine) == pytest.approx(score)


def test_the_names_of_a_news_article(
    shared: Path, builtin: Engine, article: Callable[[str], Article]
) -> None:
    path = next((shared / "seeds").glob("*.txt"), None)
    if path is None:
        pytest.skip("the news article is not there")
    text = path.read_text("utf-8")
    gold = annotated(text)
    assert len(gold) == 92
    system = found(entities_of(article(text), builtin), {line.partition(":")[0] for line in GOLD})
    assert b_cubed(gold, system) >= 0.97
