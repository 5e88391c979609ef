"""How a file the user or the program ships as configuration is refused: a code with values, never a sentence."""

from collections.abc import Mapping


class ConfigError(Exception):
    """A configuration file cannot be used; the catalogue holds `error.<code>`.

    Attributes:
        code: why.
        params: values for the words, such as file and key.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {', '.join(f'{name}={value}' for name, value in params.items())}")
        self.code = code
        self.params: Mapping[str, object] = params
