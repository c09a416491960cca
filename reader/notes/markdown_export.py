"""Notes as Markdown made from a template, in one file or one an article, again and again.

Each piece that is written is followed by a comment with its id and a digest of its words. By these a later
export knows what is there already, brings up to date what nobody touched, adds what is new, and leaves
alone what somebody edited, and everything that was written between.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from reader.domain.highlight import Highlight
from reader.notes import files
from reader.notes.errors import NotesError, unreadable, unwritable
from reader.notes.naming import short_id, slug
from reader.notes.notebook import NoteFile
from reader.notes.quoting import escaped, quote_lines

TEMPLATE = """\
{% block article %}
# {{ title | plain }}

{% if authors %}{{ authors | join(", ") | plain }}{% endif %}
{%- if authors and published %} · {% endif %}{{ published }}
{% if url %}

<{{ url }}>
{% endif %}
{% endblock %}
{% block highlight %}
{% if quote %}
{{ quote | blockquote }}
{% endif %}
{% if tags %}

{{ "#" ~ tags | join(" #") }}
{% endif %}
{% if note %}

{{ note }}
{% endif %}
{% endblock %}
"""
"""The template that is used where the user has none: two blocks, written in the language of Jinja.

`article` sees title, authors, url, published, tags and id; `highlight` sees these too, and quote, note, tags,
colour, made, position and id of its own, and the article's id as article_id. `blockquote` makes a block quote
of a passage, `plain` takes the meaning of Markdown from a line.
"""

_MARK = re.compile(r"^<!-- exported (\S+) ([0-9a-f]{16}) -->[ \t]*\r?\n?", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


class Template:
    """A template for Markdown.

    Args:
        source: Its text.
        name: Where it is from, for messages.

    Raises:
        NotesError: If it is not valid, or lacks one of its two blocks.
    """

    def __init__(self, source: str = TEMPLATE, name: str = "the template") -> None:
        import jinja2
        from jinja2.sandbox import SandboxedEnvironment

        self._name = name
        environment = SandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, autoescape=False
        )
        environment.filters["blockquote"] = lambda text: "\n".join(quote_lines(str(text)))
        environment.filters["plain"] = lambda text: escaped(str(text))
        try:
            self._template = environment.from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise NotesError(f"{name}:{error.lineno}: {error.message}; mend that line") from error
        for block in ("article", "highlight"):
            if block not in self._template.blocks:
                raise NotesError(f"{name}: it has no block named {block}; add {{% block {block} %}}")

    def article(self, note: NoteFile) -> str:
        """What stands above an article's highlights.

        Raises:
            NotesError: If the template asks for something that is not there.
        """
        return self._rendered("article", _article_values(note))

    def highlight(self, note: NoteFile, highlight: Highlight) -> str:
        """One highlight or note.

        Raises:
            NotesError: If the template asks for something that is not there.
        """
        anchor = highlight.anchor
        own: dict[str, object] = {
            "article_id": note.article_id,
            "id": highlight.id,
            "quote": anchor.quote if anchor is not None else "",
            "note": highlight.note,
            "tags": highlight.tags,
            "colour": highlight.colour.value,
            "made": highlight.made,
            "position": anchor.start if anchor is not None else None,
        }
        return self._rendered("highlight", _article_values(note) | own)

    def _rendered(self, block: str, values: dict[str, object]) -> str:
        import jinja2

        try:
            text = "".join(self._template.blocks[block](self._template.new_context(values)))
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise NotesError(f"{self._name}: block {block}: {error}; mend the template") from error
        return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def load_template(path: Path) -> Template:
    """The user's own template.

    Raises:
        NotesError: If it cannot be read or is not valid.
    """
    try:
        return Template(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise NotesError(f"{path}: it is not UTF-8; save it as UTF-8") from error


def markdown(notes: Iterable[NoteFile], template: Template, there: str = "") -> str:
    """Notes as one Markdown text.

    Args:
        notes: The note files to export.
        template: What to make of them.
        there: What an earlier export and its readers left; everything of theirs is kept.

    Returns:
        The text, with what is new added.
    """
    pieces = _Pieces(there)
    for note in notes:
        last = pieces.put(note.article_id, template.article(note), None)
        for highlight in note.highlights:
            name = f"{note.article_id}/{highlight.id}"
            last = pieces.put(name, template.highlight(note, highlight), last)
    return pieces.text()


def write_one(path: Path, notes: Iterable[NoteFile], template: Template) -> None:
    """Export all notes as Markdown into one file.

    Args:
        path: The file; what is in it is kept.
        notes: The note files to export.
        template: What to make of them.

    Raises:
        NotesError: If it cannot be read or written.
    """
    try:
        there = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise NotesError(f"{path}: it is not UTF-8; it is left as it is: choose another name") from error
    except OSError as error:
        raise unreadable(path, error) from error
    text = markdown(notes, template, there)
    if text != there:
        try:
            files.write_whole(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise unwritable(path, error) from error


def write_folder(folder: Path, notes: Iterable[NoteFile], template: Template) -> list[Path]:
    """Export as Markdown, one file an article.

    Args:
        folder: Where to; made where it is missing. What is in its files is kept.
        notes: The note files to export.
        template: What to make of them.

    Returns:
        The files.

    Raises:
        NotesError: If one cannot be read or written.
    """
    paths = []
    for note in notes:
        path = folder / f"{slug(note.title)}-{short_id(note.article_id)}.md"
        write_one(path, [note], template)
        paths.append(path)
    return paths


class _Pieces:
    """A file of earlier exports, cut at the comments that end each piece."""

    def __init__(self, text: str) -> None:
        self._texts: list[str] = []
        self._marks: list[tuple[str, str] | None] = []
        at = 0
        for mark in _MARK.finditer(text):
            self._texts.append(text[at : mark.start()])
            self._marks.append((mark.group(1), mark.group(2)))
            at = mark.end()
        if at < len(text):
            self._texts.append(text[at:])
            self._marks.append(None)

    def put(self, name: str, piece: str, after: str | None) -> str:
        """Add a piece, or bring it up to date where nobody touched it.

        Args:
            name: What it is known by.
            piece: Its words.
            after: Below which piece it goes if it is new; None for the end.

        Returns:
            Its name.
        """
        name = re.sub(r"\s", "_", name)
        names = [mark[0] if mark else None for mark in self._marks]
        if name not in names:
            at = names.index(after) + 1 if after in names and after is not None else len(names)
            self._texts.insert(at, "\n" + piece if at else piece)
            self._marks.insert(at, (name, _digest(piece)))
            return name
        at = names.index(name)
        mark, text = self._marks[at], self._texts[at]
        if mark is not None and _digest(text) == mark[1]:
            self._texts[at] = text[: len(text) - len(text.lstrip("\r\n"))] + piece
            self._marks[at] = (name, _digest(piece))
        return name

    def text(self) -> str:
        """The file."""
        parts = []
        for text, mark in zip(self._texts, self._marks, strict=True):
            gap = "" if not text or text.endswith("\n") or mark is None else "\n"
            parts.append(text + gap + (f"<!-- exported {mark[0]} {mark[1]} -->\n" if mark else ""))
        return "".join(parts)


def _article_values(note: NoteFile) -> dict[str, object]:
    return {
        "id": note.article_id,
        "title": note.title or "Untitled",
        "authors": note.authors,
        "url": note.url,
        "published": note.published,
        "tags": note.tags,
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:16]
