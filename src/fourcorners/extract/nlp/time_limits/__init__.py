"""Reading time words: dates, spans counted from events, recurrences, and what holds all through."""
