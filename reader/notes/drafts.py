"""What is being typed, on disk before it is saved, so that no crash costs it.

As vim's swap files (`:help recovery`): one file a text and a process, written anew while it is typed, deleted
once it is saved, and offered back when the process that wrote it is no more.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.loaders.clean import clean
from reader.notes import files
from reader.notes.errors import unwritable
from reader.notes.naming import utc

ABANDONED = timedelta(days=1)
"""After how long a draft is offered back, even if its process seems alive or is on another machine."""

_SESSION = secrets.token_hex(8)
"""This run of the program; a later process may be given its number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed and never saved.

    Attributes:
        article_id: The article it is about.
        key: What it was to become, as `save` was told.
        text: What was typed.
        base: The note as it was when typing began; empty for a new one.
        quote: The passage that it is about; empty for the article.
        at: When it was last written, ISO 8601 in UTC.
        path: The draft's file.
    """

    article_id: str
    key: str
    text: str
    base: str
    quote: str
    at: str
    path: Path


class Drafts:
    """The drafts of one user.

    Args:
        folder: Where they are; made with the first.
        system: The calls that write; a test's own.
        now: Gives the time.
        host: This machine.
        pid: This process.
    """

    def __init__(
        self,
        folder: Path,
        *,
        system: files.System = files.SYSTEM,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        host: str | None = None,
        pid: int | None = None,
    ) -> None:
        self._folder = folder
        self._system = system
        self._now = now
        self._host = host if host is not None else socket.gethostname()
        self._pid = pid if pid is not None else os.getpid()

    def save(self, article_id: str, key: str, text: str, *, base: str = "", quote: str = "") -> None:
        """Put on disk what was typed so far. To be called within a second of the last key.

        Args:
            article_id: The article.
            key: What it is to become: a highlight's id, or anything that tells it from other texts.
            text: All of it.
            base: The note as it was when typing began; empty for a new one.
            quote: The passage that it is about; empty for the article.

        Raises:
            NotesError: If it cannot be written.
        """
        path = self._path(article_id, key)
        data = {
            "article": article_id,
            "key": key,
            "host": self._host,
            "pid": self._pid,
            "started": _started(self._pid),
            "session": _SESSION,
            "at": utc(self._now()),
            "text": text,
            "base": base,
            "quote": quote,
        }
        try:
            files.write_whole(
                path, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), self._system
            )
        except OSError as error:
            raise unwritable(path, error) from error

    def put_out(self, article_id: str, key: str, text: str) -> Path:
        """Put a text into a file for another program to edit; what that program saves counts as the draft's.

        Args:
            article_id: The article.
            key: As `save` was told, which must come before.
            text: All of it.

        Returns:
            The file; it goes with the draft.

        Raises:
            NotesError: If it cannot be written.
        """
        path = _outside(self._path(article_id, key))
        try:
            files.write_whole(path, text.encode("utf-8", "replace"), self._system)
        except OSError as error:
            raise unwritable(path, error) from error
        return path

    def discard(self, article_id: str, key: str) -> None:
        """Delete the draft of a text that was saved or given up; one that is not there is no fault."""
        self._delete(self._path(article_id, key))

    def forget(self, draft: Draft) -> None:
        """Delete a draft that was taken back or declined."""
        self._delete(draft.path)

    def recover(self) -> list[Draft]:
        """The drafts that nobody is typing any more, the oldest first.

        They are those of processes on this machine that are no more, and those that are a day old. They
        stay on disk until `forget`.
        """
        found = []
        now = self._now()
        with contextlib.suppress(FileNotFoundError):
            for path in sorted(self._folder.iterdir()):
                draft = self._read(path, now)
                if draft is not None:
                    found.append(draft)
        return sorted(found, key=lambda draft: draft.at)

    def _read(self, path: Path, now: datetime) -> Draft | None:
        """A draft that was left behind; None for one in use, and for a file that is none."""
        if path.suffix != ".draft":
            return None
        try:
            data = json.loads(path.read_bytes())
            age = now.timestamp() - path.stat().st_mtime
        except (OSError, ValueError, RecursionError):
            return None
        match data:
            case {
                "article": str(article_id),
                "key": str(key),
                "host": str(host),
                "pid": int(pid),
                "session": str(session),
                "at": str(at),
                "text": str(text),
            }:
                left = host == self._host and not self._is_typing(pid, session, data.get("started"))
                text = _put_out(path) or text
                if text.strip() and (left or age > ABANDONED.total_seconds()):
                    base, quote = str(data.get("base", "")), str(data.get("quote", ""))
                    return Draft(article_id, key, clean(text), clean(base), clean(quote), at, path)
        return None

    def _is_typing(self, pid: int, session: str, started: object) -> bool:
        """Whether the process that wrote a draft still runs, and is not a later one of its number."""
        if pid == self._pid:
            return session == _SESSION
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            return True
        return started is None or started == _started(pid)

    def _path(self, article_id: str, key: str) -> Path:
        name = (
            f"{files.file_name(article_id)}.{files.file_name(key)}.{files.file_name(self._host)}.{self._pid}"
        )
        return self._folder / f"{name}.draft"

    def _delete(self, path: Path) -> None:
        for file in (path, _outside(path)):
            with contextlib.suppress(FileNotFoundError):
                try:
                    self._system.unlink(file)
                except OSError as error:
                    if isinstance(error, FileNotFoundError):
                        raise
                    raise unwritable(file, error) from error


def _outside(path: Path) -> Path:
    """The file in which another program edits a draft's text."""
    return path.with_name(path.name.removesuffix(".draft") + ".md")


def _put_out(path: Path) -> str:
    """What another program saved of a draft's text last; empty where it has none."""
    try:
        return _outside(path).read_text("utf-8", "replace")
    except OSError:
        return ""


def _started(pid: int) -> str | None:
    """When a process was started, in ticks since the machine was, if it tells (proc(5), field 22)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    fields = status.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else None
