"""From a source to its article: decoding, cleaning, reading, putting together; big files in runs of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.domain.article import Article
from reader.domain.builder import ArticleBuilder
from reader.loaders.clean import clean
from reader.loaders.decode import encoding_of
from reader.loaders.source import Source
from reader.loaders.text.evidence import Evidence
from reader.loaders.text.lines import lines_of
from reader.loaders.text.structure import Told, structured

BIG = 256 * 1024
"""From how many bytes on only the beginning of a text is searched for structure."""

BEGINNING = 32 * 1024
"""How many characters of a big text that beginning has; what follows is shown as it is."""

_RUN = 1 << 18
"""How many characters of a big text are taken at a time."""

_WIDEST = 4
"""How many bytes a character has at most."""


def load(source: Source) -> tuple[Article, ...]:
    """The article in a source of plain text.

    Raises:
        LoadError: It is not text.
    """
    text = encoding_of(source.data, source.charset, source.encoding, source.name).text(source.data)
    return (_addressed(_read(text, big=len(source.data) > BIG), source),)


def head(source: Source, size: int = 65_536) -> Article | None:
    """The beginning of the article in a big source.

    Args:
        source: What to read.
        size: About how many characters of it to read.

    Returns:
        An article whose text is a prefix of what `load` gives, with the same blocks; None where the source
        is small, or has no line's end early enough.

    Raises:
        LoadError: It is not text.
    """
    if len(source.data) <= BIG:
        return None
    encoding = encoding_of(source.data, source.charset, source.encoding, source.name)
    enough = max(size, BEGINNING * 2)
    data = memoryview(source.data)[encoding.skip : encoding.skip + enough * _WIDEST]
    text = str(data, encoding.name, "replace")[:enough]
    article = _read(text[: text.rfind("\n") + 1], big=True, whole=False)
    return _addressed(article, source) if article.blocks else None


def explain(source: Source) -> tuple[Evidence, ...]:
    """What each line of a source was taken for, and what spoke for and against it.

    Raises:
        LoadError: It is not text.
    """
    text = encoding_of(source.data, source.charset, source.encoding, source.name).text(source.data)
    told: list[Evidence] = []
    _read(text, big=len(source.data) > BIG, tell=told.append)
    return tuple(told)


def _addressed(article: Article, source: Source) -> Article:
    return replace(article, meta=replace(article.meta, url=source.url)) if source.url else article


def _read(text: str, *, big: bool, whole: bool = True, tell: Told | None = None) -> Article:
    """The article in a text.

    Args:
        text: Decoded, not yet cleaned.
        big: Whether only its beginning is searched for structure.
        whole: Whether it is all there; otherwise its last paragraph, which may go on, is left out.
        tell: Is told what each piece was taken for.
    """
    builder = ArticleBuilder()
    if not big:
        cleaned = clean(text)
        meta, rest = structured(builder, lines_of(cleaned), cleaned, may_drop=True, tell=tell)
        rest.finish()
        return builder.article(meta)
    end = text.rfind("\n", 0, BEGINNING) + 1
    cleaned = clean(text[:end])
    meta, writer = structured(builder, lines_of(cleaned), cleaned, may_drop=False, tell=tell)
    number = cleaned.count("\n") + 1
    for run in _runs(text, end):
        cleaned = clean(run)
        writer.feed(lines_of(cleaned, number))
        number += cleaned.count("\n")
    if whole:
        writer.finish()
    return builder.article(meta)


def _runs(text: str, start: int) -> Iterator[str]:
    """The text from `start` on, in runs that end at a line's end."""
    while start < len(text):
        end = text.find("\n", min(len(text), start + _RUN)) + 1 or len(text)
        yield text[start:end]
        start = end
