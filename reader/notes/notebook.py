"""An article's notes as they are on disk, each with its place in the text; and note files by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.highlight import AnchorState, Highlight, Placed
from reader.loaders.clean import clean_line
from reader.notes import anchors, frontmatter
from reader.notes.catalogue import Stamp
from reader.notes.document import Document
from reader.notes.markdown_file import Stands, parse
from reader.notes.words import folded, words_in, words_of

_FEWEST_WORDS = 3
"""How many words make a quote that was typed by hand a highlight, if they stand in the article."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The notes and highlights of one article.

    Attributes:
        article_id: Whose they are.
        path: Their file; None while there is none.
        placed: Notes on the article first, then in reading order; lost ones last.
        problem: Why the file is left alone, naming it, in one line; None where all is well.
        stamp: Tells this state of the file from any other; None while there is none.
    """

    article_id: str
    path: Path | None = None
    placed: tuple[Placed, ...] = ()
    problem: str | None = None
    stamp: Stamp | None = None

    def get(self, highlight_id: str) -> Placed | None:
        """The highlight or note of that id."""
        return next((placed for placed in self.placed if placed.highlight.id == highlight_id), None)


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A note file by itself, without its article.

    Attributes:
        path: Where it is.
        article_id: Whose notes it holds.
        title: The article's, as its front matter has it.
        url: Likewise.
        authors: Likewise.
        published: Likewise.
        tags: Likewise.
        highlights: In the file's order.
        problem: Why it cannot be read, naming it, in one line; None where it can.
    """

    path: Path
    article_id: str
    title: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = field(default=())
    problem: str | None = None


def document_of(path: Path, data: bytes, stands: Stands | None = None) -> tuple[Document, str | None]:
    """A note file's document, and in one line why it must be left alone; None where it need not.

    Args:
        path: Its name, for the message.
        data: What is in it.
        stands: As for `parse`.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        return Document(), _problem(path, line, "not UTF-8", "save it as UTF-8")
    document = parse(text, stands)
    head = document.head
    if head.problem is not None:
        return document, _problem(path, head.line, f"broken front matter, {head.problem}", "mend that line")
    if (form := head.text("format")) not in {"", frontmatter.FORMAT}:
        return document, _problem(path, 1, f"a note file of format {form}", "read it with a newer Broadsheet")
    return document, None


def note_file(path: Path, article_id: str, data: bytes) -> NoteFile | None:
    """A note file as it is listed; None for a file that is none, though it has an id.

    Args:
        path: Where it is.
        article_id: The id in its front matter.
        data: What is in it.
    """
    document, problem = document_of(path, data)
    if problem is not None:
        return NoteFile(path, article_id, problem=problem)
    head = document.head
    if not document.entries and not head.text("text_sha"):
        return None
    return NoteFile(
        path,
        article_id,
        title=clean_line(head.text("title")),
        url=clean_line(head.text("url")),
        authors=tuple(map(clean_line, head.texts("author"))),
        published=clean_line(head.text("published")),
        tags=tuple(map(clean_line, head.texts("tags"))),
        highlights=tuple(entry.highlight for entry in document.entries.values()),
    )


def stands_in(text: str) -> Stands:
    """A judge of whether a block quote without an id is of the article with this text."""

    def stands(quote: str) -> bool:
        return len(words_of(quote)) >= _FEWEST_WORDS and folded(quote).strip() in words_in(text).folded

    return stands


def placed_in(highlight: Highlight, text: str) -> Placed:
    """A highlight and where it stands in a text."""
    if highlight.anchor is None:
        return Placed(highlight, AnchorState.EXACT, 0, 0)
    if highlight.lost:
        return Placed(highlight, AnchorState.LOST, 0, 0)
    return Placed(highlight, *anchors.place(highlight.anchor, text))


def standing_in(highlights: Iterable[Highlight], text: str) -> list[Placed]:
    """The notes on the article, and the highlights that stand in the beginning of a text as they stood."""
    return [
        Placed(one, AnchorState.EXACT, one.anchor.start, one.anchor.end)
        if one.anchor
        else placed_in(one, text)
        for one in highlights
        if one.anchor is None or (not one.lost and anchors.stands(one.anchor, text))
    ]


def reading_order(placed: Placed) -> tuple[int, int, int, str]:
    """By what to sort: notes on the article, then places in the text, then what is lost."""
    anchor = placed.highlight.anchor
    if anchor is None:
        return 0, 0, 0, placed.highlight.made
    if placed.state is AnchorState.LOST:
        return 2, anchor.start, 0, ""
    return 1, placed.start, placed.end, ""


def _problem(path: Path, line: int, what: str, advice: str) -> str:
    return clean_line(f"{path}:{line}: {what}; the file is left as it is: {advice}")
