"""The command line; the bare start and the quick note pay for nothing they do not use."""


def main() -> int:
    """Run the command line and return its exit status."""
    return 0
