"""What can go wrong, each with the one line a user sees."""

from enum import StrEnum


class FileState(StrEnum):
    """How reading one file ended; every file of a scan ends in exactly one."""

    OK = "ok"
    OK_WITH_WARNINGS = "ok-with-warnings"
    PARTIAL = "partial"
    NO_TEXT = "no-text"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    CONTAINER = "container"


READ_STATES = frozenset({FileState.OK, FileState.OK_WITH_WARNINGS, FileState.PARTIAL})


class ExtractorError(Exception):
    """Root of every error this program declares.

    `vi` and `en` are whole sentences for the user, in Vietnamese and in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def __reduce__(self) -> tuple[type["ExtractorError"], tuple[object, ...]]:
        return type(self), (self.vi, self.en)

    def in_language(self, lang: str) -> str:
        """The sentence in `vi` or `en`."""
        return self.en if lang == "en" else self.vi


class UnreadableFile(ExtractorError):
    """A file that cannot be read as a plan; `state` says how it is filed."""

    def __init__(self, state: FileState, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.state = state

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[FileState, str, str]]:
        return type(self), (self.state, self.vi, self.en)


class RuleError(ExtractorError):
    """A rule file that cannot be used: the sentence names file, line and reason.

    `at` is (path, line, reason in Vietnamese, reason in English) where one line is at fault.
    """

    def __init__(self, vi: str, en: str, at: tuple[str, int, str, str] | None = None) -> None:
        super().__init__(vi, en)
        self.at = at

    def __reduce__(self) -> tuple[type["RuleError"], tuple[str, str, tuple[str, int, str, str] | None]]:
        return type(self), (self.vi, self.en, self.at)


class CorpusError(ExtractorError):
    """A database that cannot be opened, read or written."""
