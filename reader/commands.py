"""Every command of the reading screen, declared once; bindings, last line, help and palette read it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from textual.binding import Binding, BindingsMap


class Mode(StrEnum):
    """What the keys are for at the moment."""

    LIST = "list"
    READ = "read"
    SELECT = "select"
    NOTE = "note"
    ROLL = "roll"


EVERYWHERE = frozenset(Mode)
PANES = frozenset({Mode.LIST, Mode.READ})
READ = frozenset({Mode.READ})
LIST = frozenset({Mode.LIST})
SELECT = frozenset({Mode.SELECT})
NOTE = frozenset({Mode.NOTE})
ROLL = frozenset({Mode.ROLL})
TEXT = frozenset({Mode.READ, Mode.SELECT})


class Command(NamedTuple):
    """One thing that a key does.

    Attributes:
        id: For ever the same; what the keymap calls it.
        keys: One or more, separated by commas, in Textual's names; "g g" is a sequence of two keys.
        action: The action of the screen that it runs, in Textual's form.
        description: A few words, for help and the palette.
        tooltip: A sentence.
        group: Under which head it stands in the help.
        modes: When it can be used.
    """

    id: str
    keys: str
    action: str
    description: str
    tooltip: str
    group: str
    modes: frozenset[Mode] = PANES

    @property
    def sequences(self) -> tuple[tuple[str, ...], ...]:
        """Its sequences of two keys."""
        return tuple(tuple(key.split()) for key in self.keys.split(",") if " " in key.strip())

    @property
    def single(self) -> tuple[str, ...]:
        """Its single keys."""
        return tuple(key.strip() for key in self.keys.split(",") if key.strip() and " " not in key.strip())


MOVING, FINDING, NOTES, LIBRARY, VIEW, PROGRAM = (
    "Moving", "Finding", "Highlights and notes", "Articles", "The page", "Broadsheet",
)  # fmt: skip

# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "move(1)", "Line down", "Scroll a line down, or go down the list.", MOVING),
    Command("move.up", "k,up", "move(-1)", "Line up", "Scroll a line up, or go up the list.", MOVING),
    Command("move.page-down", "space,ctrl+f,pagedown", "page(1)", "Page down", "Read on by a page.", MOVING),
    Command("move.page-up", "b,ctrl+b,pageup", "page(-1)", "Page up", "Go back a page.", MOVING),
    Command("move.half-down", "ctrl+d,d", "half(1)", "Half a page down", "Read on by half a page.", MOVING),
    Command("move.half-up", "ctrl+u,u", "half(-1)", "Half a page up", "Go back half a page.", MOVING),
    Command("move.start", "g g,home", "start", "To the start", "Go to the first line, or the line of a count in %.", MOVING),
    Command("move.end", "G,end", "end", "To the end", "Go to the last line.", MOVING),
    Command("move.percent", "percent_sign", "percent", "To a part of the text", "After a number: go to so many percent of the text.", MOVING, READ),
    Command("move.next-paragraph", "right_curly_bracket", "paragraph(1)", "Next paragraph", "Go to the next paragraph.", MOVING, READ),
    Command("move.previous-paragraph", "left_curly_bracket", "paragraph(-1)", "Previous paragraph", "Go to the paragraph before.", MOVING, READ),
    Command("move.next-heading", "right_square_bracket right_square_bracket", "heading(1)", "Next heading", "Go to the next heading.", MOVING, READ),
    Command("move.previous-heading", "left_square_bracket left_square_bracket", "heading(-1)", "Previous heading", "Go to the heading before.", MOVING, READ),
    Command("move.next-sentence", "right_parenthesis", "sentence(1)", "Next sentence", "Go to the next sentence.", MOVING, READ),
    Command("move.previous-sentence", "left_parenthesis", "sentence(-1)", "Previous sentence", "Go to the sentence before.", MOVING, READ),
    Command("move.mark", "m", "set_mark", "Set a mark", "With a letter: remember this place in the article.", MOVING, READ),
    Command("move.to-mark", "apostrophe", "go_mark", "Go to a mark", "With a letter: go to that mark; with ' to where you came from.", MOVING, READ),
    Command("move.back", "ctrl+o,backspace", "jump(-1)", "Jump back", "Go back to where you were before the last jump, in whichever article that was.", MOVING, READ),
    Command("move.forward", "ctrl+n", "jump(1)", "Jump forward", "Undo a jump back.", MOVING, READ),
    Command("move.contents", "c", "contents", "Contents", "Show the headings and go to one; where there is room they stay beside the text until Back.", MOVING),
    Command("move.links", "f", "links", "Follow a link", "Put letters over the links, footnotes and names on the screen; type them to go there. ^O or Backspace comes back.", MOVING, READ),

    Command("move.right", "right,l,shift+right", "sideways(1)", "Code and tables to the right", "See what a line of code or a wide table has further to the right.", MOVING, READ),
    Command("move.left", "shift+left", "sideways(-1)", "Code and tables to the left", "Scroll code and wide tables a step back to the left; Back takes them all the way.", MOVING, READ),
    Command("move.roll", "p", "roll", "Scroll by itself", "Let the text move at your pace until another key; a number first is a pace in words a minute.", MOVING, READ),
    Command("roll.faster", "plus,equals_sign", "pace(10)", "Faster", "Let the text that moves by itself move ten words a minute faster.", MOVING, ROLL),
    Command("roll.slower", "minus", "pace(-10)", "Slower", "Let the text that moves by itself move ten words a minute slower.", MOVING, ROLL),
    Command("roll.stop", "p,escape,q", "stop_rolling", "Stand still", "Stop the text that moves by itself, as any other key does.", MOVING, ROLL),
    Command("move.pictures", "i", "pictures", "Picture", "Show the picture that is nearest, with its caption; it is read or fetched only now.", MOVING, READ),

    Command("find.text", "slash", "find", "Find in the text", "Find words in the article as you type; re: begins a regular expression.", FINDING, READ),
    Command("find.list", "slash", "filter", "Filter the list", "Show only the articles that match what you type; Esc shows all again.", FINDING, LIST),
    Command("find.view-next", "right_square_bracket", "view(1)", "Next view", "Show the next saved search as the list; after the last comes the whole list.", FINDING, LIST),
    Command("find.view-previous", "left_square_bracket", "view(-1)", "Previous view", "Show the saved search before as the list.", FINDING, LIST),
    Command("find.views", "V", "views", "Views", "Choose one of the saved searches as the list, rename or delete it.", FINDING),
    Command("find.library", "S", "search", "Search all articles", "Search everything that is loaded, as you type.", FINDING),
    Command("find.next", "n", "match(1)", "Next match", "Go to the next match.", FINDING, READ),
    Command("find.previous", "N", "match(-1)", "Previous match", "Go to the match before.", FINDING, READ),
    Command("find.related", "g r", "related", "Related articles", "Show the five articles that share most with this one, and what they share.", FINDING),
    Command("find.entities", "e", "entities", "Who and what is in it", "List the people, places and things; choose one to step through its mentions, then Enter opens its page.", FINDING),
    Command("find.entity-page", "enter", "entity_page", "Page of a person or thing", "After choosing one with e: every article that has it; else it picks the highlight you look at.", FINDING, READ),

    Command("view.entities", "E", "entity_colours", "Entities on or off", "Mark entities in the text: all, names only, none.", VIEW),
    Command("view.entity-types", "ctrl+e", "entity_types", "Types of entities", "Choose which types of entities are marked in the text.", VIEW),

    Command("note.select", "v", "select", "Select", "Select text, from the sentence you look at.", NOTES, READ),
    Command("note.write", "a", "write_note", "Write a note", "Write a note on this paragraph, or on the article from the list.", NOTES),
    Command("note.list", "A", "notes", "Notes", "List the notes and highlights of the article and go to one.", NOTES, READ | NOTE),
    Command("note.library", "A", "library_notes", "All notes", "List every note and highlight there is, newest first, and go to one.", NOTES, LIST),
    Command("note.everywhere", "g a", "library_notes", "All notes", "List every note and highlight there is, newest first, and go to one.", NOTES),
    Command("note.pick", "H", "pick", "The highlight you look at", "Pick the highlight that is at hand, to write on it, tag it, colour or place it.", NOTES, READ),
    Command("note.next", "right_square_bracket a", "step_notes(1)", "Next highlight", "Go to the next highlight and pick it.", NOTES, READ),
    Command("note.previous", "left_square_bracket a", "step_notes(-1)", "Previous highlight", "Go to the highlight before and pick it.", NOTES, READ),
    Command("note.colour", "C", "next_colour", "Another colour", "Give the highlight you look at the next colour, or after 1 to 5 that one.", NOTES, READ),
    Command("note.delete", "D", "delete_note", "Delete a note", "Delete the note or highlight you look at; U brings it back.", NOTES, READ),
    Command("note.copy", "y", "copy", "Copy", "Send the highlight you look at, or the article's address, to the terminal's clipboard.", NOTES, PANES | NOTE),

    Command("select.left", "h,left", "extend('left')", "A letter back", "Move the end of the selection a letter back.", NOTES, SELECT),
    Command("select.right", "l,right", "extend('right')", "A letter on", "Move the end of the selection a letter on.", NOTES, SELECT),
    Command("select.down", "j,down", "extend('down')", "A line down", "Move the end of the selection a line down.", NOTES, SELECT),
    Command("select.up", "k,up", "extend('up')", "A line up", "Move the end of the selection a line up.", NOTES, SELECT),
    Command("select.word", "w,e", "extend('word')", "A word on", "Move the end of the selection a word on.", NOTES, SELECT),
    Command("select.word-back", "b", "extend('word-back')", "A word back", "Move the end of the selection a word back.", NOTES, SELECT),
    Command("select.sentence", "right_parenthesis,s", "extend('sentence')", "A sentence on", "Move the end of the selection a sentence on.", NOTES, SELECT),
    Command("select.sentence-back", "left_parenthesis,S", "extend('sentence-back')", "A sentence back", "Move the end of the selection a sentence back.", NOTES, SELECT),
    Command("select.next", "J", "select_sentence(1)", "The next sentence instead", "Select the sentence after what is selected, in its place.", NOTES, SELECT),
    Command("select.previous", "K", "select_sentence(-1)", "The sentence before instead", "Select the sentence before what is selected, in its place.", NOTES, SELECT),
    Command("select.paragraph", "right_curly_bracket,p", "extend('paragraph')", "A paragraph on", "Move the end of the selection a paragraph on.", NOTES, SELECT),
    Command("select.paragraph-back", "left_curly_bracket,P", "extend('paragraph-back')", "A paragraph back", "Move the end of the selection a paragraph back.", NOTES, SELECT),
    Command("select.other-end", "o", "other_end", "The other end", "Move the other end of the selection.", NOTES, SELECT),
    Command("select.highlight", "enter", "highlight", "Highlight", "Highlight what is selected.", NOTES, SELECT),
    Command("select.note", "a", "highlight_note", "Highlight with a note", "Highlight what is selected and write a note on it.", NOTES, SELECT),
    Command("select.copy", "y", "copy_selection", "Copy the selection", "Send what is selected to the terminal's clipboard.", NOTES, SELECT),
    Command("select.tags", "t", "highlight_tags", "Highlight with tags", "Highlight what is selected and write its tags.", NOTES, SELECT),
    Command("select.name", "E", "name_selection", "Always mark as a name", "Choose of what type the selected words are, wherever they stand.", NOTES, SELECT),
    Command("select.yellow", "1 enter", "highlight('yellow')", "Highlight in yellow", "Highlight what is selected in the first colour.", NOTES, SELECT),
    Command("select.green", "2 enter", "highlight('green')", "Highlight in green", "Highlight what is selected in the second colour.", NOTES, SELECT),
    Command("select.blue", "3 enter", "highlight('blue')", "Highlight in blue", "Highlight what is selected in the third colour.", NOTES, SELECT),
    Command("select.pink", "4 enter", "highlight('pink')", "Highlight in pink", "Highlight what is selected in the fourth colour.", NOTES, SELECT),
    Command("select.purple", "5 enter", "highlight('purple')", "Highlight in purple", "Highlight what is selected in the fifth colour.", NOTES, SELECT),
    Command("select.end", "escape,v,q", "end_selection", "Let go", "End the selection and change nothing.", NOTES, SELECT),

    Command("highlight.note", "enter,a", "edit_note", "Write on it", "Write on the note of the highlight.", NOTES, NOTE),
    Command("highlight.yellow", "1", "recolour('yellow')", "Yellow", "Give the highlight the first colour.", NOTES, NOTE),
    Command("highlight.green", "2", "recolour('green')", "Green", "Give the highlight the second colour.", NOTES, NOTE),
    Command("highlight.blue", "3", "recolour('blue')", "Blue", "Give the highlight the third colour.", NOTES, NOTE),
    Command("highlight.pink", "4", "recolour('pink')", "Pink", "Give the highlight the fourth colour.", NOTES, NOTE),
    Command("highlight.purple", "5", "recolour('purple')", "Purple", "Give the highlight the fifth colour.", NOTES, NOTE),
    Command("highlight.tags", "t", "tag_note", "Tag it", "Write the tags of the highlight.", NOTES, NOTE),
    Command("highlight.place", "p", "settle", "Its place", "Say where the highlight belongs: here, elsewhere, or nowhere any more.", NOTES, NOTE),
    Command("highlight.delete", "D,x", "delete_picked", "Delete it", "Delete the highlight and its note; U brings it back.", NOTES, NOTE),
    Command("highlight.next", "n,j,down,right_square_bracket a", "step_picked(1)", "Next highlight", "Go on to the next highlight.", NOTES, NOTE),
    Command("highlight.previous", "N,k,up,left_square_bracket a", "step_picked(-1)", "Previous highlight", "Go back to the highlight before.", NOTES, NOTE),
    Command("highlight.end", "escape,q,h,left", "let_go", "Let go", "Let go of the highlight and read on.", NOTES, NOTE),

    Command("article.open", "enter,l,right", "open", "Open", "Open the article and read it.", LIBRARY, LIST),
    Command("article.next", "J", "article(1)", "Next article", "Open the next article in the list.", LIBRARY),
    Command("article.previous", "K", "article(-1)", "Previous article", "Open the article before in the list.", LIBRARY),
    Command("article.read", "r", "toggle_read", "Read or unread", "Mark the article read or unread.", LIBRARY),
    Command("article.star", "s", "toggle_star", "Star", "Star the article, or take the star away.", LIBRARY),
    Command("article.tags", "t", "tags", "Tags", "Write the article's tags.", LIBRARY),
    Command("article.archive", "P", "archive", "Put away", "Put the article away: out of the list, still found by searching.", LIBRARY),
    Command("article.delete", "D,delete", "delete", "Delete", "Put the article into the trash; U brings it back. A file that was only opened stays where it is.", LIBRARY, LIST),
    Command("list.select", "v", "select_article", "Select articles", "Select the article and go on to the next; what is done next is done to all that are selected.", LIBRARY, LIST),
    Command("list.select-to", "M", "select_to_here", "Select to here", "Select everything from the last article that was selected to this one.", LIBRARY, LIST),
    Command("list.select-all", "ctrl+a", "select_all", "Select all", "Select everything in the list, or let go of everything.", LIBRARY, LIST),
    Command("list.order", "O", "order", "Order of the list", "Choose by what the list is sorted and grouped.", LIBRARY),
    Command("article.browse", "o", "browse", "Open in the browser", "Open the article's address in the browser.", LIBRARY),

    Command("undo", "U", "undo", "Undo", "Take back the last change to a note, highlight, name, star, tag or read mark.", LIBRARY, PANES | NOTE),

    Command("redo", "ctrl+r", "redo", "Redo", "Do again what was undone.", LIBRARY, PANES | NOTE),

    Command("view.pane", "tab", "other_pane", "Other pane", "Go to the list, or to the text.", VIEW),
    Command("view.back", "q,escape,h,left", "back", "Back", "Back to where you were, to the list, and then out.", VIEW),
    Command("view.zen", "z", "zen", "Only the text", "Hide everything but the text, or show it again.", VIEW),
    Command("view.list-narrower", "less_than_sign", "list_width(-2)", "Narrower list", "Make the list narrower.", VIEW),
    Command("view.list-wider", "greater_than_sign", "list_width(2)", "Wider list", "Make the list wider.", VIEW),
    Command("view.measure-wider", "plus,equals_sign", "measure(2)", "Wider text", "Set the text in longer lines.", VIEW),
    Command("view.measure-narrower", "minus", "measure(-2)", "Narrower text", "Set the text in shorter lines.", VIEW),
    Command("view.hyphenate", "g h", "switch('hyphenate')", "Hyphens on or off", "Divide long words at the end of a line, or leave them whole.", VIEW, READ),
    Command("view.justify", "g j", "switch('justify')", "Both edges straight or not", "Fill every line to the measure, or leave the right edge ragged.", VIEW, READ),
    Command("view.paragraphs", "g p", "paragraphs", "Indents or empty rows", "Part paragraphs by an indent or by an empty row.", VIEW, READ),
    Command("view.hang", "g m", "switch('hang')", "Hanging quotation marks", "Let quotation marks that open a line hang in the margin, or not.", VIEW, READ),
    Command("view.ruler", "R", "ruler", "Reading ruler", "Set off the line you read, then the paragraph, then nothing.", VIEW, READ),
    Command("view.margin", "w", "margin", "Notes in the margin", "Show the notes beside the text, or hide them.", VIEW),
    Command("view.theme", "T", "theme", "Theme", "Choose a theme; each is shown as you go through them.", VIEW),
    Command("view.repaint", "ctrl+l", "repaint", "Draw again", "Draw the whole screen again, should it be garbled.", VIEW),

    Command("program.palette", "colon,ctrl+p", "palette", "Palette", "Do anything or go anywhere by name: commands, articles, headings, people and things, settings.", PROGRAM, EVERYWHERE),
    Command("program.settings", "comma", "settings", "Settings", "Change how the reader looks and works; every choice is written into config.toml.", PROGRAM),
    Command("program.help", "question_mark,f1", "help", "Keys", "Show what every key does.", PROGRAM, EVERYWHERE),
    Command("program.quit", "Q,ctrl+q", "app.quit", "Quit", "Quit at once; the place is kept.", PROGRAM, EVERYWHERE),
)
# fmt: on


class Moment(StrEnum):
    """What the reader is about: the mode, and while they read, what they step through or cannot see all of."""

    LIST = "list"
    CHOSEN = "chosen"
    READ = "read"
    FOUND = "found"
    NAMED = "named"
    SELECT = "select"
    NOTE = "note"
    DOUBT = "doubt"
    WIDE = "wide"
    ROLL = "roll"


FOOT: Mapping[Moment, tuple[tuple[str, str], ...]] = {
    Moment.LIST: (
        ("article.open", "open"), ("find.list", "filter"), ("article.star", "star"), ("list.select", "select"),
        ("program.help", "keys"),
    ),
    Moment.CHOSEN: (
        ("article.read", "read"), ("article.tags", "tags"), ("article.delete", "delete"), ("view.back", "let go"),
        ("program.help", "keys"),
    ),
    Moment.READ: (
        ("find.text", "find"), ("find.entities", "entities"), ("note.select", "select"), ("note.write", "note"),
        ("program.help", "keys"),
    ),
    Moment.FOUND: (
        ("find.next", "next"), ("find.previous", "before"), ("note.select", "select"), ("view.back", "done"),
        ("program.help", "keys"),
    ),
    Moment.NAMED: (
        ("find.next", "next"), ("find.previous", "before"), ("find.entity-page", "its page"), ("view.back", "done"),
        ("program.help", "keys"),
    ),
    Moment.WIDE: (
        ("move.right", "more"), ("find.text", "find"), ("find.entities", "entities"), ("note.select", "select"),
        ("program.help", "keys"),
    ),
    Moment.ROLL: (
        ("roll.faster", "faster"), ("roll.slower", "slower"), ("roll.stop", "stop"), ("program.help", "keys"),
    ),
    Moment.SELECT: (
        ("select.highlight", "highlight"), ("select.note", "note"), ("select.sentence", "sentence"),
        ("select.end", "let go"), ("program.help", "keys"),
    ),
    Moment.NOTE: (
        ("highlight.note", "note"), ("highlight.yellow", "to 5 colour"), ("highlight.delete", "delete"),
        ("highlight.end", "let go"), ("program.help", "keys"),
    ),
    Moment.DOUBT: (
        ("highlight.place", "its place"), ("highlight.note", "note"), ("highlight.delete", "delete"),
        ("highlight.end", "let go"), ("program.help", "keys"),
    ),
}  # fmt: skip
"""The five keys that matter most at each moment, the last one before all others where there is little room;
and what the last line calls them."""

COUNTED: Mapping[str, str] = {
    "move.down": "down",
    "move.up": "up",
    "move.page-down": "pages",
    "move.next-paragraph": "paragraphs",
    "move.percent": "of the text",
    "select.next": "sentences on",
    "select.word": "words",
    "select.sentence": "sentences",
    "select.paragraph": "paragraphs",
    "move.roll": "words a minute",
    "article.next": "articles on",
}
"""What the last line offers once a number was typed, and what it calls it."""

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

SHOWN = {
    "right_square_bracket": "]", "left_square_bracket": "[", "slash": "/", "question_mark": "?", "colon": ":", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "right_parenthesis": ")", "left_parenthesis": "(", "apostrophe": "'", "percent_sign": "%", "plus": "+",
    "equals_sign": "=", "minus": "-", "less_than_sign": "<", "greater_than_sign": ">", "escape": "Esc",
    "enter": "Enter", "space": "Space", "tab": "Tab", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
    "end": "End", "up": "↑", "down": "↓", "left": "←", "right": "→", "delete": "Del", "comma": ",", "backspace": "Backspace",
}  # fmt: skip
"""Keys as a person writes them."""


def shown_key(key: str) -> str:
    """A key, or a sequence of keys, as a person writes it: "^F", "]]", "Esc"."""
    return "".join(map(_shown, key.split()))


def _shown(key: str) -> str:
    if key.startswith("ctrl+"):
        return f"^{key[5:].upper()}"
    modifier, plus, base = key.rpartition("+")
    named = base.upper() if base[0] == "f" and base[1:].isdecimal() else SHOWN.get(base, base)
    return f"{modifier.capitalize()}{plus}{named}"


def shown_keys(command: Command, keymap: Mapping[str, str] | None = None) -> str:
    """All keys of a command as a person writes them, in the order of their declaration."""
    keys = (keymap or {}).get(command.id, command.keys)
    return " ".join(shown_key(key) for key in keys.split(",") if key.strip())


def commands_with(keymap: Mapping[str, str]) -> tuple[Command, ...]:
    """Every command, with the reader's own keys where `keymap` (by id) has them."""
    return tuple(
        command._replace(keys=keymap[command.id]) if command.id in keymap else command for command in COMMANDS
    )


def bindings(commands: Iterable[Command] = COMMANDS) -> list[Binding]:
    """The single keys as Textual bindings; the sequences are the key reader's (`widgets.keys`)."""
    return [
        Binding(
            ",".join(command.single),
            command.action,
            command.description,
            id=command.id,
            tooltip=command.tooltip,
            show=False,
        )
        for command in commands
        if command.single
    ]


def rebound(found: BindingsMap, commands: Iterable[Command]) -> BindingsMap:
    """A screen's bindings with the keys of `commands` in place of the usual ones.

    Textual's own keymap is of no use here: where a key means one thing in one mode and another in another, it
    takes the key from both.
    """
    others = {
        key: rest
        for key, bound in found.key_to_bindings.items()
        if (rest := [binding for binding in bound if binding.id not in BY_ID])
    }
    return BindingsMap.merge([BindingsMap(bindings(commands)), BindingsMap.from_keys(others)])


def sequences(commands: Iterable[Command], mode: Mode) -> dict[tuple[str, ...], str]:
    """The actions of the sequences of two keys that there are in a mode."""
    return {
        sequence: command.action
        for command in commands
        if mode in command.modes
        for sequence in command.sequences
    }


def action_modes() -> dict[str, frozenset[Mode]]:
    """In which modes each action may run, by its text."""
    modes: dict[str, frozenset[Mode]] = {}
    for command in COMMANDS:
        modes[command.action] = modes.get(command.action, frozenset()) | command.modes
    return modes
