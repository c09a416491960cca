"""An article as JSON, Markdown, plain text, or text with colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.article import Article, Block, Kind, Mark, MarkKind
from reader.domain.entity import Entity

if TYPE_CHECKING:
    from reader.theming.look import Look
    from reader.typeset.layout import Layout
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


FENCES = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**", MarkKind.CODE: "`", MarkKind.STRIKE: "~~"}
HEADERS = frozenset({Kind.HEADLINE, Kind.STANDFIRST, Kind.BYLINE, Kind.PUBLISHED})


def article_markdown(article: Article) -> str:
    """The article as Markdown, its title, authors and dates as front matter."""
    meta = article.meta
    front = {
        "title": meta.title,
        "standfirst": meta.standfirst,
        "authors": list(meta.authors),
        "published": meta.published,
        "updated": meta.updated,
        "site": meta.site,
        "url": meta.url,
        "language": meta.language,
        "tags": list(meta.tags),
    }
    import json

    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value]
    parts = ["---\n" + "\n".join(lines) + "\n---"] if lines else []
    for index, block in enumerate(article.blocks):
        follows = index > 0 and article.blocks[index - 1].kind is Kind.DATELINE
        if block.kind in HEADERS and block.kind is not Kind.HEADLINE:
            continue
        text = _block_markdown(article, block)
        if follows:
            parts[-1] += f" {text}"
        else:
            parts.append(text)
    return "\n\n".join(parts) + "\n"


def _block_markdown(article: Article, block: Block) -> str:
    text = _marked(article, block)
    match block.kind:
        case Kind.HEADLINE:
            text = f"# {text}"
        case Kind.HEADING:
            text = f"{'#' * max(2, block.level)} {text}"
        case Kind.LIST_ITEM:
            marker = {"☐": "- [ ]", "☑": "- [x]", "•": "-"}.get(block.marker, block.marker or " ")
            text = f"{marker} {text}"
        case Kind.CODE:
            return f"```{block.language}\n{article.of(block)}\n```"
        case Kind.IMAGE:
            text = f"![{text}]({block.source})" if block.source else text
        case Kind.CAPTION | Kind.CREDIT:
            text = f"*{text}*"
        case Kind.FOOTNOTE:
            text = f"[^{block.marker}]: {text}"
        case Kind.RULE:
            text = "---"
        case Kind.TABLE:
            text = _table_markdown(article, block)
        case Kind.PULL_QUOTE:
            text = "> " + text.replace("\n", "\n> ")
        case _:
            pass
    indent = "    " * max(0, block.depth - 1)
    quote = "> " * block.quoted if block.kind is not Kind.PULL_QUOTE else ""
    return "\n".join(f"{quote}{indent}{line}".rstrip() for line in text.split("\n"))


def _table_markdown(article: Article, block: Block) -> str:
    assert block.table is not None
    rows = [[article.of(cell).replace("|", "\\|") for cell in row] for row in block.table.rows]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if not block.table.header:
        rows.insert(0, [""] * width)
    dashes = {"left": "---", "centre": ":-:", "right": "--:"}
    align = [dashes[str(a)] for a in block.table.align] + ["---"] * width
    rows.insert(1, align[:width])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _marked(article: Article, block: Block) -> str:
    """A block's text with its marks written as Markdown, inner ones closed before outer ones."""
    marks = [mark for mark in article.marks if block.start <= mark.start and mark.end <= block.end]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).insert(0, mark)
    pieces, at = [], block.start
    for offset in sorted({*opening, *closing, block.end}):
        pieces.append(article.text[at:offset])
        at = offset
        pieces += [_close(mark) for mark in closing.get(offset, ())]
        pieces += [_open(mark) for mark in opening.get(offset, ())]
    return "".join(pieces)


def _open(mark: Mark) -> str:
    if mark.kind is MarkKind.LINK:
        return "["
    return FENCES.get(mark.kind, "[^" if mark.kind is MarkKind.FOOTNOTE else "")


def _close(mark: Mark) -> str:
    if mark.kind is MarkKind.LINK:
        return f"]({mark.target})"
    return FENCES.get(mark.kind, "]" if mark.kind is MarkKind.FOOTNOTE else "")


def article_text(article: Article, width: int, *, ascii_only: bool = False) -> str:
    """The article as typeset text, no line wider than `width` cells where that can be."""
    from reader.typeset.layout import Layout
    from reader.typeset.options import Options

    layout = Layout(article, width, Options(ascii=ascii_only))
    return "\n".join(row.text.rstrip() for row in all_rows(layout)).strip("\n") + "\n"


def article_ansi(article: Article, width: int, look: Look, depth: str, *, ascii_only: bool = False) -> str:
    """The article as typeset text with SGR sequences, on the terminal's own background.

    Args:
        article: What to print.
        width: The measure, in cells.
        look: The theme.
        depth: "truecolor", "256" or "standard": how many colours there are.
        ascii_only: Whether rules and bullets are ASCII.
    """
    from rich.color import ColorSystem
    from rich.style import Style

    from reader.theming.roles import MARK_ROLES
    from reader.typeset.layout import Layout
    from reader.typeset.options import Options

    system = {
        "truecolor": ColorSystem.TRUECOLOR,
        "256": ColorSystem.EIGHT_BIT,
        "standard": ColorSystem.STANDARD,
    }[depth]
    layout = Layout(article, width, Options(ascii=ascii_only))

    def styled(run: Run) -> str:
        style = look[run.role]
        for mark in run.marks:
            style += look[MARK_ROLES[mark.kind]]
        bare = Style(
            color=style.color, bold=style.bold, dim=style.dim, italic=style.italic, underline=style.underline,
            strike=style.strike, reverse=style.reverse,
        )  # fmt: skip
        return bare.render(run.text, color_system=system)

    lines = ["".join(map(styled, row.runs)) for row in all_rows(layout)]
    return "\n".join(lines).strip("\n") + "\n"


def all_rows(layout: Layout) -> Iterator[Row]:
    """Every row of an article, in order."""
    for index in range(len(layout.article.blocks)):
        for part in range(layout.parts(index)):
            yield from layout.rows(index, part)
