"""Training gives the same file each time, and what ships is what the folder's checksums say."""

from __future__ import annotations

import random
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

import reader.entities
from reader.entities.training import sources
from reader.entities.training.exchange import KINDS, exchanged, stock
from reader.entities.training.train import export, trained

FOLDER = Path(reader.entities.__file__).parent


def test_the_same_sentences_give_the_same_weights(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="the trainer is not installed")
    lessons = [s for document in islice(sources.own(), 12) for s in document] * 2
    made = []
    for name in ("first.crf", "second.crf"):
        trained(lessons, tmp_path / name, 0.0, 0.5, 8, 2)
        made.append(export(tmp_path / name, 0.05))
    assert len(made[0]) > 1000
    assert made[0] == made[1]


def test_other_names_in_a_sentence_keep_its_labels() -> None:
    lessons = [s for document in islice(sources.own(), 12) for s in document]
    names = stock(lessons)
    made = list(exchanged(lessons, names, random.Random(1)))
    assert made == list(exchanged(lessons, names, random.Random(1)))
    assert [s.tags for s in made] == [s.tags for s in lessons]
    changed = [(a, b) for a, b in zip(lessons, made, strict=True) if a.words != b.words]
    assert len(changed) * 4 > len(lessons)
    for before, after in changed:
        pairs = zip(before.words, after.words, before.tags, strict=True)
        assert {tag[2:] for old, new, tag in pairs if old != new} <= KINDS


@pytest.mark.parametrize("name", ["names.bin", "lexicon.bin"])
def test_what_ships_is_what_was_trained(name: str) -> None:
    lines = (FOLDER / "training" / "outputs.sha256").read_text("ascii").splitlines()
    told = {file: check for check, file in map(str.split, lines)}
    assert sha256((FOLDER / "data" / name).read_bytes()).hexdigest() == told[name]


def test_every_passage_of_ours_can_be_read() -> None:
    sentences = [sentence for document in sources.own() for sentence in document]
    assert len(sentences) > 2000
    assert {tag[2:] for s in sentences for tag in s.tags} == {
        "",
        "PER",
        "ORG",
        "LOC",
        "NORP",
        "EVENT",
        "WORK",
    }
