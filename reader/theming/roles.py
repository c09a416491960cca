"""The roles that a theme gives a style to, and what each falls back to."""

from __future__ import annotations

from reader.domain.article import MarkKind
from reader.domain.entity import EntityType
from reader.domain.highlight import Colour

ENTITY_ROLES = tuple(f"entity-{kind.value}" for kind in EntityType)
"""One role an entity type."""

HIGHLIGHT_ROLES = tuple(f"highlight-{colour.value}" for colour in Colour)
"""One role a highlight colour."""

MARK_ROLES = {
    MarkKind.EMPHASIS: "emphasis",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code-inline",
    MarkKind.STRIKE: "strike",
    MarkKind.LINK: "link",
    MarkKind.FOOTNOTE: "footnote-mark",
    MarkKind.SUPERSCRIPT: "superscript",
    MarkKind.SUBSCRIPT: "subscript",
}
"""The role of the style that a mark lays over its block's."""

FALLBACK: dict[str, str] = {
    "text": "",
    "dim": "text",
    "faint": "dim",
    "headline": "text",
    "standfirst": "text",
    "byline": "dim",
    "published": "dim",
    "dateline": "dim",
    "heading": "headline",
    "heading-1": "heading",
    "heading-2": "heading",
    "heading-3": "heading",
    "heading-4": "heading",
    "heading-5": "heading",
    "heading-6": "heading",
    "paragraph": "text",
    "quote": "text",
    "quote-rule": "faint",
    "pull-quote": "standfirst",
    "list-item": "text",
    "marker": "dim",
    "code": "text",
    "code-keyword": "code",
    "code-name": "code",
    "code-builtin": "code-name",
    "code-string": "code",
    "code-number": "code",
    "code-comment": "dim",
    "table": "text",
    "table-header": "text",
    "table-rule": "faint",
    "image": "dim",
    "caption": "dim",
    "caption-rule": "faint",
    "credit": "dim",
    "footnote": "dim",
    "footnote-rule": "faint",
    "ellipsis": "dim",
    "rule": "dim",
    "agency": "dim",
    "space": "text",
    "emphasis": "",
    "strong": "",
    "strike": "",
    "code-inline": "code",
    "superscript": "",
    "subscript": "",
    "link": "",
    "footnote-mark": "link",
    **dict.fromkeys(ENTITY_ROLES, ""),
    **dict.fromkeys(HIGHLIGHT_ROLES, ""),
    "highlight-uncertain": "",
    "surroundings": "dim",
    "match": "",
    "match-current": "match",
    "selection": "",
    "note": "text",
    "note-sign": "headline",
    "note-quote": "dim",
    "list-title": "text",
    "list-unread": "list-title",
    "list-current": "list-title",
    "list-cursor": "",
    "ruler": "list-cursor",
    "list-meta": "dim",
    "list-bar": "headline",
    "list-progress": "headline",
    "list-rail": "faint",
    "list-star": "headline",
    "status": "dim",
    "status-key": "text",
    "status-mode": "headline",
    "alert": "text",
}
"""Every role a theme may name, with the role whose style it has where the theme says nothing. An empty
fallback is an empty style: such a role is laid over another and changes only what it names."""

INTERFACE = (
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel", "warning", "error",
    "success",
)  # fmt: skip
"""The colours of dialogs, fields and toasts; `primary`, `foreground` and `background` are needed."""
