"""Clean silver annotation across folds: each part is judged by a model that was trained on the others.

    python -m reader.entities.training.relabel TRAIN_FOLDER OUT.pickle

After Wang and others, "CrossWeigh: Training Named Entity Tagger from Imperfect Annotations" (2019), but with
labels changed rather than weighed down. A span is given the model's label, or none, and an unmarked one is
marked, only where the model is sure of every word of it.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.entities.builtin import spans
from reader.entities.features import view
from reader.entities.lexicon import lexicon
from reader.entities.training import sources
from reader.entities.training.corpus import Tagged
from reader.entities.training.sources import retag
from reader.entities.training.train import copies, islands, trained

CLEAN = "wikigold gum_news gum_interview gum_academic gum_court crossner_politics crossner_literature"
SURE = 0.9
"""The least probability, of every word, for a span to be changed or added."""

SURE_NOT = 0.95
"""The least probability of "O" for a marked span to be given up."""


def judged(sentence: Tagged, tagger: Any, counts: Counter[str]) -> None:
    """Put the sentence's labels right where the model is sure."""
    tags = list(sentence.tags)
    bounds = view(sentence.words, lexicon()).islands
    for (first, end), (rows, _) in zip(bounds, islands(sentence.words, sentence.tags), strict=True):
        guess = tagger.tag(rows)
        chance = [tagger.marginal(label, index) for index, label in enumerate(guess)]
        marked = spans(guess)
        for a, b, label in marked:
            mine = tags[first + a : first + b]
            if min(chance[a:b]) < SURE or mine == guess[a:b]:
                continue
            after = tags[first + b] if first + b < len(tags) else "O"
            if mine[0].startswith("I-") or after.startswith("I-"):
                continue
            counts["added" if set(mine) == {"O"} else "changed"] += 1
            retag(sentence, first + a, first + b, label)
        for a, b, _ in spans(tags[first:end]):
            if all(g == "O" for g in guess[a:b]) and min(chance[a:b]) >= SURE_NOT:
                counts["removed"] += 1
                retag(sentence, first + a, first + b, "")


def cleaned(
    silver: Sequence[Tagged], clean: Sequence[Tagged], folds: int, share: float, work: Path
) -> Counter[str]:
    """Judge each fold of the silver sentences by a model of the clean ones and a share of the other folds."""
    counts: Counter[str] = Counter()
    order = list(range(len(silver)))
    random.Random(7).shuffle(order)
    for fold in range(folds):
        held = order[fold::folds]
        inside = set(held)
        others = [index for index in order if index not in inside]
        lessons = [silver[index] for index in others[: int(len(silver) * share)]]
        trained(copies([*clean, *lessons], random.Random(fold)), work, 0.0, 0.3, 60, 3)
        tagger = import_module("pycrfsuite").Tagger()
        tagger.open(str(work))
        for index in held:
            judged(silver[index], tagger, counts)
        sys.stdout.write(f"fold {fold}: {dict(counts)}\n")
        sys.stdout.flush()
    return counts


def main() -> None:
    """Write the cleaned silver sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.25, help="of the silver set, in each fold's lessons")
    parser.add_argument("--own", type=int, default=3)
    args = parser.parse_args()
    documents = list(sources.documents(args.folder, "gmb"))
    sources.majority(documents)
    silver = [sentence for document in documents for sentence in document]
    clean = [
        s for name in CLEAN.split() for document in sources.documents(args.folder, name) for s in document
    ]
    clean += [s for document in sources.own() for s in document] * args.own
    cleaned(silver, clean, args.folds, args.share, args.out.with_suffix(".crf"))
    args.out.write_bytes(pickle.dumps(silver))


if __name__ == "__main__":
    main()
