"""An article as Markdown with front matter, as kept articles are written and `show` prints them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from reader.domain.article import Article, Block, Kind, Mark, MarkKind

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&#]")
_LINE_START = re.compile(r"(?m)^([ \t]*)([+=-]|\d{1,9}(?=[.)]))")
_ORDERED = re.compile(r"(\d{1,9})([.)])")
_TICKS = re.compile(r"`+")
_IN_FRONT = {Kind.STANDFIRST, Kind.BYLINE, Kind.PUBLISHED}
"""The blocks that the loader makes from the front matter again."""

_WRAPPERS = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**", MarkKind.STRIKE: "~~"}
_PLAIN = re.compile(r"[A-Za-z0-9][\w ./@-]*")
_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none", "~"})


def to_markdown(article: Article, front: Mapping[str, str] | None = None) -> str:
    """An article as a Markdown file that a loader reads back with the same words.

    Captions become emphasised paragraphs below their picture; what Markdown has no form for, as an agency
    line, becomes a paragraph.

    Args:
        article: The article.
        front: Further fields for the front matter, put first.
    """
    parts = [_front_matter(article, front or {})]
    after_dateline = False
    for block in article.blocks:
        if block.kind in _IN_FRONT:
            continue
        written = _block(article, block)
        if after_dateline:
            parts[-1] += " " + written
        else:
            parts.append(written)
        after_dateline = block.kind is Kind.DATELINE
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(article: Article, front: Mapping[str, str]) -> str:
    meta = article.meta
    fields: dict[str, str | tuple[str, ...] | None] = {
        **front,
        "title": meta.title,
        "standfirst": meta.standfirst,
        "authors": meta.authors,
        "published": meta.published,
        "updated": meta.updated,
        "site": meta.site,
        "url": meta.url,
        "language": meta.language,
        "tags": meta.tags,
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items() if value]
    return "\n".join(["---", *lines, "---"]) if lines else ""


def _yaml(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    return value if _PLAIN.fullmatch(value) and value.lower() not in _TRUTHS else _quoted(value)


def _quoted(value: str) -> str:
    """A string in double quotes: YAML takes JSON's."""
    return json.dumps(value, ensure_ascii=False)


def _block(article: Article, block: Block) -> str:
    text = _inline(article, block)
    match block.kind:
        case Kind.HEADLINE:
            written = "# " + text.replace("\n", " ")
        case Kind.HEADING:
            written = "#" * max(1, block.level) + " " + text.replace("\n", " ")
        case Kind.PULL_QUOTE:
            return _prefixed("[!pull]\n" + _hard(text), "> ")
        case Kind.CODE:
            written = _fenced(article.of(block), block.language)
        case Kind.TABLE:
            written = _table(article, block)
        case Kind.RULE:
            written = "* * *"
        case Kind.IMAGE:
            written = f"![{text}](<{_address(block.source)}>)"
        case Kind.CAPTION:
            written = f"*{text.strip()}*" if not block.quoted else text
        case Kind.FOOTNOTE:
            return f"[^{block.marker}]: " + _prefixed(_hard(text), "    ").lstrip()
        case _:
            written = _hard(text)
    return _nested(written, block)


def _nested(written: str, block: Block) -> str:
    if block.depth:
        marker = _marker(block.marker)
        written = _prefixed(written, "    " * block.depth)
        indent = "    " * (block.depth - 1)
        if marker:
            written = indent + marker + written.lstrip(" ")
    return _prefixed(written, "> " * block.quoted) if block.quoted else written


def _marker(marker: str) -> str:
    """What begins a list item, as wide as the four columns by which its other lines are set in, at least."""
    if not marker:
        return ""
    if marker in {"☐", "☑"}:
        return "- [x] " if marker == "☑" else "- [ ] "
    return f"{marker} ".ljust(4) if _ORDERED.fullmatch(marker) else "-   "


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _hard(text: str) -> str:
    return text.replace("\n", "\\\n")


def _fenced(code: str, language: str) -> str:
    ticks = max((len(run) for run in _TICKS.findall(code)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}{language.strip('`')}\n{code}\n{fence}"


def _table(article: Article, block: Block) -> str:
    if block.table is None:
        return _hard(_inline(article, block))
    rows = [
        [
            _inline(article, Block(Kind.PARAGRAPH, cell.start, cell.end)) if cell.start < cell.end else ""
            for cell in row
        ]
        for row in block.table.rows
    ]
    wide = max(len(row) for row in rows)
    rules = {"centre": ":-:", "right": "--:", "left": ":--"}
    align = [rules[str(side)] for side in block.table.align[:wide]]
    lines = [rows[0], align + ["---"] * (wide - len(align)), *rows[1:]]
    return "\n".join("| " + " | ".join(row + [""] * (wide - len(row))) + " |" for row in lines)


def _inline(article: Article, block: Block) -> str:
    """A block's text with its marks, of which those that cross another are left out."""
    text = article.text
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    replaced: dict[int, tuple[int, str]] = {}
    stack: list[Mark] = []
    for mark in article.marks:
        if not block.start <= mark.start < mark.end <= block.end or mark.end <= max(replaced, default=-1):
            continue
        while stack and stack[-1].end <= mark.start:
            stack.pop()
        if stack and mark.end > stack[-1].end:
            continue
        if mark.kind in {MarkKind.CODE, MarkKind.FOOTNOTE}:
            written = _code(article.of(mark)) if mark.kind is MarkKind.CODE else f"[^{mark.target}]"
            if not any(start < mark.end and mark.start < end for start, (end, _) in replaced.items()):
                replaced[mark.start] = (mark.end, written)
        elif wrap := _wrap(text, mark):
            opening.setdefault(mark.start, []).append(wrap[0])
            closing.setdefault(mark.end, []).insert(0, wrap[1])
            stack.append(mark)
    return _woven(text, block, opening, closing, replaced)


def _woven(
    text: str,
    block: Block,
    opening: Mapping[int, list[str]],
    closing: Mapping[int, list[str]],
    replaced: Mapping[int, tuple[int, str]],
) -> str:
    edges = sorted(
        {block.start, block.end, *opening, *closing, *replaced, *(end for end, _ in replaced.values())}
    )
    parts, at = [], block.start
    for here in edges:
        if here < at:
            continue
        parts.append(_escaped(text[at:here], starts_line=at == block.start))
        parts += closing.get(here, [])
        parts += opening.get(here, [])
        at = here
        if here in replaced:
            at, written = replaced[here]
            parts.append(written)
    return "".join(parts)


def _wrap(text: str, mark: Mark) -> tuple[str, str] | None:
    """What goes before and after a marked run; None where Markdown would not take it for that."""
    if mark.kind is MarkKind.LINK:
        return "[", f"](<{_address(mark.target)}>)"
    sign = _WRAPPERS.get(mark.kind)
    inner = text[mark.start : mark.end]
    before = text[mark.start - 1 : mark.start] or " "
    after = text[mark.end : mark.end + 1] or " "
    if sign is None or inner != inner.strip() or "\n" in inner:
        return None
    if before.isalnum() or after.isalnum() or not (inner[0].isalnum() and inner[-1].isalnum()):
        return None
    return sign, sign


def _code(text: str) -> str:
    ticks = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (ticks + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(url: str) -> str:
    return re.sub(r"[<>\\\s]", lambda odd: "".join(f"%{byte:02X}" for byte in odd.group().encode()), url)


def _escaped(text: str, starts_line: bool) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    if not starts_line and "\n" not in text:
        return text
    head, newline, rest = ("", "", text) if starts_line else text.partition("\n")
    return head + newline + _LINE_START.sub(_kept_from_list, rest)


def _kept_from_list(start: re.Match[str]) -> str:
    """A sign at the start of a line that would make it a list, a rule or a heading."""
    sign = start[2]
    return f"{start[1]}{sign}\\" if sign.isdigit() else f"{start[1]}\\{sign}"
