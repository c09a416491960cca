"""The front matter of a note file: written once, read with care, changed one line at a time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

FORMAT = "1"
"""The version of the form of note files."""

LONGEST = 64 * 1024
"""How many characters of front matter are read; more is no front matter of ours."""

_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_STRINGS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_UNPRINTABLE = re.compile(
    # YAML 1.2.2, production 1 (c-printable), less what PyYAML takes for a line end.
    r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a note file's text.

    Attributes:
        raw: All of it with both fences, as it is in the file; empty where there is none.
        values: Its keys, all values as strings, or lists or dictionaries of them, whatever YAML makes of it.
        problem: Why it cannot be read, and in which line; None where it can.
        line: Which line of the file that is, counted from 1; 0 where there is no problem.
    """

    raw: str = ""
    values: dict[str, object] = field(default_factory=dict)
    problem: str | None = None
    line: int = 0

    def text(self, key: str) -> str:
        """A value that is one string; empty where it is missing or is something else."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A value as several strings; a single one counts as one of them."""
        value = self.values.get(key)
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def split(text: str) -> tuple[str, str]:
    """The front matter of a file with its fences, and all that follows it.

    The first is empty where there is none; one that is never closed reaches to the end of the file.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return "", text
    closing = _CLOSE.search(text, opening.end())
    end = closing.end() if closing else len(text)
    return text[:end], text[end:]


def read(raw: str) -> FrontMatter:
    """Read a front matter, every value as the string that it is in the file.

    Args:
        raw: With its fences, as `split` gives it.

    Returns:
        The front matter, with its problem where it is not valid.
    """
    if not raw:
        return FrontMatter()
    opening = _FENCE.match(raw)
    closing = _CLOSE.search(raw, opening.end()) if opening else None
    if opening is None or closing is None:
        return FrontMatter(raw, problem="the front matter has no closing ---", line=1)
    if len(raw) > LONGEST:
        return FrontMatter(raw, problem=f"the front matter is longer than {LONGEST:,} characters", line=1)
    values, problem, line = _loaded(raw[opening.end() : closing.start()])
    if problem is None and values not in ("", None) and not isinstance(values, dict):
        problem, line = 'not a list of "key: value" lines', 0
    if problem is not None:
        return FrontMatter(raw, problem=problem, line=2 + line)
    known = values if isinstance(values, dict) else {}
    return FrontMatter(raw, {key: value for key, value in known.items() if isinstance(key, str)})


def _loaded(text: str) -> tuple[object, str | None, int]:
    """What YAML makes of a text; or why it can not, and in which line, counted from 0."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)), None, 0
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, str(error.problem or error.context or "not valid YAML"), mark.line if mark else 0
    except RecursionError:
        return None, "it is nested too deeply", 0
    except (yaml.YAMLError, ValueError) as error:
        return None, str(error).split("\n")[0], 0


def glance(raw: str, key: str) -> str:
    """A value without reading the YAML, for looking through many files, and in one that is not valid."""
    for line in _KEY.finditer(raw):
        if line.group(1) == key:
            value = line.group(2)
            if value[:1] in {'"', "'"} or " #" in value:
                return read(f"---\n{line.group().rstrip()}\n---\n").text(key)
            return value
    return ""


def written(values: dict[str, str | tuple[str, ...]], newline: str = "\n") -> str:
    """A new front matter.

    Args:
        values: In the order of their lines; empty ones are left out.
        newline: What ends a line.
    """
    lines = ["---"]
    for key, value in values.items():
        if isinstance(value, tuple):
            if value:
                lines.append(f"{key}: [{', '.join(map(_scalar, value))}]")
        elif value:
            lines.append(f"{key}: {value if key == 'format' else _scalar(value)}")
    return newline.join([*lines, "---", ""])


def changed(raw: str, key: str, value: str) -> str:
    """The front matter with one key's line changed, all others kept as they are.

    A key that is missing is added as the last. One whose value is more than a plain string on its line is
    left alone.
    """
    line = f"{key}: {_scalar(value)}"
    for found in _KEY.finditer(raw):
        if found.group(1) == key:
            following = raw[found.end() :].lstrip("\r\n")[:1]
            if following in {" ", "\t"} or found.group(2)[:1] in {"|", ">", "[", "{", "&", "*", "!", ""}:
                return raw
            end = "\r" if found.group().endswith("\r") else ""
            return raw[: found.start()] + line + end + raw[found.end() :]
    opening = _FENCE.match(raw)
    closing = _CLOSE.search(raw, opening.end()) if opening else None
    if closing is None:
        return raw
    newline = "\r\n" if raw.split("\n", 1)[0].endswith("\r") else "\n"
    return raw[: closing.start()] + line + newline + raw[closing.start() :]


def _scalar(value: str) -> str:
    """A string for YAML: bare where every reader takes it for a string or a date, else in double quotes."""
    if _DATE.fullmatch(value):
        return value
    if _WORD.fullmatch(value) and value.lower() not in {
        "y",
        "n",
        "yes",
        "no",
        "on",
        "off",
        "true",
        "false",
        "null",
    }:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: _escape(sign.group()), quoted)


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
