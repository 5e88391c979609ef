"""Backups made while the program is used: a worker looks now and then whether one is due."""

from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from broker_tui.ui.office import Office

if TYPE_CHECKING:
    from broker_tui.store.errors import StoreError

FIRST_LOOK_SECONDS: Final = 60.0
"""How long after a database was opened it is looked at: the first lists and keys come before."""

LOOK_SECONDS: Final = 1800.0


class Keeping(Office):
    """An app that keeps backups of its database; the demo has nothing to keep, and who only reads changes nothing."""

    def keep_backups(self) -> None:
        """Begin to look whether a backup is due."""
        self.set_timer(FIRST_LOOK_SECONDS, self.back_up)
        self.set_interval(LOOK_SECONDS, self.back_up)

    def back_up(self) -> None:
        """Make a backup in the background when one is due."""
        if self.has_desk and not self.demo and not self.desk.store.read_only:
            self.run_worker(
                self._back_up, name="backup", group="backup", exclusive=True, exit_on_error=False, thread=True
            )

    def _back_up(self) -> None:
        from broker_tui.store.backup import back_up_when_due
        from broker_tui.store.errors import StoreError

        worker = get_current_worker()
        try:
            with self.desk.store.another(in_passing=True) as store:
                back_up_when_due(store, cancelled=lambda: worker.is_cancelled or not self.is_running)
        except StoreError as error:
            if error.code != "interrupted":
                self.call_from_thread(self._not_backed_up, error)

    def _not_backed_up(self, error: "StoreError") -> None:
        reason = self.words(f"error.{error.code}", **error.params)
        self.say(self.words("start.backup.failed", reason=reason), "overdue")
