"""Vietnamese: characters, figures, dates, words."""
