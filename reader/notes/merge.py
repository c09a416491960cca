"""Bringing together what was changed here and what was changed elsewhere, block by block, by id.

Nothing that somebody wrote is lost: where both sides changed the same words, theirs stay in their place and
ours go into a block of their own below it, under the same id with "-conflict".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reader.notes.document import Document
from reader.notes.entry import Entry

CONFLICT = "-conflict"
"""What the id of a block ends in that holds our side of a conflict."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        document: The file as it is to be.
        entry: The block that holds what was asked for; None where there is none any more.
        conflict: Whether the other side changed the same words, so that both stand in the file.
        kept: Whether a block that was to go stays, since the other side changed it meanwhile.
    """

    document: Document
    entry: Entry | None
    conflict: bool = False
    kept: bool = False


def merge(theirs: Document, entry_id: str, base: Entry | None, ours: Entry | None) -> Merged:
    """Make one change in a file that may have changed meanwhile.

    Args:
        theirs: The file as it is now.
        entry_id: Whose block is changed.
        base: The block as it was when the change was begun; None where there was none.
        ours: What it is to be; None to take it out.

    Returns:
        The file with both sides' changes.
    """
    now = theirs.entries.get(entry_id)
    if ours is None:
        return _taken_out(theirs, base, now)
    if now is None or now.content == ours.content:
        return _placed(theirs, ours)
    both = _both(base, ours, now)
    return _placed(theirs, both) if both is not None else _beside(theirs, ours)


def _taken_out(theirs: Document, base: Entry | None, now: Entry | None) -> Merged:
    if now is None:
        return Merged(theirs, None)
    if base is not None and now.content != base.content:
        return Merged(theirs, now, kept=True)
    return Merged(theirs.without(now.id), None)


def _beside(theirs: Document, ours: Entry) -> Merged:
    """The file with our side of a conflict in a block of its own."""
    name, count = ours.id + CONFLICT, 1
    while name in theirs.entries and theirs.entries[name].content != ours.content:
        count += 1
        name = f"{ours.id}{CONFLICT}-{count}"
    return replace(_placed(theirs, replace(ours, id=name)), conflict=True)


def _placed(document: Document, entry: Entry) -> Merged:
    there = document.entries.get(entry.id)
    if there is not None and there.content == entry.content:
        return Merged(document, there)
    document = document.with_entry(entry)
    return Merged(document, document.entries[entry.id])


def _both(base: Entry | None, ours: Entry, theirs: Entry) -> Entry | None:
    """One block with the changes of both sides; None where they changed the same thing differently."""
    if base is None:
        return None
    fields = [(base.quote, ours.quote, theirs.quote), (base.note, ours.note, theirs.note)]
    chosen = [_chosen(*field) for field in fields]
    data = _data(base.data, ours.data, theirs.data)
    if None in chosen[1:] or data is None or (chosen[0] is None and ours.quote is not None):
        return None
    gone = set(base.tags) - set(ours.tags)
    tags = [tag for tag in theirs.tags if tag not in gone]
    tags += [tag for tag in ours.tags if tag not in base.tags and tag not in tags]
    return replace(theirs, quote=chosen[0], note=chosen[1] or "", data=data, tags=tuple(tags))


def _chosen(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _data(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> dict[str, object] | None:
    """The machine data with the changes of both sides, in the order of theirs."""
    merged: dict[str, object] = {}
    for key in [*theirs, *(key for key in ours if key not in theirs)]:
        before, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine in (before, other):
            value = other
        elif other == before:
            value = mine
        else:
            return None
        if value is not None:
            merged[key] = value
    return merged
