"""The user's words: catalogues in Danish and English, dates, numbers, sorting and folding."""
