"""Folders of many files, some of them hostile, and what is looked at while they are scanned."""
