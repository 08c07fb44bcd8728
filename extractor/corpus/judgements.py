"""What people say of findings: the states, the reasons, an entry of the log as it is written and exchanged."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

PROGRAM: Final = ""  # the reviewer of what the program itself notes down


class State(StrEnum):
    NEW = "new"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FIXED = "fixed"  # set by a later version of the plan


class Reason(StrEnum):
    """Why a finding is not taken up; the first two say that the program was wrong."""

    MISREAD = "misread"
    OTHER_PERIOD = "other-period"
    EXPLAINED = "explained"
    DUPLICATE = "duplicate"
    IMMATERIAL = "immaterial"


FALSE_ALARMS: Final = frozenset({Reason.MISREAD, Reason.OTHER_PERIOD})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person says of a finding; a note alone leaves the state (None) as it is."""

    who: str
    state: State | None = None
    reason: Reason | None = None
    note: str = ""


class LogEntry(BaseModel):
    """A line of the log, with the finding as it was when it was judged: what it spoke of may be gone by now.

    `entry` names the line in every database that it is brought to, `at` is UTC to the microsecond,
    `number` the plan's. `carried_from` is the fingerprint that the finding had in an earlier version of the plan,
    its own where it was gone and is back: the program wrote down again what `who` had said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    entry: str = Field(min_length=8, max_length=64)
    fingerprint: str = Field(pattern=r"^[0-9a-f]{32}$")
    at: str
    who: str
    state: State | None = None
    reason: Reason | None = None
    note: str = ""
    carried_from: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    rule: str
    severity: Literal["error", "warning", "info"] | None = None
    path: str
    number: str | None = None
    text: str | None = None
    message: str | None = None
    message_en: str | None = None

    @field_validator("at")
    @classmethod
    def _one_form(cls, at: str) -> str:
        """Times are compared as text, so all have one form."""
        if moment_text(datetime.fromisoformat(at)) != at:
            raise ValueError("not a moment in UTC to the microsecond")
        return at

    @model_validator(mode="after")
    def _reasoned(self) -> "LogEntry":
        if (self.state is State.DISMISSED) is (self.reason is None):
            raise ValueError("a dismissal and nothing else has a reason")
        return self


def moment_text(moment: datetime) -> str:
    """`2026-03-31T08:15:00.000000+00:00`: moments as the log has them."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_after(last: str | None) -> str:
    """Now, or where a clock went backwards the first moment after the last entry."""
    now = moment_text(datetime.now(UTC))
    if last is None or last < now:
        return now
    return moment_text(datetime.fromisoformat(last) + timedelta(microseconds=1))
