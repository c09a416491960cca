"""Parts of the desk that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """A property that is made by its first reader and stays, whichever threads ask for it at once.

    `functools.cached_property` has no lock from Python 3.12 on: two workers would make two of the same part,
    and what is written by one would be unknown to the other.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        """What makes it of the object that it belongs to."""
        self._make = make
        self._lock = RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """The part; once it is there, the object's own attribute goes before this."""
        if instance is None:
            return self
        with self._lock:
            parts = instance.__dict__
            if self._name not in parts:
                parts[self._name] = self._make(instance)
            made: T = parts[self._name]
            return made
