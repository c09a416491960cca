"""An article as JSON, plain text, or text with colours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.article import Article, Block, MarkKind
from reader.domain.entity import Entity

if TYPE_CHECKING:
    from reader.theming.look import Look
    from reader.typeset.colouring import Coloured
    from reader.typeset.rows import Row, Run


def article_json(article_id: str, article: Article, entities: tuple[Entity, ...]) -> dict[str, Any]:
    """The article as the documented JSON object; offsets count code points in its `text`."""
    meta = article.meta
    return {
        "id": article_id,
        "title": meta.title,
        "standfirst": meta.standfirst,
        "authors": list(meta.authors),
        "published": meta.published,
        "updated": meta.updated,
        "site": meta.site,
        "url": meta.url,
        "language": meta.language,
        "words": article.words,
        "minutes": article.minutes,
        "text": article.text,
        "blocks": [_block_json(block) for block in article.blocks],
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "links": [
            {"start": mark.start, "end": mark.end, "url": mark.target}
            for mark in article.marks
            if mark.kind is MarkKind.LINK
        ],
        "entities": [entity_json(entity) for entity in entities],
        "notices": list(article.notices),
    }


def json_lines(made: dict[str, Any]) -> Iterator[str]:
    """A JSON object in pieces: each of its fields on a line, and each member of a field that is a list.

    The standard library's encoder in C writes no line breaks, and its other one takes five times as long.
    """
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    opening = "{\n "
    for name, value in made.items():
        yield f"{opening}{encode(name)}: "
        opening = ",\n "
        if isinstance(value, list) and value:
            for number, member in enumerate(value):
                yield f"{',' if number else '['}\n  {encode(member)}"
            yield "\n ]"
        else:
            yield encode(value)
    yield "\n}\n"


def entities_json(article_id: str, article: Article, entities: tuple[Entity, ...]) -> dict[str, Any]:
    """Who and what is in an article, as a JSON object; offsets count code points in its `text`."""
    return {
        "id": article_id,
        "title": article.meta.title,
        "text": article.text,
        "entities": [entity_json(entity) for entity in entities],
    }


def entity_json(entity: Entity) -> dict[str, Any]:
    """An entity as JSON."""
    return {
        "name": entity.name,
        "type": entity.type.value,
        "related": entity.related or None,
        "mentions": [{"start": mention.start, "end": mention.end} for mention in entity.mentions],
    }


def _block_json(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": block.kind.value, "start": block.start, "end": block.end}
    for name in ("level", "depth", "quoted", "marker", "language", "source"):
        if value := getattr(block, name):
            found[name] = value
    return found


def text_lines(article: Article, width: int, *, ascii_only: bool = False) -> Iterator[str]:
    """The article as lines of typeset text.

    Args:
        article: What to print.
        width: The measure, in cells; a line of code or of a wide table may be longer, as nothing is to be
            lost where nobody can scroll sideways. A pager may cut it (`less -S`).
        ascii_only: Whether rules and bullets are ASCII.
    """
    from reader.typeset.layout import Layout
    from reader.typeset.options import Options

    layout = Layout(article, width, Options(ascii=ascii_only, whole=True))
    return _between_blanks(row.text.rstrip() for row in layout)


def ansi_lines(
    article: Article, width: int, look: Look, depth: str, *, ascii_only: bool = False
) -> Iterator[str]:
    """The article as lines of typeset text with SGR sequences, on the terminal's own background.

    Args:
        article: What to print.
        width: As of `text_lines`.
        look: The theme.
        depth: "truecolor", "256" or "standard": how many colours there are.
        ascii_only: Whether rules and bullets are ASCII.
    """
    from rich.color import ColorSystem
    from rich.style import Style

    from reader.theming.roles import MARK_ROLES
    from reader.typeset.colouring import Colours
    from reader.typeset.layout import Layout
    from reader.typeset.options import Options

    system = {
        "truecolor": ColorSystem.TRUECOLOR,
        "256": ColorSystem.EIGHT_BIT,
        "standard": ColorSystem.STANDARD,
    }[depth]
    layout = Layout(article, width, Options(ascii=ascii_only, whole=True))
    colours = Colours(article)

    def styled(run: Run, role: str = "") -> str:
        style = look[run.role]
        for mark in run.marks:
            style += look[MARK_ROLES[mark.kind]]
        if role:
            style += look[role]
        bare = Style(
            color=style.color, bold=style.bold, dim=style.dim, italic=style.italic, underline=style.underline,
            strike=style.strike, reverse=style.reverse,
        )  # fmt: skip
        return bare.render(run.text, color_system=system)

    def line(row: Row) -> str:
        block = article.blocks[row.block]
        coloured = colours.of(block)
        if not coloured:
            return "".join(map(styled, row.runs))
        parts = (part for run in row.runs for part in _coloured(run, coloured, block.start))
        return "".join(styled(part, role) for part, role in parts)

    return _between_blanks(map(line, layout))


def _coloured(run: Run, coloured: Coloured, at: int) -> Iterator[tuple[Run, str]]:
    """The parts of a run of code that have a colour of their own, with its role, and those between them.

    Args:
        run: It.
        coloured: The stretches that have a colour, by characters from the start of the block.
        at: Where in the article's text the block begins.
    """
    if run.start < 0:
        yield run, ""
        return

    def part(start: int, end: int) -> Run:
        return run._replace(text=run.text[start - run.start : end - run.start], start=start)

    done = run.start
    first = bisect_right(coloured, run.start - at, key=lambda stretch: stretch[1])
    for start, end, role in coloured[first:]:
        if at + start >= run.end:
            break
        if at + start > done:
            yield part(done, at + start), ""
        until = min(at + end, run.end)
        yield part(max(done, at + start), until), role
        done = until
    if done < run.end:
        yield part(done, run.end), ""


def _between_blanks(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the empty ones before the first and after the last that is not."""
    blank = -1
    for line in lines:
        if not line:
            blank += blank >= 0
            continue
        for _ in range(blank):
            yield ""
        yield line
        blank = 0
