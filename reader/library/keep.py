"""Keeping articles: each as a file of its own in the library's folder."""

from __future__ import annotations

import math
import re
import time
from pathlib import Path

from reader.domain.article import Article
from reader.loaders import Source
from reader.loaders.notices import WHEN_OPENED, is_summary

LONGEST_SLUG = 60
"""Characters; file systems take 255 bytes, and people want to read the name."""

_KEPT = re.compile(r".*-([0-9a-f]{16})\.[a-z0-9]+")
_ENDINGS = re.compile(r"\.[a-z0-9]{1,8}")
_CHARSET = re.compile(rb"charset|encoding\s{0,5}=|^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", re.IGNORECASE)
_HTML = frozenset({".html", ".htm", ".xhtml"})


def slug(title: str) -> str:
    """A title as a part of a file name: letters and digits with hyphens, never empty, never a path."""
    from reader.library.fold import fold

    words = re.findall(r"[^\W_]+", fold(title).replace("'", ""))
    name = ""
    for word in words:
        if len(name) + len(word) >= LONGEST_SLUG or len(f"{name}-{word}".encode()) > 150:
            break
        name = f"{name}-{word}" if name else word
    return name or "article"


def kept_id(path: Path, folder: Path) -> str | None:
    """The id of a kept article, which its name ends with; None for any other file."""
    named = _KEPT.fullmatch(path.name)
    return named[1] if named and path.parent == folder else None


TRUSTED = 1.0
"""Seconds after a change of one's own, or one just now, in which the folder need not be read again.

Its time does not tell of a file that another program adds along with one's own, or in the same tick of the
file system's clock; but to read a folder of thousands anew for every file that is added takes too long.
"""


class KeptFiles:
    """The articles that are kept in a folder, by id: it is read once, and again when others changed it.

    Attributes:
        folder: The library's folder; it need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._paths: dict[str, Path] = {}
        self._seen = 0
        self._read_again = math.inf

    def get(self, article_id: str) -> Path | None:
        """The file of an article; None where it is not kept."""
        self._look()
        return self._paths.get(article_id)

    def ids(self) -> set[str]:
        """The ids of all articles that are kept."""
        self._look()
        return set(self._paths)

    def add(self, article_id: str, path: Path) -> None:
        """Note a file that was just written here, for which the folder need not be read again at once."""
        self._paths[article_id] = path
        self._seen = self._changed()
        self._read_again = min(self._read_again, time.monotonic() + TRUSTED)

    def _look(self) -> None:
        changed, now = self._changed(), time.monotonic()
        if changed == self._seen and now < self._read_again:
            return
        is_new = abs(time.time() - changed / 1e9) < TRUSTED
        self._read_again = now + TRUSTED if is_new else math.inf
        files = sorted(self.folder.iterdir(), reverse=True) if changed else ()
        self._paths = {found: path for path in files if (found := kept_id(path, self.folder))}
        self._seen = changed

    def _changed(self) -> int:
        try:
            return self.folder.stat().st_mtime_ns
        except OSError:
            return 0


def keep(kept: KeptFiles, article_id: str, article: Article, source: Source | None = None) -> Path:
    """Write an article into the library's folder.

    What was loaded from a file or page of its own is kept byte for byte as it was, so that a better loader
    can read it anew; of a page fetched from the network the first line tells from where, in the form that
    browsers use, and the second the encoding where only the server named it. An article of a feed or a book
    becomes Markdown.

    Args:
        kept: What is in the library's folder, which is made where it is missing.
        article_id: Its id.
        article: All of it.
        source: What it was loaded from; None where that holds other articles too.

    Returns:
        Its file; the one there is, where it was kept before.

    Raises:
        OSError: It cannot be written; nothing is left behind.
    """
    from reader.library import files

    there = kept.get(article_id)
    if there is not None:
        return there
    ending, data = _form(article_id, article, source)
    title = article.meta.title or (source.stem if source is not None else "")
    path = kept.folder / f"{slug(title)}-{article_id}{ending}"
    files.write_atomically(path, data)
    kept.add(article_id, path)
    return path


def _form(article_id: str, article: Article, source: Source | None) -> tuple[str, bytes]:
    if source is None:
        from reader.library.markdown import to_markdown

        front = {"id": article_id}
        if is_summary(article):
            front["fetch"] = WHEN_OPENED
        return ".md", to_markdown(article, front).encode()
    ending = source.ending if _ENDINGS.fullmatch(source.ending) else ""
    if source.media_type in {"text/html", "application/xhtml+xml"}:
        ending = ".html"
    data = source.data
    if ending in _HTML:
        if source.charset and not _CHARSET.search(data, 0, 4096):
            data = b'<meta charset="%s">\n' % source.charset.encode("ascii", "ignore") + data
        if source.url and source.url.encode() not in data[:65_536]:
            data = _said_from(source.url) + data
    return ending or ".txt", data


def _said_from(url: str) -> bytes:
    """The comment by which browsers say where a saved page came from; the number is the address's length."""
    address = url.replace("--", "-%2D").replace(">", "%3E").encode()
    return b"<!-- saved from url=(%04d)%s -->\n" % (len(address), address)
