"""Notes for other programs: W3C Web Annotation as JSON-LD, and CSV as Readwise imports it.

Both are made of note files alone, so that notes are exported whether their articles are at hand or not.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import Path

from reader.domain.highlight import Highlight
from reader.notes import files
from reader.notes.errors import NotesError, unreadable, unwritable
from reader.notes.notebook import NoteFile

CSV_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""The columns that Readwise's own CSV template has (readwise.io/import_bulk)."""

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"digest": "urn:broadsheet:digest"}]


def json_ld(notes: Iterable[NoteFile]) -> str:
    """Notes as one page of Web Annotations (W3C Recommendation, 23 February 2017).

    The page bears a digest of its annotations, by which a later export knows a file that nobody changed.

    Args:
        notes: The note files to export.
    """
    items = [_annotation(note, highlight) for note in notes for highlight in note.highlights]
    page = {
        "@context": _CONTEXT,
        "id": "urn:broadsheet:notes",
        "type": "AnnotationPage",
        "digest": _digest(items),
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def csv_rows(notes: Iterable[NoteFile]) -> list[dict[str, str]]:
    """Highlights as the rows that Readwise takes.

    Readwise has no notes on whole articles; such a note goes in as a highlight of its own words.

    Args:
        notes: The note files to export.

    Returns:
        A dictionary by `CSV_COLUMNS` each.
    """
    rows = []
    for note in notes:
        for highlight in note.highlights:
            anchor = highlight.anchor
            tags = " ".join(f".{tag}" for tag in highlight.tags)  # how Readwise writes tags within a note
            own = "\n".join(part for part in (tags, highlight.note) if part)
            rows.append(
                {
                    "Highlight": anchor.quote if anchor is not None else highlight.note,
                    "Title": note.title,
                    "Author": ", ".join(note.authors),
                    "URL": note.url,
                    "Note": own if anchor is not None else tags,
                    "Location": str(anchor.start) if anchor is not None and anchor.start >= 0 else "",
                    "Date": highlight.made.replace("T", " ").removesuffix("Z"),
                }
            )
    return [row for row in rows if row["Highlight"].strip()]


def csv_text(rows: Iterable[dict[str, str]]) -> str:
    """Rows as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_json_ld(path: Path, notes: Iterable[NoteFile]) -> None:
    """Export as JSON-LD into a file; an earlier export that nobody changed is brought up to date.

    Args:
        path: Where to.
        notes: The note files to export.

    Raises:
        NotesError: If the file holds anything else, which is then left as it is, or cannot be written.
    """
    there = _there(path)
    if there:
        try:
            page = json.loads(there)
        except (ValueError, RecursionError):
            page = None
        if not isinstance(page, dict) or page.get("digest") != _digest(page.get("items")):
            raise NotesError(
                f"{path}: it is no export of notes, or was changed since; it is left as it is: "
                "choose another name, or delete it"
            )
    _write(path, json_ld(notes).encode("utf-8", "replace"), there)


def write_csv(path: Path, notes: Iterable[NoteFile]) -> None:
    """Export as CSV into a file; rows that it has are kept, and only those it lacks are added.

    Args:
        path: Where to.
        notes: The note files to export.

    Raises:
        NotesError: If the file has other columns, and is then left as it is, or cannot be written.
    """
    rows = csv_rows(notes)
    there = _there(path)
    if not there:
        _write(path, csv_text(rows).encode("utf-8", "replace"), there)
        return
    try:
        text = there.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        if tuple(reader.fieldnames or ()) != CSV_COLUMNS:
            raise NotesError(
                f"{path}: its columns are not those of an export; it is left as it is: choose another name"
            )
        known = {tuple(row.get(column) or "" for column in CSV_COLUMNS) for row in reader}
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotesError(
            f"{path}: it is no CSV; it is left as it is: choose another name, or delete it"
        ) from error
    added = [row for row in rows if tuple(row[column] for column in CSV_COLUMNS) not in known]
    if added:
        lines = csv_text(added).split("\r\n", 1)[1]
        gap = b"" if there.endswith(b"\n") else b"\r\n"
        _write(path, there + gap + lines.encode("utf-8", "replace"), there)


def _annotation(note: NoteFile, highlight: Highlight) -> dict[str, object]:
    anchor = highlight.anchor
    source = note.url or f"urn:broadsheet:article:{note.article_id}"
    body: list[dict[str, object]] = []
    if highlight.note:
        purpose = {"purpose": "commenting", "format": "text/markdown"}
        body.append({"type": "TextualBody", "value": highlight.note, **purpose})
    body += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in highlight.tags]
    target: dict[str, object] = {"source": source}
    if note.title:
        target["source"] = {"id": source, "type": "Text", "label": note.title}
    if anchor is not None:
        selectors: list[dict[str, object]] = [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.quote,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            }
        ]
        if anchor.start >= 0:
            selectors.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
        target |= {"selector": selectors, "styleClass": highlight.colour.value}
    annotation: dict[str, object] = {
        "id": f"urn:broadsheet:{note.article_id}:{highlight.id}",
        "type": "Annotation",
        "motivation": "commenting" if highlight.note else "highlighting",
        "target": target,
    }
    if highlight.made:
        annotation["created"] = highlight.made
    if body:
        annotation["body"] = body
    return annotation


def _digest(items: object) -> str:
    text = json.dumps(items, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _there(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, error) from error


def _write(path: Path, data: bytes, there: bytes) -> None:
    if data != there:
        try:
            files.write_whole(path, data)
        except OSError as error:
            raise unwritable(path, error) from error
