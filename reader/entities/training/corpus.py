"""Annotated sentences from every source, in one form: our words, our labels."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.entities.lexicon import lexicon
from reader.entities.plain import plain
from reader.entities.tokens import sentences
from reader.entities.wordlist import listed

Span = tuple[int, int, str]
HERE = Path(__file__).parent


@dataclass
class Tagged:
    """A sentence: its words, and a label (B-PER, I-PER, O ...) for each."""

    words: list[str]
    tags: list[str]
    source: str = ""


@dataclass
class Raw:
    """A passage of text with spans in a source's own labels."""

    text: str
    spans: list[Span] = field(default_factory=list)


_NO_SPACE_BEFORE = listed(", . ; : ! ? ) ] } % 's 'S n't 're 've 'll 'd 'm ' ’s ’")
_NO_SPACE_AFTER = listed("( [ { $ £ € #")


def joined(tokens: Iterable[tuple[str, str]]) -> Raw:
    """Running text from tokens and IOB2 tags; quotes and hyphens lose the spaces that tokens gave them."""
    text = ""
    spans: list[list[object]] = []
    glue = True
    quotes = 0
    previous = "O"
    for token, tag in tokens:
        space = not glue and token not in _NO_SPACE_BEFORE
        glue = token in _NO_SPACE_AFTER
        written = '"' if token in ('"', "``", "''") else token
        if written == '"':
            quotes += 1
            glue = quotes % 2 == 1
            space = quotes % 2 == 1
        elif token in ("-", "/", "–") and text and text[-1].isalnum():
            space, glue = token == "–", token != "–"
        if space and text:
            text += " "
        start = len(text)
        text += written
        mark, _, label = tag.partition("-")
        if mark == "B" or (mark == "I" and previous != label):
            spans.append([start, len(text), label])
        elif mark == "I":
            spans[-1][1] = len(text)
        previous = label
    return Raw(text, [(int(str(s)), int(str(e)), str(k)) for s, e, k in spans])


def read_bio(path: Path) -> Iterator[list[Raw]]:
    """The documents of a file in the `token tag` form; without document marks, a sentence is one."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    marked = "-DOCSTART-" in text
    document: list[Raw] = []
    tokens: list[tuple[str, str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("-DOCSTART-"):
            if document:
                yield document
            document = []
        elif line.strip():
            token, _, tag = line.rpartition(" ")
            tokens.append((token, tag))
        elif tokens:
            document.append(joined(tokens))
            tokens = []
            if not marked:
                yield document
                document = []
    if document:
        yield document


MARKED = re.compile(r"\[([polgew]) ([^\[\]]+)\]")
CODES = {"p": "PER", "o": "ORG", "l": "LOC", "g": "NORP", "e": "EVENT", "w": "WORK"}


def read_marked(path: Path) -> Iterator[list[Raw]]:
    """The documents of a file in this project's form: a passage a line, a blank line between documents."""
    document: list[Raw] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            document.append(unmarked(line.strip()))
        elif document:
            yield document
            document = []


def unmarked(line: str) -> Raw:
    """A passage without its marks, and the spans that they marked."""
    text, at, spans = "", 0, []
    for mark in MARKED.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark.group(2)), CODES[mark.group(1)]))
        text += mark.group(2)
        at = mark.end()
    text += line[at:]
    if "[p " in text or "[o " in text or "[l " in text:
        raise ValueError(f"a mark is not closed: {line}")
    return Raw(text, spans)


def tagged(raw: Raw, source: str = "") -> Iterator[Tagged]:
    """The passage's sentences, cut as the tagger cuts them; a word that a span covers in part is in it."""
    pending = sorted(raw.spans)
    for sentence in sentences(plain(raw.text), lexicon()):
        tags = ["O"] * len(sentence.words)
        for start, end, label in pending:
            inside = [
                i
                for i, (s, e) in enumerate(zip(sentence.starts, sentence.ends, strict=True))
                if s < end and start < e
            ]
            for order, index in enumerate(inside):
                if tags[index] == "O":
                    tags[index] = ("I-" if order else "B-") + label
        yield Tagged(sentence.words, tags, source)
