"""Why a document was not made or not saved."""

from collections.abc import Mapping


class DocumentError(Exception):
    """A document cannot be made or saved; nothing was left half done.

    Attributes:
        code: the catalogue holds `error.<code>`.
        params: values for the words, such as the folder; never a text of the document.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params
