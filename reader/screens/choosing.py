"""Settings: shown, changed while one reads, and written into the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from reader.domain.settings import SETTINGS, BadValue, Setting, Settings, read_value, stepped, with_value
from reader.screens.base import ReadingBase

if TYPE_CHECKING:
    from reader.screens.choice import Choice
    from reader.screens.picker import Picker

WRITE_AFTER = 0.7
"""Seconds after the last change at which choices are put on disk."""

USUAL = "usual"
"""What stands for an empty text."""


class Choosing(ReadingBase):
    """The actions that change settings."""

    _written_soon: Timer | None = None
    _unwritten: Mapping[str, str | int | bool] = MappingProxyType({})

    # Making them hold

    def change_setting(self, key: str, value: str | int | bool) -> None:
        """Let a setting hold from now on, in this session and the next ones."""
        setting = next(one for one in SETTINGS if one.key == key)
        self.use_settings(with_value(self.desk.settings, setting, value))
        self._unwritten = {**self._unwritten, key: value}
        if self._written_soon is not None:
            self._written_soon.stop()
        self._written_soon = self.set_timer(WRITE_AFTER, self.write_choices)

    def write_choices(self) -> None:
        """Put what was chosen into the settings file."""
        unwritten, self._unwritten = self._unwritten, {}
        for choice in unwritten.items():
            if problem := self.desk.preferences.remember_choice(*choice):
                self.tell(problem, wrong=True)

    def use_settings(self, settings: Settings) -> None:
        """Let these settings hold, as far as that can be while one reads."""
        desk, before, options = self.desk, self.desk.settings, self.desk.preferences.options
        desk.settings = settings
        changed = {
            one.field for one in SETTINGS if getattr(before, one.field) != getattr(settings, one.field)
        }
        if "measure" in changed or options != desk.preferences.options:
            self.body.set_page(measure=settings.measure, options=desk.preferences.options)
        if "ruler" in changed:
            self.body.set_ruler(settings.ruler)
        if "theme" in changed:
            self.broadsheet.use_theme(settings.theme)
        if "sidebar" in changed:
            for column in self.query("#list, #contents"):
                column.styles.width = settings.sidebar or None
        if "margin" in changed:
            self.set_class(not settings.margin, "-no-margin")
        if "entities_show" in changed:
            self.mark_entities(settings.entities_show)
        if "keys" in changed:
            self.bind_keys()
        if {"list_sort", "list_group"} & changed:
            self.refresh_list()
        self.tell_place()

    # The screen

    def action_settings(self) -> None:
        """Show every setting."""
        self.show_settings()

    def show_settings(self, key: str = "") -> None:
        """Show every setting, with the cursor on the one of that name."""
        from reader.screens.picker import Picker

        rows = self._setting_rows()
        start = next((n for n, row in enumerate(rows) if row.value is not None and row.value.key == key), 0)
        screen = Picker(
            "Settings",
            rows,
            empty="There is no setting of that name.",
            start=start,
            enter="change",
            instead=self._enter,
            keys=(
                ("left", "less", partial(self._change_by, by=-1)),
                ("right", "more", partial(self._change_by, by=1)),
                ("ctrl+d", "usual", self._reset),
                ("ctrl+e", "file", lambda screen, _: self._edit(screen)),
            ),
        )
        screen.id = "settings"
        self.app.push_screen(screen)

    def _setting_rows(self) -> list[Choice[Setting]]:
        from reader.screens.choice import Choice

        rows: list[Choice[Setting]] = []
        group = None
        for setting in sorted(SETTINGS, key=lambda one: "." in one.key):
            if group_of(setting) != group:
                group = group_of(setting)
                rows.append(Choice(None, group, style="bold $reader-dim"))
            value = getattr(self.desk.settings, setting.field)
            rows.append(
                Choice(
                    setting,
                    setting.key,
                    shown_value(value),
                    hint=told(setting),
                    detail_style="$reader-dim" if value == setting.default else "$reader-accent",
                )
            )
        return rows

    def _options(self, setting: Setting) -> Setting:
        """The setting, with the values that only a session knows."""
        if setting.key != "theme":
            return setting
        names = ("auto", *self.broadsheet.theme_names())
        return setting._replace(check=setting.check._replace(options=names))

    def _change_by(self, screen: Picker[Setting], setting: Setting, by: int) -> None:
        value = getattr(self.desk.settings, setting.field)
        after = stepped(self._options(setting), value, by)
        if after != value:
            self.change_setting(setting.key, after)
            screen.refill(self._setting_rows())

    def _reset(self, screen: Picker[Setting], setting: Setting) -> None:
        if isinstance(setting.default, Mapping):
            self.tell("Your own keys stand in the file: ^E opens it")
        else:
            self.change_setting(setting.key, setting.default)
            screen.refill(self._setting_rows())

    def _enter(self, setting: Setting) -> list[Choice[Setting]]:
        """Turn a switch, or ask for a value."""
        from reader.screens.line import LineField

        screen: Any = self.app.screen
        if isinstance(setting.default, Mapping):
            self._edit(screen)
        elif self._options(setting).check.options:
            self._change_by(screen, setting, 1)
        else:

            def typed(words: str | None) -> None:
                if words is not None:
                    self.change_setting(setting.key, read_value(setting, words))
                    screen.refill(self._setting_rows())

            now = str(getattr(self.desk.settings, setting.field))
            self.app.push_screen(
                LineField(setting.key, now, hint=told(setting), check=partial(wrong_with, setting)), typed
            )
        return self._setting_rows()

    def _edit(self, screen: Picker[Setting]) -> None:
        """Open the settings file in `$EDITOR`, and let hold what comes back."""
        from reader.keymap import own_keys
        from reader.library import settings as file
        from reader.library.files import write_atomically
        from reader.library.paths import config_file, keys_file

        self.write_choices()
        path = config_file()
        try:
            if not path.exists():
                write_atomically(path, file.template().encode())
        except OSError as error:
            self.tell(f"{path}: cannot be written ({error.strerror})", wrong=True)
            return
        if self.edit_file(path):
            settings, problems = file.load(path)
            keys, refused = own_keys(settings.keys, path, keys_file())
            self.use_settings(replace(settings, keys=keys))
            screen.refill(self._setting_rows())
            for problem in (*problems, *refused):
                self.tell(problem, wrong=True)


def group_of(setting: Setting) -> str:
    """Under which head a setting stands: the first word of its name, where it has several."""
    head, dot, _ = setting.key.partition(".")
    return head.capitalize() if dot else "Reading"


def shown_value(value: object) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Mapping):
        return f"{len(value)} of your own" if value else USUAL
    return str(value) or USUAL


def told(setting: Setting) -> str:
    """What a setting does and which values it takes."""
    later = " It holds from the next start on." if setting.later else ""
    return f"{setting.help} It may be {setting.check.may_be}.{later}"


def wrong_with(setting: Setting, words: str) -> str | None:
    """A line on why what was typed is no value of the setting; None where it is one."""
    try:
        read_value(setting, words)
    except BadValue as error:
        return str(error)
    return None
