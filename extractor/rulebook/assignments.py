"""What rules/assignments.yaml holds: how a plan says who does what."""

from extractor.rulebook.loading import Pattern, RuleModel


class AssignmentRules(RuleModel):
    """Patterns over words in lower case; the file says what each is for."""

    organised: Pattern
    reports: Pattern
    component: Pattern
    leads: Pattern
    supports: Pattern
    acts: Pattern
    opens_leading: Pattern
    opens_supporting: Pattern
    partners: Pattern
    adverbs: Pattern
    no_task: Pattern
    past: Pattern
    openers: Pattern
    bodies: Pattern
    heads: Pattern
    fields: Pattern
    verbs: Pattern
    vague: Pattern
    label: Pattern
    column: Pattern
    column_supporting: Pattern
    column_task: Pattern
