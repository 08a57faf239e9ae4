"""A draft that was audited, and what the editor asks about it: diagnostics, hover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from sourcecheck.audit.suppression import complaints
from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.domain.text import Span
from sourcecheck.errors import InputError
from sourcecheck.lsp.drafts import Draft
from sourcecheck.report.formats.markdown import escaped
from sourcecheck.report.wording import open_findings
from sourcecheck.resources.translation import translator
from sourcecheck.rules.book import norm_words

SOURCE = "sourcecheck"
_SEVERITY: Mapping[str, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}


@dataclass(frozen=True)
class LookedAt:
    """One version of a draft with its audit. Spans of the audit lead back to characters of the draft."""

    draft: Draft
    audit: Audit
    book: RuleBook
    pages: Path | None = None
    """Folder of the rule book's pages in the language of the audit."""
    narrowed: bool = False
    """Whether only some rules ran: an ignore of the others is then not called idle."""

    @property
    def name(self) -> str:
        return self.audit.article.path or self.audit.article.id

    def span(self, finding: Finding) -> Span:
        """The characters of the draft that the finding is about."""
        return self.audit.article.source_map.source_span(finding.span)

    def page(self, rule: str) -> str | None:
        """Where the page of a rule stands on this machine, as a URI."""
        page = self.pages / f"{rule}.md" if self.pages is not None else None
        return page.as_uri() if page is not None and page.is_file() else None

    def diagnostics(self) -> list[Diagnostic]:
        """One for each finding that nobody set aside, in the order of the text; then what is wrong with the ignores."""
        found = [self.diagnostic(finding) for finding in open_findings(self.audit)]
        return found + [self._complaint(complaint) for complaint in complaints(self.audit, self.narrowed)]

    def findings_at(self, span: Span) -> tuple[Finding, ...]:
        """The open findings that touch `span` of the draft (an empty one: a place), the narrowest first."""
        found = [f for f in open_findings(self.audit) if _touches(self.span(f), span)]
        return tuple(sorted(found, key=lambda f: (len(self.span(f)), -f.severity.rank, f.rule)))

    def hover(self, offset: int) -> tuple[str, Span] | None:
        """What stands behind the findings at a character, in Markdown, and the words of the narrowest one."""
        found = self.findings_at(Span(offset, offset))
        if not found:
            return None
        return "\n\n---\n\n".join(self._explained(finding) for finding in found), self.span(found[0])

    def diagnostic(self, finding: Finding) -> Diagnostic:
        places, page = self.draft.places, self.page(finding.rule)
        to_source = self.audit.article.source_map.source_span
        return Diagnostic(
            range=places.range(self.span(finding)),
            message=f"{finding.message}\n→ {finding.question}",
            severity=_SEVERITY[finding.severity.value],
            code=finding.rule,
            code_description=CodeDescription(page) if page else None,
            source=SOURCE,
            related_information=[
                DiagnosticRelatedInformation(Location(self.draft.uri, places.range(to_source(r.span))), r.label)
                for r in finding.related
            ] or None,
            data={"rule": finding.rule, "fingerprint": finding.fingerprint},
        )

    def _complaint(self, complaint: InputError) -> Diagnostic:
        """On the line of the ignore; the place that a terminal wants before the sentence is left out."""
        line = int(str(complaint.values["line"])) - 1
        said = complaint.localized(translator(self.audit.lang).gettext).removeprefix(f"{self.name}:{line + 1}: ")
        return Diagnostic(Range(Position(line, 0), self.draft.places.line_end(line)), said, DiagnosticSeverity.Warning, source=SOURCE)

    def _explained(self, finding: Finding) -> str:
        """Title, what was seen, what to ask, why, and the norms it stands on."""
        lang, card = self.audit.lang, self.book.card(finding.rule)
        title = f" — {card.title.in_language(lang)}" if card else ""
        # The words of the draft stay words: an editor would fetch an image written in them.
        lines = [f"**{finding.rule}{title}**", "", escaped(finding.message), "", f"→ *{escaped(finding.question)}*", ""]
        if card is not None:
            lines += [card.why.in_language(lang), ""]
        for reference in finding.norms:
            norm = self.book.norm(reference)
            summary = f" — {norm.summary.in_language(lang)}" if norm is not None else ""
            lines.append(f"- {norm_words(reference, self.book, lang)}{summary}")
        return "\n".join(lines).strip()


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
