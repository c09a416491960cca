"""Counts, sequences of two keys, and commands that wait for a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

MAX_COUNT = 99_999
"""A count grows no further than this, whatever is typed."""


@dataclass
class KeyReader:
    """Reads keys before the bindings see them.

    Attributes:
        sequences: The actions that sequences of two keys run; the first may be a number.
        count: The number typed so far; 0 for none.
        spent: Whether the key that the number was for has come; what takes no number leaves it behind.
        held: The first key of a sequence, while the second is awaited.
        wants: What gets the next character, while a command waits for one.
        asked: What the last line says meanwhile.
        asks: Characters that may come, and what each does.
    """

    sequences: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    count: int = 0
    spent: bool = False
    held: str = ""
    wants: Callable[[str], None] | None = None
    asked: str = ""
    asks: Sequence[tuple[str, str]] = ()

    def ask(self, wants: Callable[[str], None], asked: str, asks: Sequence[tuple[str, str]]) -> None:
        """Let a command have the next character.

        Args:
            wants: Gets it.
            asked: What the last line says until then.
            asks: Characters that may come, and what each does in a word or two.
        """
        self.wants, self.asked, self.asks = wants, asked, asks

    def feed(self, key: str, character: str | None, *, counting: bool) -> tuple[bool, str]:
        """Take a key.

        Args:
            key: Its name.
            character: What it types, if anything.
            counting: Whether digits are counts now.

        Returns:
            Whether the key is used up, and the action to run (empty for none).
        """
        if self.spent:
            self.count, self.spent = 0, False
        if self.wants is not None:
            wants, self.wants = self.wants, None
            if character and key != "escape":
                wants(character)
            return True, ""
        if self.held:
            action = self.sequences.get((self.held, key), "")
            self.held = ""
            if not action:
                self.count = 0
            self.spent = bool(self.count)
            return True, action
        if (
            counting
            and character
            and character.isdecimal()
            and character.isascii()
            and (self.count or character != "0")
        ):
            self.count = min(MAX_COUNT, self.count * 10 + int(character))
            return True, ""
        if self.count and (key == "escape" or (str(self.count), key) in self.sequences):
            action = self.sequences.get((str(self.count), key), "")
            self.count = 0
            return True, action
        if any(sequence[0] == key for sequence in self.sequences):
            self.held = key
            return True, ""
        self.spent = bool(self.count)
        return False, ""

    def take_count(self, default: int = 1) -> int:
        """The number typed, which is then forgotten; `default` where none was."""
        count, self.count = self.count, 0
        return count or default

    def followers(self) -> list[tuple[str, str]]:
        """What may follow the held key, or the number typed: keys with their actions."""
        first = self.held or str(self.count)
        return [(sequence[1], action) for sequence, action in self.sequences.items() if sequence[0] == first]
