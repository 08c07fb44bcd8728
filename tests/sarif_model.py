"""The part of SARIF 2.1.0 (OASIS Standard, sections 3.13 to 3.58) that `check --format sarif` writes.

Stricter than the standard's own schema: a property that is not written by this program is refused too.
"""

from typing import Annotated, Literal

from pydantic import AnyUrl, BaseModel, ConfigDict, Field

Level = Literal["none", "note", "warning", "error"]
Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Message(Part):
    text: Text


class Configuration(Part):
    enabled: bool
    level: Level


class Localised(Part):
    """A reportingDescriptor of a translation."""

    id: Text
    short: Message = Field(alias="shortDescription")
    full: Message = Field(alias="fullDescription")
    help: Message


class Rule(Localised):
    help_uri: Annotated[AnyUrl, Field(alias="helpUri", strict=False)]
    configuration: Configuration = Field(alias="defaultConfiguration")
    properties: dict[str, str]


class Driver(Part):
    name: Text
    version: Text
    semantic: str = Field(alias="semanticVersion", pattern=r"^\d+\.\d+\.\d+$")
    rules: list[Rule]


class Tool(Part):
    driver: Driver


class Component(Part):
    name: Text


class Translation(Part):
    name: Text
    language: str = Field(pattern="^[a-zA-Z]{2}(-[a-zA-Z]{2})?$")
    contents: list[Literal["localizedData", "nonLocalizedData"]]
    comprehensive: bool = Field(alias="isComprehensive")
    component: Component = Field(alias="associatedComponent")
    rules: list[Localised]


class ArtifactLocation(Part):
    uri: str = Field(pattern=r"^[\w.~!$&'()*+,;=:@%/?#-]+$")


class Artifact(Part):
    location: ArtifactLocation


class Region(Part):
    start_line: Count = Field(alias="startLine")
    start_column: Count = Field(alias="startColumn")
    end_line: Count = Field(alias="endLine")
    end_column: Count = Field(alias="endColumn")
    offset: int = Field(alias="charOffset", ge=0)
    length: int = Field(alias="charLength", ge=0)
    snippet: Message


class PhysicalLocation(Part):
    artifact: ArtifactLocation = Field(alias="artifactLocation")
    region: Region | None = None


class LogicalLocation(Part):
    name: Text = Field(alias="fullyQualifiedName")
    kind: Text


class Location(Part):
    id: Annotated[int, Field(ge=0)] | None = None
    message: Message | None = None
    physical: PhysicalLocation = Field(alias="physicalLocation")
    logical: list[LogicalLocation] = Field(alias="logicalLocations", default=[])


class Suppression(Part):
    kind: Literal["inSource", "external"]
    status: Literal["accepted", "underReview", "rejected"]
    justification: Text


class Result(Part):
    rule: Text = Field(alias="ruleId")
    index: int = Field(alias="ruleIndex", ge=0)
    level: Level
    message: Message
    locations: list[Location]
    related: list[Location] = Field(alias="relatedLocations")
    fingerprints: dict[str, str] = Field(alias="partialFingerprints")
    properties: dict[str, object]
    baseline: Literal["new", "unchanged", "updated", "absent"] | None = Field(
        alias="baselineState", default=None
    )
    suppressions: list[Suppression] = []


class Notification(Part):
    level: Level
    message: Message
    locations: list[Location]


class Invocation(Part):
    successful: bool = Field(alias="executionSuccessful")
    exit_code: int = Field(alias="exitCode")
    notifications: list[Notification] = Field(alias="toolExecutionNotifications")


class Run(Part):
    tool: Tool
    language: str = Field(pattern="^[a-zA-Z]{2}(-[a-zA-Z]{2})?$")
    translations: list[Translation]
    columns: Literal["utf16CodeUnits", "unicodeCodePoints"] = Field(alias="columnKind")
    newlines: list[Text] = Field(alias="newlineSequences", min_length=1)
    invocations: list[Invocation]
    artifacts: list[Artifact]
    results: list[Result]
    properties: dict[str, object]


class Log(Part):
    schema_uri: Annotated[AnyUrl, Field(alias="$schema", strict=False)]
    version: Literal["2.1.0"]
    runs: list[Run] = Field(min_length=1)
