"""What the argument ARTICLE names: a path, a web address, "-", or the start of an id."""

from __future__ import annotations

from pathlib import Path

from reader.cli.read import WEB
from reader.domain.article import Article
from reader.loaders import LoadError, Source, load, read_path, read_stdin


def source_named(name: str, encoding: str | None = None) -> Source:
    """The bytes of a path, a web address, or standard input ("-").

    Raises:
        LoadError: They cannot be had.
    """
    if name == "-":
        return read_stdin(encoding)
    if name.lower().startswith(WEB):
        from reader.loaders.fetch import fetch

        source: Source = fetch(name)
        return source
    return read_path(name, encoding)


def named_articles(name: str, encoding: str | None = None) -> list[tuple[str, Article]]:
    """The articles that ARTICLE names, each with its id.

    Raises:
        LoadError: There is none, or it cannot be read.
    """
    if name != "-" and not name.lower().startswith(WEB) and not Path(name).exists():
        found = _by_id(name)
        if found:
            return found
    source = source_named(name, encoding)
    return [(identify(article, source), article) for article in load(source)]


def identify(article: Article, source: Source) -> str:
    """The article's id, the one that it was given if it was met before."""
    from reader.library.identity import traits_of
    from reader.library.paths import machine, state_dir
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog

    shelf = Shelf(StateLog(state_dir(), machine()))
    place = str(source.path.absolute()) if source.path is not None else None
    return shelf.identity.identify(traits_of(article, place, source.url))


def _by_id(start: str) -> list[tuple[str, Article]]:
    """The article of the library whose id begins so; an empty list where there is none.

    Raises:
        LoadError: Several begin so, or the one cannot be read.
    """
    from reader.library.paths import machine, state_dir
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog

    log = StateLog(state_dir(), machine())
    shelf = Shelf(log)
    ids = [article_id for article_id in log.ids() if article_id.startswith(start)]
    if len(ids) > 1:
        raise LoadError(f"{start}: {len(ids)} ids begin so; give more of it")
    for article_id in ids:
        for place in shelf.identity.places(article_id):
            path = Path(place.split("#")[0])
            for opened in shelf.open(path) if path.is_file() else ():
                if opened.entry.id == article_id:
                    return [(article_id, opened.article)]
    if ids:
        raise LoadError(f"{ids[0]}: its file is no longer where it was")
    return []
