"""Train the tagger: `python -m reader.entities.training.train TRAIN_FOLDER OUT [options]`, see README.md."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from reader.entities.features import END, START, Looks, around, looks, view
from reader.entities.lexicon import lexicon
from reader.entities.training import sources
from reader.entities.training.corpus import Tagged
from reader.entities.training.exchange import exchanged, stock
from reader.entities.weights import packed
from reader.entities.wordlist import listed

SOURCES = (
    "wikigold crossner_politics crossner_literature crossner_music crossner_science"
    " gum_news gum_interview gum_academic gum_court"
)
SHOUTED, TITLED = 0.06, 0.05
"""Shares of sentences that are copied in capitals and in title case."""

LEFT_SMALL = listed("of the a an and in on to for at by with as is 's")
"""Words that the copies in title case leave small."""


def islands(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """The features and labels of each stretch that the tagger will look at."""
    known_words = lexicon()
    seen = view(words, known_words)
    if not seen.islands:
        return
    known: list[Looks] = [looks(word, known_words) for word in seen.words]
    context = around(seen, known, known_words)
    last = len(words) - 1
    for first, end in seen.islands:
        rows = []
        for index in range(first, end):
            before = known[index - 1] if index else START
            after = known[index + 1] if index < last else END
            row = (
                [f"0{f}" for f in known[index].own]
                + [f"-{f}" for f in before.near]
                + [f"+{f}" for f in after.near]
            )
            if index > 1:
                row += [f"<{f}" for f in known[index - 2].far]
            if index < last - 1:
                row += [f">{f}" for f in known[index + 2].far]
            rows.append(row + context[index])
        yield rows, closed(tags[first:end])


def closed(tags: Sequence[str]) -> list[str]:
    """The labels with a B- where an I- would follow nothing of its kind."""
    made: list[str] = []
    for tag in tags:
        loose = tag.startswith("I-") and (not made or made[-1][2:] != tag[2:])
        made.append("B-" + tag[2:] if loose else tag)
    return made


def copies(found: Iterable[Tagged], random_: random.Random) -> Iterator[Tagged]:
    """The sentences, and some of them again in capitals or in title case."""
    for sentence in found:
        yield sentence
        draw = random_.random()
        if draw < SHOUTED:
            yield Tagged([word.upper() for word in sentence.words], sentence.tags, sentence.source)
        elif draw < SHOUTED + TITLED:
            words = [w if w in LEFT_SMALL else w[0].upper() + w[1:] for w in sentence.words]
            yield Tagged(words, sentence.tags, sentence.source)


def trained(
    found: Sequence[Tagged],
    path: Path,
    c1: float,
    c2: float,
    iterations: int,
    least: int,
    verbose: bool = False,
) -> None:
    """Train a model into a crfsuite file; a sentence that is given again is looked at once."""
    trainer = import_module("pycrfsuite").Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(
        {"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": least,
         "feature.possible_transitions": True}
    )  # fmt: skip
    again = Counter(map(id, found))
    kept: dict[int, list[tuple[list[list[str]], list[str]]]] = {}
    for sentence in found:
        looked = kept.get(id(sentence)) or list(islands(sentence.words, sentence.tags))
        if again[id(sentence)] > 1:
            kept[id(sentence)] = looked
        for rows, tags in looked:
            trainer.append(rows, tags)
    trainer.train(str(path))


def export(model: Path, threshold: float) -> bytes:
    """The weights file of a crfsuite model, without features whose weights are all below the threshold."""
    tagger = import_module("pycrfsuite").Tagger()
    tagger.open(str(model))
    info = tagger.info()
    rows: dict[str, dict[str, float]] = {}
    for (feature, label), weight in info.state_features.items():
        rows.setdefault(feature, {})[label] = weight
    kept = {
        feature: {label: weight for label, weight in row.items() if abs(weight) >= threshold / 4}
        for feature, row in rows.items()
        if max(abs(weight) for weight in row.values()) >= threshold
    }
    sys.stdout.write(f"{len(kept)} of {len(rows)} features kept\n")
    return packed(sorted(info.labels), info.transitions, kept)


def gathered(folder: Path, sets: Sequence[str], own: int, other: int, gold: int) -> list[Tagged]:
    """The training sentences: those of the named sources, then this project's own.

    Args:
        folder: Where the sources lie.
        sets: Theirs.
        own: How often the project's own sentences are given as they stand.
        other: How often they are given once more, with other names in them.
        gold: How often WikiGold is given.
    """
    found = [s for name in sets for document in sources.documents(folder, name) for s in document]
    mine = [s for document in sources.own() for s in document]
    wiki = [s for s in found if s.source == "wikigold"]
    names = stock(mine + wiki + [s for s in found if s.source.startswith("gum")])
    random_ = random.Random(2)
    changed = [s for _ in range(other) for s in exchanged(mine, names, random_)]
    return found + wiki * (gold - 1) + mine * own + changed


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sources", default=SOURCES)
    parser.add_argument(
        "--own", type=int, default=4, help="how often the project's own sentences are given as they stand"
    )
    parser.add_argument("--other", type=int, default=2, help="how often with other names in them")
    parser.add_argument("--gold", type=int, default=3, help="how often WikiGold is repeated")
    parser.add_argument("--c1", type=float, default=0.0)
    parser.add_argument("--c2", type=float, default=0.5)
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--threshold", type=float, default=0.1)
    args = parser.parse_args()
    began = time.time()
    found = gathered(args.folder, args.sources.split(), args.own, args.other, args.gold)
    made = list(copies(found, random.Random(1)))
    sys.stdout.write(f"{len(made)} sentences, {sum(len(s.words) for s in made)} words\n")
    crf = args.out.with_suffix(".crf")
    trained(made, crf, args.c1, args.c2, args.iterations, args.least)
    data = export(crf, args.threshold)
    args.out.write_bytes(data)
    sys.stdout.write(f"{args.out}: {len(data)} bytes, {time.time() - began:.0f} s, pid {os.getpid()}\n")


if __name__ == "__main__":
    main()
