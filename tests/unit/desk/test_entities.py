from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.desk import entities as module
from reader.desk.appearances import LONGEST, first_named
from reader.desk.entities import EntitiesDesk
from reader.domain.article import Article, Block, Kind
from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.cache import EntityCache
from reader.entities.engine import Engine
from reader.library.journal import Journal

P, L = EntityType.PERSON, EntityType.PLACE


@dataclass
class Names:
    """An engine that knows two names, and counts how often it is asked."""

    name: str = "names"
    version: str = "1"
    asked: list[int] = field(default_factory=list)

    def recognise(self, text: str) -> list[Mention]:
        self.asked.append(len(text))
        found = [(text.find("Ilse Varga"), 10, P), (text.find("Hallen"), 6, L)]
        return sorted(
            (Mention(start, start + length, kind) for start, length, kind in found if start >= 0),
            key=lambda mention: mention.start,
        )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What the desks find names with."""
    made = Names()

    def make(name: str, report: Callable[[object], None]) -> Engine:
        report(f"entities: {name}: is not there")
        return made

    monkeypatch.setattr(module, "engine", make)
    return made


@pytest.fixture
def desk(tmp_path: Path, engine: Names) -> Callable[[], EntitiesDesk]:
    """Opens a desk, each time over the same files."""
    return lambda: EntitiesDesk(
        "spare", EntityCache(tmp_path / "cache"), tmp_path / "entities.tsv", Journal(tmp_path / "undo")
    )


def article_of(*passages: tuple[Kind, str]) -> Article:
    """An article of these blocks."""
    blocks, text = [], ""
    for kind, words in passages:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(kind, start, start + len(words)))
    return Article(text, tuple(blocks))


ARTICLE = article_of((Kind.HEADLINE, "Ilse Varga sails"), (Kind.PARAGRAPH, "Then Hallen slept."))


def names_of(entities: tuple[Entity, ...]) -> dict[str, str]:
    """Types by name."""
    return {entity.name: entity.type.value for entity in entities}


def test_what_was_found_is_kept_and_corrections_do_not_cost_it(
    desk: Callable[[], EntitiesDesk], engine: Names
) -> None:
    first = desk()
    assert first.kept(ARTICLE) is None
    found = first.ahead(ARTICLE, lambda: None)
    assert names_of(found) == {"Ilse Varga": "person", "Hallen": "place"}
    asked = len(engine.asked)
    first.retype(found[1], ARTICLE, EntityType.ORGANISATION)
    second = desk()
    assert names_of(second.kept(ARTICLE) or ()) == {"Ilse Varga": "person", "Hallen": "organisation"}
    assert names_of(second.ahead(ARTICLE, lambda: None))["Hallen"] == "organisation"
    assert len(engine.asked) == asked


def test_another_version_of_the_engine_finds_anew(desk: Callable[[], EntitiesDesk], engine: Names) -> None:
    desk().ahead(ARTICLE, lambda: None)
    engine.version = "2"
    assert desk().kept(ARTICLE) is None


def test_a_text_that_is_read_in_part_is_not_kept(
    desk: Callable[[], EntitiesDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BOUND", 20)
    desk().ahead(ARTICLE, lambda: None)
    assert desk().kept(ARTICLE) is None


def test_work_ahead_can_be_broken_off(desk: Callable[[], EntitiesDesk], engine: Names) -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        desk().ahead(ARTICLE, stop)
    assert engine.asked == []


def test_problems_are_told_once(desk: Callable[[], EntitiesDesk], tmp_path: Path) -> None:
    (tmp_path / "entities.tsv").write_text("Hallen\tharbour\n", encoding="utf-8")
    opened = desk()
    opened.ahead(ARTICLE, lambda: None)
    told = opened.take_problems()
    assert told[0] == "entities: spare: is not there"
    assert "entities.tsv:1: 'harbour' is no type" in told[1]
    opened.ahead(ARTICLE, lambda: None)
    assert opened.take_problems() == []


def test_a_file_that_cannot_be_read_is_told_of_and_harms_nothing(
    desk: Callable[[], EntitiesDesk], tmp_path: Path
) -> None:
    (tmp_path / "entities.tsv").mkdir()
    opened = desk()
    assert names_of(opened.ahead(ARTICLE, lambda: None))
    assert any("is not heeded" in line for line in opened.take_problems())
    with pytest.raises(OSError, match=r"entities\.tsv"):
        opened.mark("Quay", L)


def test_everything_said_is_undone_as_one_step(desk: Callable[[], EntitiesDesk], tmp_path: Path) -> None:
    opened, file = desk(), tmp_path / "entities.tsv"
    file.write_text("# mine\nHallen\tgroup\n", encoding="utf-8")
    found = opened.ahead(ARTICLE, lambda: None)
    before = file.read_text("utf-8")
    opened.deny(next(entity for entity in found if entity.name == "Hallen"), ARTICLE)
    assert "Hallen" not in names_of(opened.kept(ARTICLE) or ())
    opened.join(found[0], "Ilse V. Varga")
    assert opened.joined_to("Ilse V. Varga") == ("Ilse Varga",)
    assert opened.take_changed() == {"Hallen", "Ilse Varga"}
    journal = Journal(tmp_path / "undo")
    EntitiesDesk("spare", EntityCache(tmp_path / "cache"), file, journal)
    assert journal.undo() is not None
    assert journal.undo() is not None
    assert file.read_text("utf-8") == before


def test_words_without_a_letter_are_no_name(desk: Callable[[], EntitiesDesk]) -> None:
    with pytest.raises(ValueError, match="no name"):
        desk().mark(" – ", P)


def test_the_first_sentence_is_one_of_the_text_and_of_bounded_length() -> None:
    long = "so it went on " * 60
    text = article_of(
        (Kind.HEADLINE, "Ilse Varga sails"),
        (Kind.PARAGRAPH, f"It blew. At dawn {long} Ilse Varga left {long}. All slept."),
    )
    starts = [text.text.index("Ilse"), text.text.rindex("Ilse")]
    named = first_named(Entity("Ilse Varga", P, tuple(Mention(s, s + 10, P) for s in starts)), text)
    assert named.offset == starts[1]
    assert named.sentence[named.name.start : named.name.end] == "Ilse Varga"
    assert len(named.sentence) <= LONGEST
    only = first_named(Entity("Ilse Varga", P, (Mention(starts[0], starts[0] + 10, P),)), text)
    assert only.sentence == "Ilse Varga sails"
