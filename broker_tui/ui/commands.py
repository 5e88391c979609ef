"""Every command of the screens, declared once: keys, bottom line, palette, help page and keymap all read it here.

A command's words stand in the catalogue: `command.<id>.label` (two words at most) and `command.<id>.help`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    Attributes:
        id: names it in the catalogue, the palette and the user's keymap.
        keys: Textual's key names, the one to show first, separated by commas; empty when it is in the palette only.
        action: the Textual action it runs.
        where: the place it belongs to; a screen names its places in `PLACES`.
        show: whether the bottom line names it.
        system: whether the help page and the palette leave it out (moving about needs no page).
        priority: whether it also works while a field or a dialog has the keyboard.
    """

    id: str
    keys: str
    action: str
    where: str
    show: bool = True
    system: bool = False
    priority: bool = False


def _everywhere() -> Iterator[Command]:
    yield Command("help", "f1", "app.help", "app")
    yield Command("palette", "ctrl+p,f9", "app.palette", "app", show=False)
    yield Command("quit", "ctrl+q", "app.quit", "app", show=False, priority=True)
    yield Command("quit.hint", "ctrl+c", "app.quit_hint", "app", show=False, system=True)
    yield Command("theme.next", "", "app.next_theme", "app", show=False)
    yield Command("language.next", "", "app.next_language", "app", show=False)


def _acts() -> Iterator[Command]:
    """Commands of every screen without fields: there a single letter is safe."""
    yield Command("contact.log", "u", "log_contact", "views")
    yield Command("note.write", "n,f4", "write_note", "views")
    yield Command("undo", "z,ctrl+z", "app.undo", "views", show=False)
    yield Command("redo", "y,ctrl+y", "app.redo", "views", show=False)


def _views() -> Iterator[Command]:
    yield Command("view.my_week", "1", "app.view('my_week')", "views")
    yield Command("view.caseload", "2", "app.view('caseload')", "views")
    yield Command("view.weeks", "3", "app.view('weeks')", "views")
    yield Command("view.results", "4", "app.view('results')", "views")
    yield Command("view.companies", "5", "app.view('companies')", "views")
    yield Command("view.registrations", "6", "app.view('registrations')", "views")
    yield Command("citizen.new", "o", "app.new_citizen", "views", show=False)
    yield Command("import", "i", "app.import_file", "views", show=False)
    yield Command("notes", "", "app.notes", "views", show=False)
    yield Command("drafts", "f6", "app.drafts", "views", show=False)
    yield Command("settings", "comma", "app.settings", "views", show=False)
    yield Command("lock", "ctrl+l", "app.lock", "views", show=False)
    yield Command("palette.colon", "colon", "app.palette", "views", show=False, system=True)


def _lists() -> Iterator[Command]:
    """Moving in a list; the table itself carries these."""
    yield Command("list.down", "down,j", "down", "list", show=False, system=True)
    yield Command("list.up", "up,k", "up", "list", show=False, system=True)
    yield Command("list.page_down", "pagedown", "page_down", "list", show=False, system=True)
    yield Command("list.page_up", "pageup", "page_up", "list", show=False, system=True)
    yield Command("list.top", "home,g", "top", "list", show=False, system=True)
    yield Command("list.bottom", "end,G", "bottom", "list", show=False, system=True)


def _my_week() -> Iterator[Command]:
    yield Command("item.open", "enter", "open", "my_week")
    yield Command("item.citizen", "b", "open_citizen", "my_week", show=False)
    yield Command("why", "question_mark", "why", "my_week")
    yield Command("search", "slash,ctrl+f", "search", "my_week")
    yield Command("mine", "e", "toggle_mine", "my_week", show=False)


def _caseload() -> Iterator[Command]:
    yield Command("citizen.open", "enter", "open", "caseload")
    yield Command("why.citizen", "question_mark", "why", "caseload", show=False)
    yield Command("caseload.search", "slash,ctrl+f", "search", "caseload")
    yield Command("caseload.filter", "f", "filter", "caseload")
    yield Command("caseload.sort", "s", "sort", "caseload")
    yield Command("caseload.reverse", "S", "reverse", "caseload", show=False)
    yield Command("caseload.clear", "c", "clear", "caseload")
    yield Command("cpr.show", "f8,h", "toggle_cpr", "caseload", show=False)


def _weeks() -> Iterator[Command]:
    yield Command("week.open", "enter", "open", "weeks")
    yield Command("week.excuse", "x", "excuse", "weeks")
    yield Command("week.earlier", "left", "earlier", "weeks", show=False)
    yield Command("week.later", "right", "later", "weeks", show=False)
    yield Command("week.today", "t", "this_week", "weeks", show=False)
    yield Command("week.citizen", "b", "open_citizen", "weeks", show=False)
    yield Command("why.week", "question_mark", "why", "weeks", show=False)
    yield Command("weeks.search", "slash,ctrl+f", "search", "weeks")


def _citizen() -> Iterator[Command]:
    """A citizen's page."""
    yield Command("page.open", "enter", "open", "citizen")
    yield Command("page.add", "a", "add", "citizen")
    yield Command("page.edit", "e", "edit", "citizen", show=False)
    yield Command("page.tick", "space", "tick", "citizen")
    yield Command("page.print", "p", "print", "citizen")
    yield Command("page.remove", "x,delete", "remove", "citizen")
    yield Command("page.close_step", "l", "close_step", "citizen")
    yield Command("page.company", "w", "company", "citizen", show=False)
    yield Command("page.master", "m", "master", "citizen")
    yield Command("page.versions", "v", "versions", "citizen")
    yield Command("page.next_tab", "right,tab", "tab(1)", "citizen")
    yield Command("page.last_tab", "left,shift+tab", "tab(-1)", "citizen", show=False)
    yield Command("page.why", "question_mark", "why", "citizen", show=False)
    yield Command("page.cpr", "h,f8", "toggle_cpr", "citizen", show=False)


def _documents() -> Iterator[Command]:
    """A document as it will be printed, and the versions of a form."""
    yield Command("document.print", "p,enter", "print", "document")
    yield Command("document.cpr", "h,f8", "toggle_cpr", "document")
    yield Command("printing.save", "ctrl+s", "save", "printing")
    yield Command("versions.compare", "enter", "compare", "versions")
    yield Command("versions.mark", "space", "mark", "versions")
    yield Command("versions.show", "p", "show", "versions")
    yield Command("compare.all", "a,space", "all", "compare")


def _companies() -> Iterator[Command]:
    """The register of companies, and a company's page."""
    for place in ("companies", "company"):
        yield Command(f"{place}.open", "enter", "open", place)
        yield Command(f"{place}.add", "a", "add", place)
        yield Command(f"{place}.approach", "h", "approach", place)
        yield Command(f"{place}.edit", "e", "edit", place)
        yield Command(f"{place}.remove", "x,delete", "remove", place, show=place == "company")
    yield Command("companies.search", "slash,ctrl+f", "search", "companies")
    yield Command("companies.clear", "c", "clear", "companies")


def _registrations() -> Iterator[Command]:
    """The checklist of what the official systems lack."""
    yield Command("registration.tick", "space", "tick", "registrations")
    yield Command("registration.open", "enter", "open", "registrations")
    yield Command("registration.citizen", "b", "open_citizen", "registrations", show=False)
    yield Command("why.registration", "question_mark", "why", "registrations")
    yield Command("registrations.search", "slash,ctrl+f", "search", "registrations", show=False)
    yield Command("registrations.mine", "e", "toggle_mine", "registrations", show=False)


def _results() -> Iterator[Command]:
    """The results month by month, the citizens of a month, and the starts that are agreed."""
    yield Command("results.open", "enter", "open", "results")
    yield Command("results.earlier", "left", "earlier", "results", show=False)
    yield Command("results.later", "right", "later", "results", show=False)
    yield Command("results.today", "t", "this_month", "results", show=False)
    yield Command("results.ahead", "a", "ahead", "results")
    yield Command("results.filter", "f", "filter", "results")
    yield Command("results.clear", "c", "clear", "results")
    yield Command("results.mine", "e", "toggle_mine", "results", show=False)
    yield Command("results.status", "s", "switch_status", "results", show=False)
    yield Command("results.export", "x", "export", "results")
    yield Command("why.results", "question_mark", "why", "results")
    yield Command("results.search", "slash,ctrl+f", "search", "results", show=False)
    yield Command("month.open", "enter", "open", "results.month")
    yield Command("month.narrow", "f,tab", "narrow(1)", "results.month")
    yield Command("month.narrow_back", "shift+tab", "narrow(-1)", "results.month", show=False)
    yield Command("month.all", "c", "all", "results.month")
    yield Command("month.export", "x", "export", "results.month")
    yield Command("month.earlier", "left", "earlier", "results.month", show=False)
    yield Command("month.later", "right", "later", "results.month", show=False)
    yield Command("why.month", "question_mark", "why", "results.month")
    yield Command("month.search", "slash,ctrl+f", "search", "results.month")
    yield Command("ahead.open", "enter", "open", "results.ahead")


def _pages() -> Iterator[Command]:
    """Screens that lie on top of another: help, palette, pickers."""
    yield Command("back", "escape,q", "back", "page")
    yield Command("back.dialog", "escape", "back", "dialog")


def _forms() -> Iterator[Command]:
    """Forms: no letters, since every field may want them."""
    yield Command("form.save", "ctrl+s", "save", "form")
    yield Command("form.next_problem", "f8,ctrl+g", "next_problem", "form")
    yield Command("form.fresh", "ctrl+n", "fresh", "form")
    yield Command("form.row_add", "ctrl+r", "row('add')", "form", show=False)
    yield Command("form.row_remove", "ctrl+t", "row('remove')", "form", show=False)
    yield Command("form.row_restore", "ctrl+o", "row('restore')", "form", show=False)


def _start() -> Iterator[Command]:
    """The first screens: unlocking, and a new database."""
    yield Command("start.next", "enter", "submit", "start.field")
    yield Command("unlock.forgotten", "f2", "forgotten", "unlock")
    yield Command("welcome.demo", "f2", "app.show_demo", "welcome")
    yield Command("recovery.save", "f3", "save_code", "recovery")
    yield Command("recovery.skip", "f8", "skip", "recovery")
    yield Command("beginning.choose", "enter", "choose", "beginning")
    yield Command("beginning.down", "down,j", "move(1)", "beginning", show=False, system=True)
    yield Command("beginning.up", "up,k", "move(-1)", "beginning", show=False, system=True)


def _importing() -> Iterator[Command]:
    """Bringing citizens in: the file, its columns, the plan."""
    yield Command("path.take", "enter", "submit", "path.field")
    yield Command("path.complete", "tab", "screen.complete", "path.field")
    yield Command("path.down", "down", "screen.entry(1)", "path.field", show=False, system=True)
    yield Command("path.up", "up", "screen.entry(-1)", "path.field", show=False, system=True)
    yield Command("columns.change", "enter", "change", "import.columns")
    yield Command("columns.confirm", "a", "confirm_all", "import.columns")
    yield Command("columns.profile", "p", "save_profile", "import.columns", show=False)
    yield Command("columns.go_on", "ctrl+s,v", "go_on", "import.columns")
    yield Command("import.run", "ctrl+s", "run", "import.plan")
    yield Command("import.section", "right,tab", "section(1)", "import.plan")
    yield Command("import.section_back", "left,shift+tab", "section(-1)", "import.plan", show=False, system=True)
    yield Command("import.settle", "enter", "settle", "import.plan", show=False)
    yield Command("import.start", "s", "start", "import.plan", show=False)
    yield Command("import.skip", "x", "skip_refused", "import.plan", show=False)
    yield Command("import.mine", "t", "mine", "import.plan", show=False)
    yield Command("import.save_refused", "f", "save_refused", "import.plan", show=False)
    yield Command("cases.run", "ctrl+s", "run", "import.cases")
    yield Command("cases.skip", "x", "skip_refused", "import.cases", show=False)
    yield Command("settings.change", "enter,space", "change", "settings")
    yield Command("own_forms.choose", "enter", "choose", "own_forms")
    yield Command("own_forms.reset", "x,delete", "reset", "own_forms")
    yield Command("own_form.activate", "ctrl+s", "activate", "own_form")
    yield Command("asking.answer", "enter", "submit", "asking.field")


def _notes() -> Iterator[Command]:
    """Field notes that wait."""
    yield Command("notes.contact", "enter,u", "file_as_contact", "notes")
    yield Command("notes.remark", "n", "file_as_remark", "notes")
    yield Command("notes.drop", "d,delete", "drop", "notes")
    yield Command("notes.restore", "z", "restore", "notes", show=False)


COMMANDS: Final[tuple[Command, ...]] = (
    *_acts(),
    *_my_week(),
    *_caseload(),
    *_weeks(),
    *_citizen(),
    *_documents(),
    *_companies(),
    *_registrations(),
    *_results(),
    *_forms(),
    *_start(),
    *_importing(),
    *_notes(),
    *_pages(),
    *_lists(),
    *_views(),
    *_everywhere(),
)
"""All commands, in the order in which the bottom line, the palette and the help page name them."""

BY_ID: Final = {command.id: command for command in COMMANDS}
RANK: Final = {command.id: rank for rank, command in enumerate(COMMANDS)}


def commands_of(*places: str) -> tuple[Command, ...]:
    """Return the commands of places, in the order of the places."""
    return tuple(command for place in places for command in COMMANDS if command.where == place)


def bindings(*places: str) -> list[BindingType]:
    """Return Textual's bindings for the commands of places; the words are filled in when they are shown."""
    return [
        Binding(
            command.keys,
            command.action,
            command.id,
            show=command.show,
            id=command.id,
            system=command.system,
            priority=command.priority,
        )
        for command in commands_of(*places)
        if command.keys
    ]
