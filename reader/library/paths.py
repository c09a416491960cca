"""Where things are on disk, by the XDG base directory specification, with the environment asked each time."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

APPLICATION = "broadsheet"

_NOT_A_NAME = re.compile(r"[^a-z0-9._-]+")


def _base(variable: str, fallback: str) -> Path:
    """A base directory; by the specification, a relative one in the environment is to be ignored."""
    given = os.environ.get(variable, "")
    base = Path(given) if given and Path(given).is_absolute() else home() / fallback
    return base / APPLICATION


def home() -> Path:
    """The user's home; the working folder where the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def config_dir() -> Path:
    """Settings and the user's own themes."""
    return _base("XDG_CONFIG_HOME", ".config")


def data_dir() -> Path:
    """What is the user's own: kept articles, notes, reading state, subscriptions."""
    return _base("XDG_DATA_HOME", ".local/share")


def cache_dir() -> Path:
    """What may be deleted at any time."""
    return _base("XDG_CACHE_HOME", ".cache")


def config_file() -> Path:
    """The settings file."""
    return config_dir() / "config.toml"


def keys_file() -> Path:
    """The reader's own keys, for those who keep them in a file of their own."""
    return config_dir() / "keys.toml"


def themes_dir() -> Path:
    """The user's own themes."""
    return config_dir() / "themes"


def state_dir() -> Path:
    """The logs of reading state, one a machine."""
    return data_dir() / "state"


def notes_dir(chosen: str = "") -> Path:
    """The folder of notes: `chosen` (the setting `notes.dir`; "~" is the home), else the usual one."""
    if not chosen:
        return data_dir() / "notes"
    if chosen == "~" or chosen.startswith("~/"):
        return home() / chosen[2:]
    return home() / chosen


def notes_journal() -> Path:
    """What was done to notes, so that it can be undone and put back."""
    return data_dir() / "notes.journal"


def drafts_dir() -> Path:
    """Notes that are being written."""
    return data_dir() / "drafts"


def articles_dir() -> Path:
    """Kept articles."""
    return data_dir() / "articles"


def trash_dir() -> Path:
    """Deleted articles, until the trash is emptied."""
    return data_dir() / "trash"


def feeds_file() -> Path:
    """Subscriptions."""
    return data_dir() / "feeds.opml"


def searches_dir() -> Path:
    """The logs of saved searches, one a machine."""
    return data_dir() / "searches"


def searches_file() -> Path:
    """Saved searches that were written by hand."""
    return data_dir() / "searches.toml"


def recent_searches_file() -> Path:
    """The last searches made on this machine, a line each."""
    return state_dir() / f"{machine()}.searches"


def recent_commands_file() -> Path:
    """The commands that were last chosen in the palette."""
    return cache_dir() / "recent-commands"


def index_file() -> Path:
    """The derived index, where the cache is on a disk of this machine."""
    return cache_dir() / "index.db"


def tables_dir() -> Path:
    """Where each article's lines stand in long logs of reading state."""
    return cache_dir() / "state"


def machine() -> str:
    """This machine's name, fit for a file name; the name of its log of reading state."""
    name = _NOT_A_NAME.sub("-", socket.gethostname().split(".")[0].lower()).strip("-.")
    return name or "machine"
