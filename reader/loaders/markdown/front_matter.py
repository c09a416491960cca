"""What the head of a Markdown file says about the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from reader.domain.article import Metadata
from reader.loaders.clean import clean_line
from reader.loaders.markdown.inline import followable
from reader.loaders.notices import ADDRESS_ONLY, WHEN_OPENED

MOST_VALUES = 50
"""How many authors or tags are taken."""

LONGEST_VALUE = 2_000

DEEPEST = 50
"""How deep brackets in front matter may nest."""

_TITLE = ("title", "headline")
_STANDFIRST = ("standfirst", "description", "dek", "deck", "subtitle", "summary", "excerpt", "abstract")
_AUTHORS = ("authors", "author", "by", "byline", "creator")
_PUBLISHED = (
    "published",
    "date",
    "pubdate",
    "publish_date",
    "date_published",
    "datepublished",
    "published_at",
)
_UPDATED = ("updated", "modified", "lastmod", "last_modified", "updated_at", "date_modified", "datemodified")
_SITE = ("site", "publication", "publisher", "site_name", "sitename", "source")
_URL = ("url", "canonical_url", "canonical", "source", "source_url", "link", "permalink")
_LANGUAGE = ("language", "lang", "locale")
_TAGS = ("tags", "keywords", "categories", "topics")

_BRACKET = re.compile(r"[\[\]{}]")
_NOTHING = {"", "~", "null", "none"}
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[Tt ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(\S*))?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NAME_PARTS = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")


def metadata(text: str, syntax: str) -> tuple[Metadata, list[str]]:
    """What front matter says about its article, and a line for what was wrong with it.

    Scalars are taken as they are written, so that "no" and a date stay what they look like; tags that
    would make objects are not obeyed. Values of the wrong type are turned into text where that is plain,
    else passed over.

    Args:
        text: Without its fences, cleaned; "" where there is none.
        syntax: "yaml" or "toml".
    """
    if not text.strip():
        return Metadata(), []
    try:
        values = _toml(text) if syntax == "toml" else _yaml(text)
    except (ValueError, RecursionError) as error:
        return Metadata(), [f"the front matter is broken and was passed over: {clean_line(str(error))[:200]}"]
    if not isinstance(values, Mapping):
        return Metadata(), ["the front matter has no fields and was passed over"]
    fields = {str(name).strip().lower().replace("-", "_"): value for name, value in values.items()}
    meta = _understood(fields)
    awaited = meta.url is not None and _scalar(fields.get("fetch")) == WHEN_OPENED
    return meta, [ADDRESS_ONLY] if awaited else []


def iso(value: str) -> str | None:
    """A date as people write it, in ISO 8601: with a time and an offset only where it has them.

    Args:
        value: "2026-03-02", "2026-03-02 09:30 +0100", "2 March 2026" and the like.

    Returns:
        None where it is no date.
    """
    if not value:
        return None
    found = _ISO.match(value.strip())
    if found is None:
        from reader.loaders import dates

        named = dates.find(value[:200])
        return named[0].iso if named else None
    year, month, day, clock, zone = found.groups()
    try:
        on = date(int(year), int(month), int(day))
        if clock is None:
            return on.isoformat()
        at = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))
        return datetime.combine(on, at).isoformat() + _offset(zone)
    except ValueError:
        return None


def _offset(zone: str) -> str:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    found = _OFFSET.fullmatch(zone)
    return f"{found[1]}{found[2]}:{found[3] or '00'}" if found else ""


def _yaml(text: str) -> Any:
    import yaml

    if _nesting(text) > DEEPEST:
        raise ValueError(f"its brackets nest deeper than {DEEPEST}")
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 2}: " if mark is not None else ""
        raise ValueError(f"{where}{error.problem or error.context or 'this is no YAML'}") from error
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _nesting(text: str) -> int:
    """How deep brackets nest at most; the time that the YAML parser takes grows with its square."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


def _understood(fields: Mapping[str, Any]) -> Metadata:
    url = next((address for name in _URL if _WEB.match(address := _scalar(fields.get(name)))), "")
    site = next((name for key in _SITE if (name := _scalar(fields.get(key))) and not _WEB.match(name)), "")
    language = _LANGUAGE_TAG.fullmatch(_first(fields, _LANGUAGE))
    return Metadata(
        title=_first(fields, _TITLE),
        standfirst=_first(fields, _STANDFIRST),
        authors=_authors(fields),
        published=iso(_first(fields, _PUBLISHED)),
        updated=iso(_first(fields, _UPDATED)),
        site=site or None,
        url=followable(url) or None,
        language=language[0].replace("_", "-") if language else None,
        tags=tuple(dict.fromkeys(tag.removeprefix("#") for key in _TAGS for tag in _tags(fields.get(key)))),
    )


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := _scalar(fields.get(name)))), "")


def _scalar(value: Any) -> str:
    """A single value as one clean line; "" where it is none or is several."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date | time):
        return ""
    text = clean_line((value.isoformat() if isinstance(value, date | time) else str(value))[:LONGEST_VALUE])
    return "" if text.casefold() in _NOTHING else text


def _several(value: Any) -> list[str]:
    """The values of a list, or the one value; of a mapping, its name."""
    if isinstance(value, list):
        return [text for item in value[:MOST_VALUES] for text in _one(item)]
    return _one(value)


def _one(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = value.get("name")
    text = _scalar(value)
    return [text] if text else []


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    for name in _AUTHORS:
        value = fields.get(name)
        found = _several(value)
        if found and not isinstance(value, list):
            found = [part for text in found for part in _NAME_PARTS.split(_without_by(text)) if part]
        if found:
            return tuple(dict.fromkeys(_without_by(text) for text in found))
    return ()


def _without_by(name: str) -> str:
    return name[3:].strip() if name[:3].casefold() == "by " else name


def _tags(value: Any) -> list[str]:
    found = _several(value)
    if not isinstance(value, list):
        found = [part.strip() for text in found for part in text.split(",")]
    return [tag for tag in found if tag.removeprefix("#")]
