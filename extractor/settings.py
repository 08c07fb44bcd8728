"""extractor.toml: what holds for every check and scan of a folder; the command line goes before it."""

import getpass
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import ExtractorError
from extractor.records import Severity
from extractor.rulebook.choice import Choice, Named
from extractor.rulebook.reasons import reason
from extractor.system import os_reason

SETTINGS_FILE: Final = "extractor.toml"


class SettingsError(ExtractorError):
    """A settings file that cannot be used: the sentence names file and reason."""


class Settings(BaseModel):
    """The keys of extractor.toml; paths count from the folder that it lies in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    rules: str | None = None
    baseline: str | None = None
    reviewer: str | None = Field(default=None, min_length=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command goes by: the folder of own rules, the checks, the baseline."""

    rules: Path | None
    choice: Choice
    baseline: Path | None


def wanted(
    config: Path | None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: Path | None = None,
    baseline: Path | None = None,
) -> Wanted:
    """The settings of `config` (else of the working folder, where there are any) under what was typed.

    Whatever is typed stands instead of the same key of the file. Raises SettingsError.
    """
    path = config or Path(SETTINGS_FILE)
    settings = read_settings(path) if config is not None or path.is_file() else Settings()
    choice = Choice(
        _typed(select, "--select") or _said(settings.select, path, "select"),
        _typed(ignore, "--ignore") or _said(settings.ignore, path, "ignore"),
        tuple((Named(rule, f"{path}: severity"), weight) for rule, weight in settings.severity.items()),
    )
    return Wanted(
        rules or _beside(path, settings.rules), choice, baseline or _beside(path, settings.baseline)
    )


def reviewer(named: str | None) -> str:
    """Who judges findings: as typed, as in extractor.toml of the working folder, else the account's name.

    Raises SettingsError where none of them says.
    """
    path = Path(SETTINGS_FILE)
    said = named or (read_settings(path).reviewer if path.is_file() else None)
    if said is None:
        with suppress(OSError, KeyError, ImportError):  # an account without a name
            said = getpass.getuser()
    name = " ".join((said or "").split())
    if not name:
        raise SettingsError(
            "cần tên người rà soát: --reviewer TÊN", "a reviewer's name is needed: --reviewer NAME"
        )
    return name


def read_settings(path: Path) -> Settings:
    """The settings of one file; raises SettingsError with its name and the reason."""
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise _fault(path, *os_reason(error)) from error
    except UnicodeDecodeError as error:
        raise _fault(path, "tệp không ở mã UTF-8", "the file is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _fault(path, f"không đúng cú pháp TOML: {error}", f"not valid TOML: {error}") from error
    except ValidationError as error:
        raise _fault(path, *reason(error.errors()[0], Settings)) from error


def _fault(path: Path, vi: str, en: str) -> SettingsError:
    return SettingsError(f"{path}: {vi}", f"{path}: {en}")


def _typed(given: Iterable[str], option: str) -> tuple[Named, ...]:
    """Names given one by one or with commas between; raises SettingsError where an option names none."""
    listed = [[name.strip() for name in names.split(",") if name.strip()] for names in given]
    if not all(listed):
        raise SettingsError(f"{option}: không nêu phép kiểm tra nào", f"{option}: names no check")
    return tuple(Named(name, option) for names in listed for name in names)


def _said(names: Iterable[str], path: Path, key: str) -> tuple[Named, ...]:
    return tuple(Named(name, f"{path}: {key}") for name in names)


def _beside(path: Path, name: str | None) -> Path | None:
    return None if name is None else path.parent / name
