"""Names in the database: a table for each kind of record, texts as it can hold them."""

TABLES = {
    "document": "documents",
    "citation": "citations",
    "reference": "doc_references",
    "budget": "budgets",
    "target": "targets",
    "deadline": "deadlines",
    "assignment": "assignments",
    "unread": "unread",
    "check": "checks",
    "finding": "findings",
}

COMPARED = "compared_by"  # the setting that holds the rules which compared all that is stored


def storable(text: str) -> str:
    """The text as UTF-8 can hold it; half a surrogate pair becomes «?», so offsets stay."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
