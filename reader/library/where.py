"""Where the index may lie: SQLite's shared memory needs a disk of this machine, which a home often is not.

Of a write-ahead log the documentation of SQLite says that all processes must be on one host; field reports
of homes on NFS, SMB, Lustre and GPFS tell of damage within minutes.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

REMOTE = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "webdav",
    }
)
"""Types of file systems that other machines may write to."""

_OCTAL = re.compile(r"\\([0-7]{3})")


def is_remote(path: Path) -> bool:
    """Whether a path lies on a file system of other machines, by the longest mount point that leads to it.

    False where the system does not tell (macOS has no such table).
    """
    try:
        table = MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return False
    resolved = path.resolve()
    best, remote = -1, False
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        mount = Path(_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), fields[4]))
        if resolved.is_relative_to(mount) and len(mount.parts) >= best:
            best, remote = len(mount.parts), after.split(" ")[0] in REMOTE
    return remote


def index_path(wanted: Path) -> tuple[Path | None, str | None]:
    """Where to keep the index.

    Args:
        wanted: The usual place, in the user's cache.

    Returns:
        A path on a disk of this machine, and a line where that is not the usual place; None for the path
        where there is none, so that the index must be kept in memory.
    """
    if not is_remote(wanted.parent):
        return wanted, None
    own = Path("/var/tmp") / f"broadsheet-{os.getuid()}"
    if is_remote(own.parent) or not _make_private(own):
        return None, f"{wanted.parent} is on another machine, so the index is kept in memory"
    return own / wanted.name, f"{wanted.parent} is on another machine, so the index is kept in {own}"


def _make_private(folder: Path) -> bool:
    """Make a folder in a place that all may write to, or see that what is there is ours alone."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and status.st_mode & 0o077 == 0
