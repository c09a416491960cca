"""The training sets, each brought to our labels, with what is known to be wrong in them put right."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reader.entities import lexicon as lex
from reader.entities.keys import fold, nationalities
from reader.entities.lexicon import lexicon
from reader.entities.training.corpus import HERE, Raw, Tagged, read_bio, read_marked, tagged
from reader.entities.wordlist import listed

Document = list[Tagged]

MAPS: dict[str, dict[str, str]] = {
    "wikigold": {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"},
    "gum": {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "EVENT": "EVENT", "MISC": "DROP", "DATE": ""},
    "crossner": {
        **dict.fromkeys(("person", "politician", "scientist", "writer"), "PER"),
        **dict.fromkeys(("musicalartist", "researcher"), "PER"),
        **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
        **dict.fromkeys(("country", "location"), "LOC"),
        **dict.fromkeys(("event", "election", "conference"), "EVENT"),
        **dict.fromkeys(("album", "song", "book", "poem", "magazine", "academicjournal"), "WORK"),
        "misc": "MISC",
    },
}  # fmt: skip

CHECKSUMS = {
    name: check
    for check, name in (line.split() for line in (HERE / "inputs.sha256").read_text("ascii").splitlines())
}
"""The training files' checksums, by name."""

_ROLE_WORDS = listed(
    "President Minister Prime Chancellor Premier Senator General Mr. Mrs. Ms. Dr. King Queen"
)
_ORGANISATIONS = frozenset(
    name.replace("_", " ")
    for name in listed(
        "un eu united_nations european_union taleban taliban nato african_union hamas hezbollah "
        "al_qaida al_qaeda security_council congress senate parliament white_house pentagon kremlin "
        "ecowas opec asean oas au imf world_bank"
    )
)
_EVENT_WORDS = listed(
    "war olympics games cup championship championships tour open league festival battle "
    "revolution campaign siege bowl series election summit grand playoffs tournament"
)


def documents(folder: Path, name: str) -> Iterator[Document]:
    """The documents of one training file, mapped and repaired.

    Args:
        folder: Where the files lie.
        name: The file's, as "gum_news" or "wikigold".

    Raises:
        ValueError: It is not the file that `inputs.sha256` has the checksum of.
    """
    path = folder / f"{name}.bio"
    if sha256(path.read_bytes()).hexdigest() != CHECKSUMS[path.name]:
        raise ValueError(f"{path}: not the file that the tagger was trained on; see inputs.sha256")
    family = next(family for family in MAPS if name.startswith(family))
    for document in read_bio(path):
        made = [sentence for raw in document for sentence in _mapped(raw, family, name)]
        if made:
            yield made


def own(folder: Path = HERE / "sentences") -> Iterator[Document]:
    """The documents annotated for this project."""
    for path in sorted(folder.glob("*.txt")):
        for document in read_marked(path):
            yield [sentence for raw in document for sentence in tagged(raw, f"own:{path.stem}")]


def _mapped(raw: Raw, family: str, name: str) -> Iterator[Tagged]:
    mapping = MAPS[family]
    kept = []
    for first, end, label in raw.spans:
        ours = mapping.get(label, "")
        if ours == "DROP":
            return
        if not ours:
            continue
        start, words = _stripped(raw.text, first, end, ours)
        if start >= end or not any(c.isupper() or c.isdigit() for c in words):
            continue
        kept.append((start, end, _ours(words, ours, family)))
    for sentence in tagged(Raw(raw.text, kept), name):
        _mark_nationalities(sentence)
        yield sentence


def _stripped(text: str, start: int, end: int, label: str) -> tuple[int, str]:
    """The span's start behind titles and "the"."""
    if text[start:end].lower().startswith("the ") and label != "WORK":
        start += 4
    while label == "PER":
        word, space, rest = text[start:end].partition(" ")
        flags = lexicon().flags(word)
        titled = flags & lex.TITLE and (word in _ROLE_WORDS or word.endswith(".") or not flags & lex.GIVEN)
        if not titled or not (rest or word in _ROLE_WORDS):
            break
        start += len(word) + len(space)
    return start, text[start:end]


def _ours(words: str, label: str, family: str) -> str:
    """Our label for a span, by what it says where the source's label cannot tell."""
    folded = fold(words)
    national = folded in nationalities()
    if folded in _ORGANISATIONS and label in ("ORG", "LOC"):
        return "ORG"
    if label == "MISC":
        kind = "EVENT" if _EVENT_WORDS & set(folded.split()) else "WORK"
        return "NORP" if national or folded.removesuffix("s") in nationalities() else kind
    people = (label in ("LOC", "ORG") and folded not in ("georgian", "caribbean")) or (label, family) == (
        "PER",
        "gum",
    )
    if national and people:
        return "NORP"
    return label


def _mark_nationalities(sentence: Tagged) -> None:
    """Label the unmarked words that the table of nationalities has."""
    words = sentence.words
    at = 0
    while at < len(words):
        length, flags = lexicon().longest(words, at) if words[at][0].isupper() else (0, 0)
        free = all(tag == "O" for tag in sentence.tags[at : at + length])
        if length and flags & lex.GROUP and not flags & lex.PLACES and free:
            retag(sentence, at, at + length, "NORP")
        at += max(1, length)


def retag(sentence: Tagged, first: int, end: int, label: str) -> None:
    """Give the words from `first` to `end` one label."""
    for index in range(first, end):
        sentence.tags[index] = ("I-" if index > first else "B-") + label if label else "O"
