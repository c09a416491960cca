"""The desk: everything one session reads with, put together behind one door for the screens."""

from reader.desk.desk import Desk, Opened

__all__ = ["Desk", "Opened"]
