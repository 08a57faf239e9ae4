"""A draft under the editor's hands: read, parse what changed, audit, show."""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import Any

from sourcecheck.audit import Auditor
from sourcecheck.desk.answers import Answer, Answers, with_answers
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.text import Article, Span
from sourcecheck.ingest import read_bytes
from sourcecheck.language.block_memory import BlockMemory
from sourcecheck.report.cards import open_cards, suppressed_cards
from sourcecheck.report.wording import headline
from sourcecheck.resources.translation import translator


class Session:
    """All tabs share one: the model is not re-entrant, so audits take turns."""

    def __init__(self, auditor: Auditor, answers: Answers) -> None:
        self.auditor = auditor
        self.answers = answers
        self.memory = BlockMemory(auditor.pipeline)
        self._turn = threading.Lock()

    def audit_text(self, text: str, name: str = "brouillon.txt") -> Audit:
        """Audit what is in the text box. Raises `InputError` (empty, not French…)."""
        return self._audit(read_bytes(text.encode("utf-8"), name, ".txt"))

    def read_file(self, data: bytes, name: str) -> str:
        """The text of a dropped file, as it goes into the text box."""
        return read_bytes(data, name).text

    def audit_file(self, data: bytes, name: str) -> Audit:
        return self._audit(read_bytes(data, name))

    def answer(self, answer: Answer) -> None:
        self.answers.keep(answer)

    def withdraw(self, fingerprint: str) -> None:
        self.answers.withdraw(fingerprint)

    def _audit(self, article: Article) -> Audit:
        with self._turn:
            audit = self.auditor.judge(self.memory.annotate(article))
        return with_answers(audit, self.answers.all())

    def view(self, audit: Audit) -> dict[str, Any]:
        """What the page draws: offsets are those of the text that was sent."""
        to_source = audit.article.source_map.source_span
        # In the order of the text; what concerns the whole article comes last.
        ordered = sorted(open_cards(audit, self.auditor.book), key=lambda card: card.sentence is None)
        cards = [_placed(asdict(card), audit) for card in ordered]
        answered = [_placed(asdict(card), audit) for card in suppressed_cards(audit, self.auditor.book)]
        t = translator(self.auditor.lang)
        return {
            "headline": headline(audit, t),
            "cards": cards,
            "answered": answered,
            "voices": [
                [to_source(s.span).start, to_source(s.span).end, s.voice.value]
                for s in audit.reading.sentences if s.voice is not Voice.OTHER
            ],
            "speakers": _speakers(audit),
            "words": int(audit.metrics.get("words")),
            "notices": [t.gettext(n.message).format(**dict(n.values)) for n in audit.article.notices],
        }


def _placed(card: dict[str, Any], audit: Audit) -> dict[str, Any]:
    """The card with offsets of the source text in place of those of the article."""
    for thing in (card, *card["items"]):
        source = audit.article.source_map.source_span(Span(thing["start"], thing["end"]))
        thing["start"], thing["end"] = source.start, source.end
    return card


def _speakers(audit: Audit) -> list[dict[str, Any]]:
    text, out = audit.article.text, []
    for entity in audit.reading.entities:
        spoken = [a for a in audit.reading.attributions if a.speaker == entity.index]
        if spoken:
            words = sum(len(part.of(text).split()) for a in spoken for part in a.content)
            out.append({"name": entity.name, "role": entity.role or "", "named": entity.named, "words": words})
    return sorted(out, key=lambda speaker: (-speaker["words"], speaker["name"]))
