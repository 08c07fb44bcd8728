"""`Corpus`: the database as the rest of the program sees it."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from extractor.collecting import collector_held_off
from extractor.corpus import lookup, runs, triage, upkeep
from extractor.corpus.adopting import Adoption, adopt
from extractor.corpus.catalogue import Filed, FilesWanted, filed_page
from extractor.corpus.cited import CitedDocument, Citing, cited_documents, cited_numbers, citing_plans
from extractor.corpus.connection import connect, corpus_error, reading, reported
from extractor.corpus.exits import Outgoing
from extractor.corpus.index import index_is_current, refresh_index
from extractor.corpus.judgements import Judgement, LogEntry
from extractor.corpus.listing import FoundPage, Listed, Said, across_findings, found_page, said_of
from extractor.corpus.opened import (
    OpenedPlan,
    OpenedRecord,
    file_number,
    file_result,
    open_plan,
    stored_record,
)
from extractor.corpus.overview import Overview, overview
from extractor.corpus.plans_sign import plans_sign
from extractor.corpus.results import AcrossResult, FileResult, StoredFinding, Totals
from extractor.corpus.runs import Run
from extractor.corpus.schema import snapshot, transaction
from extractor.corpus.selection import EVERYTHING, Selection
from extractor.corpus.told_stamp import told_is_current
from extractor.corpus.triage import Merged, RuleTally, Triaged
from extractor.corpus.upkeep import Fault, Stats
from extractor.corpus.views import refresh_views, views_are_current
from extractor.errors import FileState

if TYPE_CHECKING:
    from extractor.comparison.money import Cell, Part
    from extractor.corpus.compare import Gathered, IndicatorCount, Wanted
    from extractor.corpus.compare_money import Named
    from extractor.corpus.duties import Due, DutiesAsked, Told
    from extractor.corpus.merging import Brought
    from extractor.corpus.outgoing import OutCheck
    from extractor.corpus.places import PlacedPlan
    from extractor.corpus.plan_rows import TableRows
    from extractor.corpus.requested import Requested
    from extractor.corpus.requested import Wanted as WantedDocuments
    from extractor.corpus.results import Hit
    from extractor.corpus.rows import Row
    from extractor.corpus.saved import FrozenPlan, SavedSearch
    from extractor.corpus.search_query import SearchPage, SearchQuery
    from extractor.corpus.shown_beside import Choices
    from extractor.corpus.versions import Version
    from extractor.plan import Audit, PlanRecord
    from extractor.plantext import Span
    from extractor.rulebook.checks import CheckRules
    from extractor.rulebook.comparison import ComparisonRules
    from extractor.rulebook.export import RequestRules
    from extractor.rulebook.registry import LegalDocuments

_STEPS: Final = 20_000  # of SQLite's virtual machine, between two looks at the clock


class Corpus:
    """Every plan read, in one SQLite database; a context manager.

    One process writes, any number read beside it. Every method raises CorpusError where the
    database cannot be read or written any more: damaged, locked, without permission, disk full.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn = conn
        self._path = path

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, wait_seconds: float = 60.0, any_thread: bool = False
    ) -> Self:
        """Open for writing, or with `create=False` an existing one for reading; migrates an older one.

        Raises CorpusError where it is missing (`create=False`), no database, another program's, made
        by a newer version, without permission, or locked by another program for `wait_seconds`. With
        `any_thread` it may be handed from one thread to the next (never used by two at once).
        """
        conn = connect(path, create=create, wait_seconds=wait_seconds, any_thread=any_thread)
        corpus = cls(conn, path)
        try:
            corpus._mend_index()
        except BaseException:
            conn.close()
            raise
        return corpus

    def _mend_index(self) -> None:
        with reading(self._path):
            if not views_are_current(self._conn):
                with transaction(self._conn):
                    refresh_views(self._conn)
            if not index_is_current(self._conn):
                with transaction(self._conn):
                    refresh_index(self._conn)
            if not told_is_current(self._conn):
                self._keep_told()

    def _keep_told(self) -> None:
        """Where nothing can be written, comparisons read the records of plans of which nothing is kept."""
        from extractor.corpus.told_facts import refresh_told  # noqa: PLC0415  (once for each version)

        try:
            with transaction(self._conn):
                refresh_told(self._conn)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise

    def known(self, path: str, sha256: str, rules_version: str) -> FileResult | None:
        """How reading this path ended, if with these bytes and under these rules.

        None for a duplicate whose original is no longer stored under these rules.
        """
        with reading(self._path):
            return lookup.known_file(self._conn, path, sha256, rules_version)

    def first_with(self, sha256: str, rules_version: str) -> str | None:
        """Path of a file read (ok, with warnings, in part) from these bytes under these rules."""
        with reading(self._path):
            return lookup.first_path_with(self._conn, sha256, rules_version)

    def has(self, path: str) -> bool:
        """Whether anything is stored of this path, whatever its bytes were."""
        with reading(self._path):
            return lookup.is_stored(self._conn, path)

    def store(
        self, result: FileResult, audit: "Audit | None", members: Collection[str] | None = None
    ) -> None:
        """Replace whatever is stored of `result.path`, in one transaction: all or nothing.

        Where the path held other bytes that a duplicate still has, the duplicate takes them over. With
        `members`, the paths of all files in it (none, where it is no archive), whatever else is stored of
        files in it goes.
        """
        from extractor.corpus.store import write_result  # noqa: PLC0415  (a search needs no records)

        with collector_held_off(), reading(self._path), transaction(self._conn):
            write_result(self._conn, result, audit, members)

    def has_read_by(self, rules_version: str) -> bool:
        """Whether any plan was read under these rules."""
        with reading(self._path):
            return lookup.is_read_by(self._conn, rules_version)

    def forget(self, path: str) -> None:
        """Remove all that is stored of this path, as if it had never been scanned."""
        from extractor.corpus.store import forget_file  # noqa: PLC0415  (as above)

        with reading(self._path), transaction(self._conn):
            forget_file(self._conn, path)

    def adopt(self, rules_version: str, contents: Mapping[str, Any]) -> Adoption:
        """From now on files are read by these rules (entries by id, `extractor.rulebook.changes`).

        Files read by other rules of the same program that the change cannot touch take the new version
        over, with what was read from them.
        """
        with reading(self._path), transaction(self._conn):
            return adopt(self._conn, rules_version, contents)

    def search(self, query: "SearchQuery") -> "SearchPage":
        """The plans that answer a query, best first, with their best passages; any text is harmless.

        Plans with the words side by side come first, and among these those with the diacritics typed.
        """
        from extractor.corpus.searching import search  # noqa: PLC0415  (a scan needs none)

        with reading(self._path):
            return search(self._conn, query)

    def hits_in(self, file: int, query: "SearchQuery") -> "tuple[Hit, ...]":
        """The passages of the plan in this file that a search would count, in the order of its text."""
        from extractor.corpus.searching import hits_in  # noqa: PLC0415  (as above)

        with reading(self._path):
            return hits_in(self._conn, file, query)

    def keep_search(self, name: str, query: str, who: str, found: "SearchPage | None" = None) -> int:
        """Keeps a search by its address, with what it found where that is given; its number."""
        from extractor.corpus.saved import keep_search  # noqa: PLC0415  (as above)

        with reading(self._path), transaction(self._conn):
            return keep_search(self._conn, name, query, who, found)

    def saved_searches(self) -> "list[SavedSearch]":
        """The searches that were kept, the newest first."""
        from extractor.corpus.saved import saved_searches  # noqa: PLC0415  (as above)

        with reading(self._path):
            return saved_searches(self._conn)

    def snapshot(self, number: int) -> "tuple[SavedSearch, list[FrozenPlan]] | None":
        """A search frozen with what it found, and what became of its plans; None where there is none."""
        from extractor.corpus.saved import snapshot  # noqa: PLC0415  (as above)

        with reading(self._path):
            return snapshot(self._conn, number)

    def forget_search(self, number: int) -> bool:
        """Takes a kept search away; whether there was one."""
        from extractor.corpus.saved import forget_search  # noqa: PLC0415  (as above)

        with reading(self._path), transaction(self._conn):
            return forget_search(self._conn, number)

    def file_numbers(self, paths: Collection[str]) -> dict[str, int]:
        """The numbers of these paths, as far as they are stored."""
        from extractor.corpus.shown_beside import file_numbers  # noqa: PLC0415  (as above)

        with reading(self._path):
            return file_numbers(self._conn, paths)

    def review_states(self, documents: Collection[int]) -> Mapping[int, tuple[tuple[str, int], ...]]:
        """How many findings of substance of each document are in which state of review."""
        from extractor.corpus.shown_beside import review_states  # noqa: PLC0415  (as above)

        with reading(self._path):
            return review_states(self._conn, documents)

    def compare_choices(self, indicators: Collection[str]) -> "Choices":
        """The years and provinces that a comparison of these indicators can be narrowed down to."""
        from extractor.corpus.shown_beside import choices  # noqa: PLC0415  (as above)

        with reading(self._path):
            return choices(self._conn, indicators)

    def versions(self, path: str) -> "list[Version]":
        """All versions of the plan in a file, the oldest first: what the file held before, and other files."""
        from extractor.corpus.versions import versions_of  # noqa: PLC0415  (as above)

        with reading(self._path):
            return versions_of(self._conn, path)

    def earlier_words(self, path: str, span: "Span") -> tuple[str | None, str | None]:
        """When a file last changed, and the words that a record of what it held before had at this span."""
        from extractor.corpus.versions import earlier_words  # noqa: PLC0415  (as above)

        with reading(self._path):
            return earlier_words(self._conn, path, span)

    def records(self, version: "Version") -> "list[PlanRecord]":
        """Every record of a version."""
        from extractor.corpus.versions import records_of  # noqa: PLC0415  (as above)

        with reading(self._path):
            return records_of(self._conn, version)

    def begin_run(self, rules_version: str) -> int:
        """Notes that a scan by this program and these rules begins; the id of the run."""
        with reported(self._path), transaction(self._conn):
            return runs.begin_run(self._conn, runs.now(), rules_version)

    def end_run(
        self, run: int, states: Mapping[FileState, int], read: int, unchanged: int, seconds: float
    ) -> None:
        """Notes that a scan has come to its end: its files by state, how many were read, how many were known."""
        with reported(self._path), transaction(self._conn):
            runs.end_run(self._conn, run, runs.now(), states, read, unchanged, seconds)

    def runs(self) -> list[Run]:
        """Every scan, the oldest first."""
        with reading(self._path):
            return runs.runs(self._conn)

    def stats(self) -> Stats:
        """How much of what the database holds, and what it takes on the disk."""
        with reading(self._path):
            return upkeep.stats(self._conn, self._path)

    def faults(self) -> list[Fault]:
        """What is wrong with the database; nothing, as long as only this program writes to it."""
        with reading(self._path):
            return list(upkeep.faults(self._conn))

    def vacuum(self) -> tuple[int, int]:
        """Makes the database as small as it can be: (bytes before, bytes after)."""
        with reported(self._path):
            return upkeep.vacuum(self._conn, self._path)

    def merge(self, other: Path) -> "Brought":
        """Brings another corpus in: files, versions, runs, the log of triage. Raises CorpusError where `other` is
        this very database or none."""
        from extractor.corpus.merging import attach, merge_files  # noqa: PLC0415  (as above)
        from extractor.corpus.newer_file import follow_all  # noqa: PLC0415  (as above)

        if other.exists() and other.samefile(self._path):
            raise corpus_error(other, "là chính kho này", "is this very corpus")
        with Corpus.open(other, create=False) as theirs:  # migrated by that
            log = theirs.triage_log()
        with reading(self._path):
            attach(self._conn, other)
            try:
                with transaction(self._conn):
                    brought = merge_files(self._conn)
                    merged = triage.merge(self._conn, log)
                    follow_all(self._conn)
            finally:
                self._conn.execute("DETACH DATABASE other")
        return replace(brought, triage=merged.added)

    def fill(
        self, files: "Iterable[tuple[Row, TableRows]]", runs: "Iterable[Row]" = (), *, indexed: bool = True
    ) -> int:
        """Writes files with all that was read from them, and scans, into a corpus that holds no file; how many.

        Each path comes once; plans are not compared with each other yet. Not `indexed`, nothing is found by search.
        """
        from extractor.corpus.filling import fill, fill_runs  # noqa: PLC0415  (as above)
        from extractor.corpus.newer_file import follow_all  # noqa: PLC0415  (as above)

        with reported(self._path):
            count = fill(self._conn, files, indexed=indexed)
            with transaction(self._conn):
                fill_runs(self._conn, runs)
        with reading(self._path), transaction(self._conn):
            follow_all(self._conn)
        return count

    def rows_across(self, table: str) -> "list[tuple[str, Row]]":
        """The rows of `corpus_findings` or `corpus_checks`, each with the path of its plan and without ids."""
        with reading(self._path):
            return lookup.rows_across(self._conn, table)

    @property
    def is_empty(self) -> bool:
        """Whether no file is stored."""
        with reading(self._path):
            return self._conn.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None

    def totals(self, paths: Collection[str] | None = None) -> Totals:
        """Files by state, records by kind, findings by rule and severity; of `paths`, or of all."""
        with reading(self._path):
            return lookup.count_all(self._conn, paths)

    def worst_findings(self, limit: int = 10, paths: Collection[str] | None = None) -> list[StoredFinding]:
        """Errors before warnings before info, within these certain before likely before possible."""
        with reading(self._path):
            return lookup.worst(self._conn, limit, paths)

    def judge_across(self, rules_version: str, rules: "CheckRules", documents: "LegalDocuments") -> None:
        """Compares all plans with each other; what was found across them before is replaced.

        Nothing to do where these rules have compared them and nothing was stored since.
        """
        with reading(self._path):
            if lookup.compared_by(self._conn) == rules_version:
                return
        from extractor.corpus import across  # noqa: PLC0415  (as above)

        with reading(self._path):
            known = self._changes()
            with snapshot(self._conn):  # it takes its time, and others may write meanwhile
                across.put_aside(self._conn, across.judge_corpus(self._conn, rules, documents))
            with transaction(self._conn):
                found = across.what_is_aside(self._conn)
                if self._changes() != known:
                    found = across.judge_corpus(self._conn, rules, documents)
                across.write_across(self._conn, found, rules, rules_version)
                across.drop_aside(self._conn)

    def _changes(self) -> int:
        """A number that is another one as soon as another connection has written."""
        return int(self._conn.execute("PRAGMA data_version").fetchone()[0])

    def across(self) -> AcrossResult:
        """What the last scan found over all plans together."""
        with reading(self._path):
            return lookup.across(self._conn)

    def words_found(self, rule: str) -> dict[str, list[str]]:
        """The words of every finding of this rule, by the path of its file."""
        with reading(self._path):
            return lookup.words_found(self._conn, rule)

    def files(self, states: Collection[FileState] | None = None) -> list[FileResult]:
        """How reading ended of every file, or of those in one of these states, by path."""
        with reading(self._path):
            return lookup.list_files(self._conn, states)

    def triaged(self, chosen: Selection = EVERYTHING) -> list[Triaged]:
        """The findings chosen with what was said of them, the gravest first, those that are gone last."""
        with reading(self._path):
            return triage.triaged(self._conn, chosen)

    def marks(self, prefix: str) -> list[str]:
        """The fingerprints that begin so, of findings stored or ever judged; none for less than four letters."""
        with reading(self._path):
            return triage.whole_marks(self._conn, prefix)

    def judge(self, fingerprints: Iterable[str], judgement: Judgement) -> int:
        """Adds what is said of each of these findings to the log; how many they are."""
        with reading(self._path), transaction(self._conn):
            return triage.judge(self._conn, fingerprints, judgement)

    def judge_as_seen(self, seen: Mapping[str, str | None], judgement: Judgement) -> tuple[LogEntry, ...]:
        """The same, unless somebody has spoken of one of them meanwhile: these entries then; see `judge_as_seen`."""
        with reading(self._path), transaction(self._conn):
            return triage.judge_as_seen(self._conn, seen, judgement)

    def newest_entries(self, fingerprints: Collection[str]) -> dict[str, LogEntry]:
        """The newest entry of the log for each of these findings that has one."""
        with reading(self._path):
            return triage.newest(self._conn, fingerprints)

    def history(self, fingerprint: str) -> list[LogEntry]:
        """All that was ever said of a finding, oldest first."""
        with reading(self._path):
            return triage.history(self._conn, fingerprint)

    def triage_log(self, chosen: Selection = EVERYTHING) -> list[LogEntry]:
        """The log, oldest entry first, of all or of the findings chosen."""
        with reading(self._path):
            return triage.log(self._conn, chosen)

    def merge_triage(self, brought: Sequence[LogEntry]) -> Merged:
        """Brings another log in: all of both is kept, where they differ the newer entry holds."""
        with reading(self._path), transaction(self._conn):
            return triage.merge(self._conn, brought)

    def tallies(self) -> list[RuleTally]:
        """By rule, how many findings there are and what people made of those they judged."""
        with reading(self._path):
            return triage.tallies(self._conn)

    def found_page(self, chosen: Selection, offset: int, limit: int) -> FoundPage:
        """Some of the findings chosen, the gravest first, and how many there are by rule, severity, state."""
        with reading(self._path):
            return found_page(self._conn, chosen, offset, limit)

    def plans_sign(self) -> str | None:
        """Changes with every plan or file that is written, and with nothing else; see `plans_sign`."""
        with reading(self._path):
            return plans_sign(self._conn)

    def wanted_documents(self, rules: "RequestRules") -> "WantedDocuments":
        """The citations of every document that plans name and the corpus does not hold: for `requested_page`."""
        from extractor.corpus.requested import cited  # noqa: PLC0415  (as above)

        with reading(self._path):
            return cited(self._conn, rules)

    def requested_page(
        self, rules: "RequestRules", wanted: "WantedDocuments", offset: int, limit: int
    ) -> "tuple[int, list[Requested]]":
        """How many documents and appendices are wanted and not held, and some of them, the most wanted first."""
        from extractor.corpus.requested import requested_page  # noqa: PLC0415  (as above)

        with reading(self._path), snapshot(self._conn):
            return requested_page(self._conn, rules, wanted, offset, limit)

    def across_findings(self, document: int) -> tuple[Listed, ...]:
        """What the plan of this document and others say against each other."""
        with reading(self._path):
            return across_findings(self._conn, document)

    def said_of(self, marks: Collection[str]) -> dict[str, Said]:
        """What was last said of the findings of these fingerprints; only of those ever judged."""
        with reading(self._path):
            return said_of(self._conn, marks)

    def cited_numbers(self) -> tuple[str, ...]:
        """The numbers of all cited documents, those with several dates first."""
        with reading(self._path):
            return cited_numbers(self._conn)

    def cited_documents(
        self, asked: str, offset: int, limit: int, numbers: Sequence[str] | None = None
    ) -> tuple[int, list[CitedDocument]]:
        """How many cited documents hold the words asked for in number or type, and some of them; those with
        several dates first (`numbers`, where `cited_numbers` has told them already)."""
        with reading(self._path), snapshot(self._conn):
            return cited_documents(self._conn, asked, offset, limit, numbers)

    def assigned(self, asked: "DutiesAsked", offset: int, limit: int) -> "tuple[int, list[Told]]":
        """How many assignments are asked for, and some of them, plan by plan."""
        from extractor.corpus.duties import assigned  # noqa: PLC0415  (for the page that lists them)

        with reading(self._path):
            return assigned(self._conn, asked, offset, limit)

    def due_in(self, asked: "DutiesAsked", month: str) -> "list[Due]":
        """The deadlines of a month (`2024-03`), those of every year among them."""
        from extractor.corpus.duties import due_in  # noqa: PLC0415  (as above)

        with reading(self._path):
            return due_in(self._conn, asked, month)

    def months_of(self, asked: "DutiesAsked") -> list[tuple[str, int]]:
        """The months that deadlines fall into, with how many."""
        from extractor.corpus.duties import months_of  # noqa: PLC0415  (as above)

        with reading(self._path):
            return months_of(self._conn, asked)

    def due_within(self, asked: "DutiesAsked", year: str) -> "list[Due]":
        """The deadlines of which no more than this year is told."""
        from extractor.corpus.duties import due_within  # noqa: PLC0415  (as above)

        with reading(self._path):
            return due_within(self._conn, asked, year)

    def years_of(self, asked: "DutiesAsked") -> list[tuple[str, int]]:
        """The years of which deadlines tell no more than that, with how many."""
        from extractor.corpus.duties import years_of  # noqa: PLC0415  (as above)

        with reading(self._path):
            return years_of(self._conn, asked)

    def first_yearly(self, asked: "DutiesAsked") -> tuple[str, int | None] | None:
        """The first month (`03`) with a deadline of every year, and the latest year of the plans that have such."""
        from extractor.corpus.duties import first_yearly  # noqa: PLC0415  (as above)

        with reading(self._path):
            return first_yearly(self._conn, asked)

    def components_told(self) -> list[str]:
        """The components that assignments name."""
        from extractor.corpus.duties import components_told  # noqa: PLC0415  (as above)

        with reading(self._path):
            return components_told(self._conn)

    def citing_plans(self, number: str, offset: int, limit: int) -> tuple[int, list[Citing]]:
        """How often the document with this number is mentioned, and some of the mentions by date."""
        with reading(self._path):
            return citing_plans(self._conn, number, offset, limit)

    def overview(self, most: int = 20) -> Overview:
        """Plans by level, province and year, files by state, findings by rule; lists of at most `most`."""
        with reading(self._path):
            return overview(self._conn, most)

    def opened(self, file: int) -> OpenedPlan | None:
        """The file of this number with all that was read from it; None where there is none."""
        with reading(self._path):
            return open_plan(self._conn, file)

    def file_result(self, file: int) -> FileResult | None:
        """How reading the file of this number ended; None where there is none."""
        with reading(self._path):
            return file_result(self._conn, file)

    def stored_record(self, file: int, kind: str, number: int) -> OpenedRecord | None:
        """One record of a file by its kind and number; None where there is none (any more)."""
        with reading(self._path):
            return stored_record(self._conn, file, kind, number)

    def filed(self, wanted: FilesWanted, offset: int, limit: int) -> tuple[int, tuple[Filed, ...]]:
        """How many files are wanted, and some of them by path, each with what its plan says of itself."""
        with reading(self._path):
            return filed_page(self._conn, wanted, offset, limit)

    def stored_plan(self, file: int) -> "list[PlanRecord]":
        """Every record of the plan in the file of this number, as it was read; none where there is no plan."""
        from extractor.corpus.stored_records import stored_records  # noqa: PLC0415  (a scan needs none)

        with reading(self._path):
            found = self._conn.execute("SELECT id FROM documents WHERE file = ?", (file,)).fetchone()
            return [] if found is None else stored_records(self._conn, found[0])

    def file_number(self, path: str) -> int | None:
        """The number that a path keeps over scans; None where it is not stored."""
        with reading(self._path):
            return file_number(self._conn, path)

    def stop_after(self, seconds: float) -> None:
        """From now on whatever is asked within this opening ends after so long, with a CorpusError."""
        until = time.monotonic() + seconds
        self._conn.set_progress_handler(lambda: time.monotonic() > until, _STEPS)

    def deciding(
        self, document: int, shown: "Mapping[int, Sequence[Span]]"
    ) -> "dict[int, tuple[OutCheck, ...]]":
        """The relations that findings of a document rest on, by whatever number each has: `shown` are its spans."""
        from extractor.corpus.outgoing import deciding  # noqa: PLC0415  (as above)

        with reading(self._path):
            return deciding(self._conn, document, shown)

    def resting_on(self, marks: Collection[str]) -> "dict[tuple[str, str], tuple[OutCheck, ...]]":
        """The relations that findings of any documents rest on, by path and fingerprint."""
        from extractor.corpus.outgoing import resting_on  # noqa: PLC0415  (as above)

        with reading(self._path):
            return resting_on(self._conn, marks)

    @contextmanager
    def outgoing(self) -> Iterator[Outgoing]:
        """All that goes out of the corpus as it is now, whatever others write meanwhile."""
        with reading(self._path), snapshot(self._conn):
            yield Outgoing(self._conn)

    def compare(self, indicators: Collection[str], wanted: "Wanted", rules: "ComparisonRules") -> "Gathered":
        """The values of these indicators in the newest version of every plan, with place, words and findings."""
        from extractor.corpus.compare_kept import gather  # noqa: PLC0415  (as above)

        with reading(self._path), snapshot(self._conn):
            return gather(self._conn, indicators, wanted, rules)

    def compare_money(
        self, parts: "Collection[Part]", wanted: "Wanted", rules: "ComparisonRules"
    ) -> "tuple[Gathered, tuple[Cell, ...]]":
        """The sums of the newest version of every plan by component, source and capital, as far as asked for."""
        from extractor.corpus.compare_money import gather_money  # noqa: PLC0415  (as above)

        with reading(self._path), snapshot(self._conn):
            return gather_money(self._conn, parts, wanted, rules)

    def named_components(self, wanted: "Wanted", rules: "ComparisonRules") -> "list[Named]":
        """Every component that a plan funds or has a heading for."""
        from extractor.corpus.compare_money import named_components  # noqa: PLC0415  (as above)

        with reading(self._path), snapshot(self._conn):
            return named_components(self._conn, wanted, rules)

    def indicator_counts(self) -> "list[IndicatorCount]":
        """The indicators that the plans tell, in how many plans and years, those of most plans first."""
        from extractor.corpus.compare import count_indicators  # noqa: PLC0415  (as above)

        with reading(self._path):
            return count_indicators(self._conn)

    def plans_by_indicator(self) -> dict[str, int]:
        """The indicators that the plans tell, with in how many, those of most plans first; quicker than all counts."""
        from extractor.corpus.compare import count_indicators  # noqa: PLC0415  (as above)
        from extractor.corpus.told_facts import plans_by_indicator  # noqa: PLC0415  (as above)

        with reading(self._path), snapshot(self._conn):
            found = plans_by_indicator(self._conn)
            if found is not None:
                return found
            return {one.indicator: one.plans for one in count_indicators(self._conn)}

    def places(self, *, unlinked: bool = False) -> "list[PlacedPlan]":
        """The unit of every plan, by path; with `unlinked` of those that no person and no sure link has placed."""
        from extractor.corpus.places import placed_plans  # noqa: PLC0415  (a search needs no records)

        with reading(self._path):
            return placed_plans(self._conn, unlinked=unlinked)

    def link_by_hand(self, name: str, unit: str | None) -> "PlacedPlan":
        """The plan of this path, file name or number is of this unit (id or name; None: of none), for good.

        Raises ExtractorError where no plan, no unit or several are called so.
        """
        from extractor.corpus.places import link_by_hand  # noqa: PLC0415  (as above)

        with reading(self._path), transaction(self._conn):
            return link_by_hand(self._conn, name, unit)

    def undo_link(self, name: str) -> "PlacedPlan":
        """The plan is again of the unit that its words lead to; raises as `link_by_hand`."""
        from extractor.corpus.places import undo_link  # noqa: PLC0415  (as above)

        with reading(self._path), transaction(self._conn):
            return undo_link(self._conn, name)

    def close(self) -> None:
        """Close the database; nothing may be asked of it afterwards."""
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
