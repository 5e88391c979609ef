"""Starting the program on the screen; click is not needed for it."""

from broker_tui.cli.arguments import Common, WrongUse


def start(common: Common, arguments: list[str]) -> int:
    """Open the program, or its demo, and return its exit code.

    Raises:
        WrongUse: an argument is not understood.
    """
    # Without the option the program follows the calendar, also past midnight.
    day = common.day if common.today else None
    language = common.language
    if not arguments:
        from broker_tui.cli.secrets import given_passphrase
        from broker_tui.ui.run import run_app

        return run_app(common.database, day, language, given_passphrase(common))
    size = _size(arguments[1:])
    from broker_tui.ui.run import DEMO_SIZE, run_demo

    return run_demo(size or DEMO_SIZE, day, language)


def _size(arguments: list[str]) -> int | None:
    """Return how many citizens the demo shall have, None for its own number."""
    if not arguments:
        return None
    name, equals, value = arguments[0].partition("=")
    if name != "--size":
        raise WrongUse("option", option=arguments[0])
    given = value if equals else "".join(arguments[1:2])
    if not given.isdecimal() or not int(given) or len(arguments) > (1 if equals else 2):
        raise WrongUse("size")
    return int(given)
