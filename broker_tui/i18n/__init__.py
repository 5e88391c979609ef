"""The user's words: catalogues in Danish and English, dates, numbers, sorting and folding."""

from broker_tui.domain.danish import fold, sort_key
from broker_tui.i18n.catalogue import LANGUAGES, Words, load_words

__all__ = ["LANGUAGES", "Words", "fold", "load_words", "sort_key"]
