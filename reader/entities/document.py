"""The entities of an article: the engine on its blocks, then the sense that the whole makes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.entity import Entity, EntityType, Mention
from reader.domain.span import Span
from reader.entities.aliases import grouped
from reader.entities.consistency import consistent
from reader.entities.engine import Engine
from reader.entities.part import moved, part_around
from reader.entities.plain import plain
from reader.entities.rules import words
from reader.entities.settle import without_overlaps

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.entities.overrides import Overrides

CHUNK = 12_000
"""Characters that are read in one go: about a tenth of a second's work."""

BOUND = 300_000
"""Characters of an article that are read at all; of a longer one, those around what is on the screen."""

_UNREAD = frozenset({"code", "rule", "image"})
"""The kinds of blocks that are not prose; their names, so that this module loads without `domain.article`."""


def entities_of(
    article: Article, engine: Engine, around: int = 0, overrides: Overrides | None = None
) -> tuple[Entity, ...]:
    """Who and what the article speaks of, in order of first mention.

    Args:
        article: The article.
        engine: What finds mentions in it.
        around: Of an article longer than `BOUND`, the offset around which it is read.
        overrides: What the reader has said about names.
    """
    return deque(reading(article, engine, around, overrides), maxlen=1)[0]


def reading(
    article: Article, engine: Engine, around: int = 0, overrides: Overrides | None = None
) -> Iterator[tuple[Entity, ...]]:
    """The entities as they become known: the part around an offset first, then more, at last all.

    Each item takes the place of the one before. A worker that is cancelled stops asking; between two chunks
    of `CHUNK` characters it may look whether it is. The document's sense is made anew at most each time that
    what has been read has doubled.

    Args:
        article: The article.
        engine: What finds mentions in it.
        around: The offset that is on the screen.
        overrides: What the reader has said about names.
    """
    part, begin = part_around(article, around, BOUND)
    for entities in _read(part, engine, around - begin, overrides):
        yield moved(entities, begin)


def _read(
    article: Article, engine: Engine, around: int, overrides: Overrides | None
) -> Iterator[tuple[Entity, ...]]:
    flat = plain(article.text)
    found: list[Mention] = []
    read = shown = 0
    low, high = len(flat), 0
    for chunk in order(chunks(article), around):
        found += [
            Mention(m.start + chunk.start, m.end + chunk.start, m.type)
            for m in engine.recognise(article.text[chunk.start : chunk.end])
        ]
        read += chunk.end - chunk.start
        low, high = min(low, chunk.start), max(high, chunk.end)
        if read >= 2 * shown:
            shown = read
            yield _sense(article, found, flat, overrides, (low, high))
    if shown < read or not read:
        yield _sense(article, found, flat, overrides, (low, high))


def _sense(
    article: Article, found: Sequence[Mention], flat: str, overrides: Overrides | None, part: tuple[int, int]
) -> tuple[Entity, ...]:
    lexicon = words()
    readable = _readable(article)
    ranked = without_overlaps([*_told(article), *found])
    kept = _inside(consistent(_inside(ranked, readable), flat, lexicon), readable)
    if overrides is None:
        return grouped(kept, article.text, flat, lexicon)
    told = _inside(overrides.applied(kept, flat), readable)
    return overrides.merged(grouped(told, article.text, flat, lexicon))


def corrected(
    article: Article, entities: tuple[Entity, ...], overrides: Overrides | None
) -> tuple[Entity, ...]:
    """Entities that were found without overrides, as the reader has corrected them since.

    Args:
        article: The article.
        entities: What was found in it.
        overrides: What the reader has said about names.
    """
    if overrides is None or not overrides.entries:
        return entities
    flat = plain(article.text)
    mentions = sorted((m for entity in entities for m in entity.mentions), key=lambda m: m.start)
    told = _inside(overrides.applied(mentions, flat), _readable(article))
    return overrides.merged(grouped(told, article.text, flat, words()))


def _inside(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Those mentions that lie within one of the spans; both in order."""
    kept, at = [], 0
    for mention in mentions:
        while at < len(spans) and spans[at].end < mention.end:
            at += 1
        if at < len(spans) and spans[at].start <= mention.start:
            kept.append(mention)
    return kept


def _told(article: Article) -> list[Mention]:
    """What the article's structure says itself: the authors' names in its byline."""
    found = []
    for block in article.blocks:
        if block.kind == "byline":
            line = article.of(block)
            for author in article.meta.authors:
                pattern = r"\s+".join(re.escape(word) for word in author.split())
                found += [
                    Mention(block.start + m.start(), block.start + m.end(), EntityType.PERSON)
                    for m in re.finditer(pattern, line, re.IGNORECASE)
                    if pattern
                ]
    return found


def _spans(article: Article) -> list[Span]:
    return [block.span for block in article.blocks if block.kind not in _UNREAD]


def _readable(article: Article) -> list[Span]:
    """Where a name may stand: the prose, without the code in it, which names keys and not people."""
    found, codes = [], [mark for mark in article.marks if mark.kind == "code"]
    at = 0
    for start, end in _spans(article):
        begin = start
        while at < len(codes) and codes[at].start < end:
            if codes[at].start >= begin:
                found.append(Span(begin, codes[at].start))
                begin = codes[at].end
            at += 1
        found.append(Span(begin, end))
    return [span for span in found if span.start < span.end]


def chunks(article: Article) -> list[Span]:
    """The article's readable blocks, together up to `CHUNK` characters; longer ones cut at spaces."""
    found: list[Span] = []
    for start, end in _spans(article):
        if found and end - found[-1].start <= CHUNK and start - found[-1].end <= 2:
            found[-1] = Span(found[-1].start, end)
            continue
        at = start
        while end - at > CHUNK:
            cut = max(article.text.rfind(sign, at + CHUNK // 2, at + CHUNK) for sign in "\n ") + 1
            found.append(Span(at, cut or at + CHUNK))
            at = cut or at + CHUNK
        found.append(Span(at, end))
    return found


def order(spans: Sequence[Span], around: int) -> list[Span]:
    """The spans to read, up to `BOUND` characters: the one at `around`, what follows, what is before."""
    if not spans:
        return []
    here = next((i for i, span in enumerate(spans) if span.end > around), len(spans) - 1)
    queue = [*spans[here : here + 3], *spans[:here][::-1][:1]]
    queue += [*spans[here + 3 :], *spans[:here][::-1][1:]]
    kept: list[Span] = []
    total = 0
    for span in queue:
        total += span.end - span.start
        if kept and total > BOUND:
            break
        kept.append(span)
    return kept
