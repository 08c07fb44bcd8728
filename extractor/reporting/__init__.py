"""What the user reads: words in two languages, tables, lines, the progress of a scan."""
