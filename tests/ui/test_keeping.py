"""Backups made while the program is used."""

from broker_tui.store.backup import backup_folder, list_backups
from broker_tui.ui.app import BrokerApp
from tests.ui.conftest import find


async def test_a_backup_is_made_when_one_is_due(house: BrokerApp) -> None:
    async with house.run_test():
        for _ in range(2):
            house.back_up()
            await house.workers.wait_for_complete()
            assert len(list_backups(house.desk.store.path)) == 1, "the second time nothing is due"


async def test_a_backup_that_fails_is_told_of(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 30)) as pilot:
        backup_folder(house.desk.store.path).write_text("in the way")
        house.back_up()
        await house.workers.wait_for_complete()
        await pilot.pause()
        assert find(house, "Sikkerhedskopien blev ikke lavet")


async def test_the_demo_keeps_nothing(house: BrokerApp) -> None:
    house.demo = True
    async with house.run_test():
        house.back_up()
        await house.workers.wait_for_complete()
        assert not list_backups(house.desk.store.path)
