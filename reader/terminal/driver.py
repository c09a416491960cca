"""The lean driver: Textual's driver for Linux and macOS, sending only what changes.

Use it by Textual's own door: ``App(driver_class=lean_driver_class())``.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import shutil
import signal
import threading
from collections import deque
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar, Final, ParamSpec, TypeVar

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.terminal.escape import EscapeParser
from reader.terminal.keyboard import HungUp, Keyboard
from reader.terminal.lifecycle import Lifecycle, in_background, pass_tabs_on, restore_terminal
from reader.terminal.options import Options
from reader.terminal.outlet import Gone, Outlet
from reader.terminal.sender import Sender

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from reader.terminal.guard import Guard

_GUARD_AFTER: Final = 0.3
"""Seconds after the terminal was taken at which its guard is set: the first screen comes before."""

_DRAIN: Final = 2.0
"""Seconds to wait at most for a terminal to take what gives it back."""

_RESIZED_AFTER: Final = 0.1
"""Seconds after a change of size at which to draw at the latest: a dragged corner changes it often."""

_ANSWER_LIMIT: Final = 1.0
"""Seconds to wait at most at the end for an answer that would otherwise be typed into the shell."""

_FIRST_ANSWER_LIMIT: Final = 0.3
"""The same for a terminal that has not answered yet and may never do so."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def lean_driver_class(options: Options | None = None) -> type[LeanDriver]:
    """A driver class for ``App(driver_class=...)``.

    Args:
        options: What the terminal can do and what the program wishes.
    """
    chosen = options or Options()

    class ConfiguredLeanDriver(LeanDriver):
        """The lean driver with a program's own options."""

        options = chosen

    return ConfiguredLeanDriver


class LeanDriver(LinuxDriver):
    """A driver that keeps a model of the screen and sends the difference, at the pace of the line."""

    options: ClassVar[Options] = Options()

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if not self.input_tty:
            self._read_keys_from_terminal()
        self._timers = _LoopTimers(asyncio.get_running_loop(), self)
        self._outlet: Outlet | None = None
        self._sender: Sender | None = None
        self._keyboard: Keyboard | None = None
        self._guard: Guard | None = None
        self._guarding: asyncio.TimerHandle | None = None
        self._answer_came = threading.Event()
        self._gone = False
        self._resized = False
        self._stopped_by_us = False
        self._lifecycle = Lifecycle(
            asyncio.get_running_loop(),
            save=self.options.on_hangup,
            leave=self._leave,
            restore=self._restore,
            active=lambda: self._outlet is not None,
        )
        signal.signal(signal.SIGTSTP, self._on_stop)
        # By the loop: a signal that the kernel gives to another thread would not wake this one.
        asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, self._on_continue)

    def _read_keys_from_terminal(self) -> None:
        """Read keys from the terminal itself when standard input is a pipe or a file."""
        try:
            self.fileno = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        except OSError:
            return
        self.input_tty = True

    @property
    def output_fd(self) -> int:
        """Descriptor of the terminal; -1 while the driver does not have it."""
        return -1 if self._outlet is None else self._outlet.fd

    def write(self, data: str) -> None:
        """Take a frame, to be sent at the next :meth:`flush`, or a control, sent at once."""
        if self._sender is not None:
            self._guarded(self._sender.write, data)

    def flush(self) -> None:
        """Send what was written, as far as the terminal takes it."""
        if self._sender is not None:
            self._guarded(self._sender.send)

    def repaint(self) -> None:
        """Draw the whole screen again, for a person whose terminal shows something else."""
        if self._sender is not None:
            self._guarded(self._sender.repaint)
        self._app.refresh()

    def writable(self) -> None:
        """Go on writing; called by the event loop when the terminal takes more."""
        if self._sender is not None and self._guarded(self._sender.writable) is not False:
            self._timers.stop_watching()

    def _guarded(
        self, action: Callable[_Parameters, _Result], *args: _Parameters.args, **kwargs: _Parameters.kwargs
    ) -> _Result | None:
        if self._outlet is None or self._sender is None or self._gone:
            return None
        if self._resized:
            self._resized = False
            self._sender.resize(*self._terminal_size(self._outlet))
        try:
            return action(*args, **kwargs)
        except Gone:
            self._vanished()
            return None

    @staticmethod
    def _terminal_size(outlet: Outlet) -> tuple[int, int]:
        usual = shutil.get_terminal_size()
        return outlet.size() or (usual.columns, usual.lines)

    def _vanished(self) -> None:
        if not self._gone:
            self._gone = True
            self._timers.loop.call_soon_threadsafe(self._lifecycle.end, signal.SIGHUP)

    def run_input_thread(self) -> None:
        """Read keys until told to stop, and turn them into Textual's messages."""
        keyboard = self._keyboard
        if keyboard is None:
            return
        alt = self.options.alt is not None and self.options.alt()
        parser = XTermParser(self._debug) if alt else EscapeParser(self._debug)
        try:
            for text in keyboard.texts(constants.ESCAPE_DELAY + 0.1):
                if text:
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        except HungUp:
            if self.input_tty:
                self._vanished()
        finally:
            with contextlib.suppress(EOFError, ParseError):
                deque(parser.feed(""), maxlen=0)

    def process_message(self, message: Message) -> None:
        """Pass a message on to the program; one of a new size also to the model of the screen."""
        if isinstance(message, events.Resize):
            self._resized = True
        super().process_message(message)

    def disable_input(self) -> None:
        """Stop reading keys, at once."""
        if self._keyboard is not None:
            self._keyboard.stop()
        super().disable_input()
        if self._keyboard is not None:
            self._keyboard.close()
            self._keyboard = None

    def _on_answer(self) -> None:
        if self._sender is not None:
            self._guarded(self._sender.answered)
        self._answer_came.set()

    def _on_typed(self, keys: int) -> None:
        if self._sender is not None:
            self._sender.typed(keys)

    def _expects_answer(self) -> bool:
        return self._sender is not None and self._sender.expects_answer()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._outlet = Outlet([2, 1, self.fileno])
        size = self._terminal_size(self._outlet)
        if self._sender is None:
            self._sender = Sender(self._outlet, size, self.options, self._timers)
        else:
            self._sender.enter(self._outlet, size, showing=False)
        self._keyboard = Keyboard(
            self.fileno, self._expects_answer, self._on_answer, self._on_typed, self.options.encoding
        )
        atexit.register(self._restore)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        pass_tabs_on(self.fileno)
        self._guarded(self._sender.show)
        handle_resize = signal.getsignal(signal.SIGWINCH)

        def on_resize(number: int, frame: FrameType | None) -> None:
            self._resized = True
            if callable(handle_resize):
                handle_resize(number, frame)
            # Textual draws nothing for a size that it had before, but the terminal may have cleared all.
            self._timers.later(_RESIZED_AFTER)

        signal.signal(signal.SIGWINCH, on_resize)
        self._lifecycle.install()
        self._guarding = self._timers.loop.call_later(_GUARD_AFTER, self._set_guard)

    def _set_guard(self) -> None:
        from reader.terminal.guard import Guard

        with contextlib.suppress(OSError):
            self._guard = Guard(self.fileno, self.attrs_before)

    def _dismiss_guard(self) -> None:
        if self._guarding is not None:
            self._guarding.cancel()
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.dismiss()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._sender is not None:
            self._guarded(self._sender.leave)
            self._await_answer(self._sender)
        super().stop_application_mode()
        if self._outlet is not None and not self._gone:
            with contextlib.suppress(Gone):
                self._outlet.drain(_DRAIN)
        self._dismiss_guard()

    def _await_answer(self, sender: Sender) -> None:
        """Wait for an answer that is on its way: after the end, the shell would take it for typing."""
        self._answer_came.clear()
        if sender.expects_answer() and not self._gone and self._keyboard is not None:
            usual = 4 * sender.pacer.delay + 0.1 if sender.pacer.answers else _FIRST_ANSWER_LIMIT
            self._answer_came.wait(min(_ANSWER_LIMIT, usual))

    def close(self) -> None:
        """Close what was opened."""
        super().close()
        if self._outlet is not None:
            self._timers.stop()
            self._outlet.close()
            self._outlet = None
        atexit.unregister(self._restore)

    def _leave(self, there: bool) -> None:
        if not there:
            self._gone = True
        elif self._outlet is not None:
            self.stop_application_mode()
            self.close()

    def _restore(self) -> None:
        if self._outlet is not None and not self._gone:
            restore_terminal(self._outlet.fd, self.attrs_before)
            self._dismiss_guard()

    def _on_stop(self, *_: object) -> None:
        if self._auto_restart and self._outlet is not None:
            self._timers.loop.call_soon_threadsafe(self._stop_process)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop_process(self) -> None:
        self._stopped_by_us = True
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _on_continue(self) -> None:
        if self._auto_restart:
            self._continue()

    def _continue(self) -> None:
        if in_background(self.fileno):
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._stopped_by_us:
            self._stopped_by_us = False
            self.resume_application_mode()
            self.send_message(self.SignalResume())
        elif self._outlet is not None:
            # Stopped behind its back: the shell has had the terminal since, and left its own settings.
            self.suspend_application_mode()
            self.resume_application_mode()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open a link if it is one that may be opened; say why if it is not."""
        from reader.terminal.links import UnsafeLink, open_link, read_link

        try:
            open_link(read_link(url))
        except UnsafeLink as error:
            self._app.notify(str(error), severity="warning", markup=False)


class _LoopTimers:
    """A sender's wishes to be called again, put to an event loop from whatever thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, driver: LeanDriver) -> None:
        self.loop = loop
        self._driver = driver
        self._timer: asyncio.TimerHandle | None = None
        self._watched = -1

    def later(self, seconds: float) -> None:
        """Flush the driver after some seconds."""
        self.loop.call_soon_threadsafe(self._set, seconds)

    def _set(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._driver.flush)

    def when_writable(self) -> None:
        """Have the driver go on when its terminal takes bytes again."""
        self.loop.call_soon_threadsafe(self._watch)

    def _watch(self) -> None:
        fd = self._driver.output_fd
        if fd >= 0:
            self._watched = fd
            self.loop.add_writer(fd, self._driver.writable)

    def stop_watching(self) -> None:
        """Wait for the terminal no more."""
        if self._watched >= 0:
            self.loop.remove_writer(self._watched)
            self._watched = -1

    def stop(self) -> None:
        """Forget all wishes."""
        self.stop_watching()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
