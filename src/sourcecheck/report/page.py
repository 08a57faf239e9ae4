"""The view models of one article's page: all that the template may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import pairwise

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.discourse import UNKNOWN, Allegation, Entity, Sentence, Voice
from sourcecheck.domain.findings import Outcome, Verdict
from sourcecheck.domain.text import Notice, Part, PartKind, Span
from sourcecheck.report.cards import CardView, open_cards, suppressed_cards
from sourcecheck.report.pictures import Bar, Strip, bars, reply_map, voices_strip
from sourcecheck.report.pictures import ReplyMap as ReplyMap
from sourcecheck.report.wording import counted, headline
from sourcecheck.resources.translation import translator

_FLOW = (PartKind.TITLE, PartKind.LEAD, PartKind.HEADING)


@dataclass(frozen=True)
class Piece:
    """A stretch of text set alike: `marks` are CSS classes, `card` the key of the card it leads to."""

    text: str
    marks: str
    card: str


@dataclass(frozen=True)
class SentenceView:
    key: str
    voice: str
    voice_words: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True)
class BlockView:
    kind: str
    heading_level: int
    sentences: tuple[SentenceView, ...]
    speakers: tuple[str, ...]
    cards: tuple[CardView, ...]


@dataclass(frozen=True)
class SpeakerRow:
    name: str
    role: str
    kind: str
    party: str
    named: bool
    attributions: int
    words: int
    share: int


@dataclass(frozen=True)
class AllegationRow:
    words: str
    accused: str
    accuser: str
    grave: bool
    legal: bool
    status: str
    status_words: str
    key: str
    reply_key: str
    reply_words: str


@dataclass(frozen=True)
class PartyRow:
    name: str
    heard: bool
    attributions: int
    words: int
    harmful_acts: int
    victims: int


@dataclass(frozen=True)
class VerdictRow:
    rule: str
    title: str
    note: str


@dataclass(frozen=True)
class Bin:
    key: str
    title: str
    rows: tuple[VerdictRow, ...]


@dataclass(frozen=True)
class PageView:
    lang: str
    title: str
    details: tuple[str, ...]
    headline: str
    blocks: tuple[BlockView, ...]
    furniture: tuple[str, ...]
    article_cards: tuple[CardView, ...]
    suppressed: tuple[CardView, ...]
    severities: tuple[tuple[str, str, int], ...]
    families: tuple[tuple[str, str, int], ...]
    speakers: tuple[SpeakerRow, ...]
    allegations: tuple[AllegationRow, ...]
    one_sided: bool
    parties: tuple[PartyRow, ...]
    gender_words: str
    bins: tuple[Bin, ...]
    notices: tuple[str, ...]
    toolchain: tuple[tuple[str, str], ...]
    strip: Strip
    speaker_bars: tuple[Bar, ...]
    party_bars: tuple[Bar, ...]
    reply_map: ReplyMap | None


def page_view(audit: Audit, book: RuleBook) -> PageView:
    """Everything the page of one article shows, in the audit's language."""
    t = translator(audit.lang)
    cards = open_cards(audit, book)
    speakers = _speakers(audit, t)
    parties = tuple(
        PartyRow(p.name, p.heard, p.attributions, p.words, len(p.harmful_acts), len(p.victims))
        for p in audit.reading.dispute.parties
    )
    return PageView(
        lang=audit.lang,
        title=audit.article.title or audit.article.id,
        details=_details(audit, t),
        headline=headline(audit, t),
        blocks=tuple(_blocks(audit, cards, t)),
        furniture=tuple(p.span.of(audit.article.text) for p in audit.article.parts if p.kind is PartKind.FURNITURE),
        article_cards=tuple(card for card in cards if card.sentence is None),
        suppressed=suppressed_cards(audit, book),
        severities=_severities(cards, t),
        families=_families(cards, t),
        speakers=speakers,
        allegations=tuple(_allegation(audit, a, t) for a in audit.reading.allegations),
        one_sided=audit.reading.dispute.one_sided,
        parties=parties,
        gender_words=_gender_words(audit, t),
        bins=_bins(audit, book, t),
        notices=tuple(_notice(notice, t) for notice in audit.article.notices),
        toolchain=audit.toolchain.entries,
        strip=voices_strip(audit, t),
        speaker_bars=bars([(row.name, row.words) for row in speakers]),
        party_bars=bars([(row.name, row.words) for row in parties]),
        reply_map=reply_map(audit, t),
    )


def _details(audit: Audit, t: NullTranslations) -> tuple[str, ...]:
    article = audit.article
    words = int(audit.metrics.get("words"))
    genre = t.gettext("genre: {genre}").format(genre=t.gettext(audit.reading.genre))
    said = (article.byline, article.published, article.path, counted(t, words, "{n} word", "{n} words"), genre)
    return tuple(detail for detail in said if detail)


def _notice(notice: Notice, t: NullTranslations) -> str:
    return t.gettext(notice.message).format(**dict(notice.values))


def voice_words(voice: Voice, t: NullTranslations) -> str:
    """How the page names a voice."""
    return {
        Voice.NARRATOR: t.gettext("the newsroom speaks"),
        Voice.ATTRIBUTED: t.gettext("a source speaks"),
        Voice.MIXED: t.gettext("the newsroom and a source"),
        Voice.OTHER: t.gettext("not judged"),
    }[voice]


def _blocks(audit: Audit, cards: tuple[CardView, ...], t: NullTranslations) -> Iterator[BlockView]:
    by_sentence = {card.sentence: card for card in cards if card.sentence is not None}
    layers = _layers(audit, cards)
    sentences_of: dict[int, list[Sentence]] = {}
    for sentence in audit.reading.sentences:
        sentences_of.setdefault(sentence.part, []).append(sentence)
    for index, part in enumerate(audit.article.parts):
        if part.kind is PartKind.FURNITURE:
            continue
        inside = sentences_of.get(index, [])
        yield BlockView(
            kind=part.kind.value,
            heading_level={PartKind.TITLE: 1, PartKind.HEADING: 2}.get(part.kind, 0),
            sentences=tuple(_sentences(audit, part, inside, layers, t)),
            speakers=_speakers_of(audit, part),
            cards=tuple(by_sentence[s.index] for s in inside if s.index in by_sentence),
        )


def _speakers_of(audit: Audit, part: Part) -> tuple[str, ...]:
    names = [
        audit.reading.speaker_name(a) for a in audit.reading.attributions if part.span.overlaps(a.content[0])
    ]
    return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True)
class _Layer:
    span: Span
    mark: str
    rank: int
    card: str = ""


def _layers(audit: Audit, cards: tuple[CardView, ...]) -> tuple[_Layer, ...]:
    out = [_Layer(part, "said", 0) for a in audit.reading.attributions for part in a.content]
    out.extend(_Layer(a.cue, "cue", 1) for a in audit.reading.attributions if a.cue)
    for card in cards:
        for item in card.items:
            if not item.whole_article:
                rank = {"info": 2, "warning": 3, "error": 4}[item.severity]
                out.append(_Layer(Span(item.start, item.end), f"f {item.severity}", rank, card.key))
    return tuple(out)


def _sentences(
    audit: Audit, part: Part, sentences: list[Sentence], layers: tuple[_Layer, ...], t: NullTranslations
) -> Iterator[SentenceView]:
    text = audit.article.text
    here = [layer for layer in layers if layer.span.overlaps(part.span)]
    for i, sentence in enumerate(sentences):
        following = sentences[i + 1].span.start if i + 1 < len(sentences) else part.span.end
        yield SentenceView(
            key=f"s{sentence.index}",
            voice=sentence.voice.value,
            voice_words=voice_words(sentence.voice, t),
            pieces=tuple(_pieces(text, sentence.span, here)),
            after=text[sentence.span.end : max(following, sentence.span.end)],
        )


def _pieces(text: str, span: Span, layers: list[_Layer]) -> Iterator[Piece]:
    inside = [layer for layer in layers if layer.span.overlaps(span)]
    borders = {span.start, span.end}
    for layer in inside:
        borders.update(b for b in (layer.span.start, layer.span.end) if span.start < b < span.end)
    points = sorted(borders)
    for start, end in pairwise(points):
        over = sorted((m for m in inside if m.span.start <= start and end <= m.span.end), key=lambda m: m.rank)
        findings = [layer for layer in over if layer.card]
        marks = [layer.mark for layer in over if not layer.card] + ([findings[-1].mark] if findings else [])
        yield Piece(text[start:end], " ".join(dict.fromkeys(marks)), findings[-1].card if findings else "")


def _severities(cards: tuple[CardView, ...], t: NullTranslations) -> tuple[tuple[str, str, int], ...]:
    names = {"error": t.gettext("to answer"), "warning": t.gettext("to read again"), "info": t.gettext("to know")}
    count = Counter(item.severity for card in cards for item in card.items)
    return tuple((key, name, count[key]) for key, name in names.items() if count[key])


def family_words(t: NullTranslations) -> dict[str, str]:
    """Rule family → its name for an editor."""
    return {
        "SRC": t.gettext("sources"), "ATT": t.gettext("quotations"), "CTR": t.gettext("right of reply"),
        "BAL": t.gettext("balance"), "LEX": t.gettext("words"), "FIG": t.gettext("figures"),
        "ANO": t.gettext("anonymous sources"), "JUS": t.gettext("justice"), "TIM": t.gettext("times and moods"),
        "TXT": t.gettext("text and typing"),
    }


def _families(cards: tuple[CardView, ...], t: NullTranslations) -> tuple[tuple[str, str, int], ...]:
    names = family_words(t)
    count = Counter(item.family for card in cards for item in card.items)
    return tuple((key, names.get(key, key), count[key]) for key in sorted(count))


def _speakers(audit: Audit, t: NullTranslations) -> tuple[SpeakerRow, ...]:
    text, rows = audit.article.text, []
    words_by_speaker: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for attribution in audit.reading.attributions:
        if attribution.speaker is not None:
            words_by_speaker[attribution.speaker] += sum(len(p.of(text).split()) for p in attribution.content)
            count[attribution.speaker] += 1
    total = sum(words_by_speaker.values()) or 1
    for index, words in words_by_speaker.items():
        entity: Entity = audit.reading.entities[index]
        rows.append(
            SpeakerRow(
                entity.name, entity.role or "", t.gettext(entity.kind.value), entity.party or "", entity.named,
                count[index], words, round(100 * words / total),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.words, row.name)))


def reply_words(status: str, t: NullTranslations) -> str:
    """How the page names the state of a reply."""
    return {
        "none": t.gettext("no reply found in the text"),
        "off-topic": t.gettext("quoted, but not on this point"),
        "relevant": t.gettext("answers in the text"),
        "sought": t.gettext("asked, no answer: the text says so"),
    }[status]


def _accuser_words(accuser: str | None, t: NullTranslations) -> str:
    if accuser is None:
        return t.gettext("the newsroom itself")
    return t.gettext("somebody the text does not name") if accuser == UNKNOWN else accuser


def _allegation(audit: Audit, allegation: Allegation, t: NullTranslations) -> AllegationRow:
    reply = allegation.reply
    text = audit.article.text
    return AllegationRow(
        words=" ".join(allegation.span.of(text).split()),
        accused=allegation.accused,
        accuser=_accuser_words(allegation.accuser, t),
        grave=allegation.grave,
        legal=allegation.legal,
        status=reply.status.value,
        status_words=reply_words(reply.status.value, t),
        key=f"s{allegation.sentence}",
        reply_key=f"s{reply.sentence}" if reply.sentence is not None else "",
        reply_words=" ".join(reply.span.of(text).split()) if reply.span else "",
    )


def _gender_words(audit: Audit, t: NullTranslations) -> str:
    """People quoted, only as an aggregate and never as a fault."""
    women, men, unknown = (int(audit.metrics.get(f"quoted_{k}")) for k in ("women", "men", "unknown_gender"))
    if women + men + unknown < 2:
        return ""
    return ", ".join(
        part for part in (
            counted(t, women, "{n} woman quoted", "{n} women quoted"),
            counted(t, men, "{n} man quoted", "{n} men quoted"),
            counted(t, unknown, "{n} other person quoted", "{n} other people quoted"),
        ) if part
    )


def _bins(audit: Audit, book: RuleBook, t: NullTranslations) -> tuple[Bin, ...]:
    open_rules = {f.rule: f.severity.value for f in sorted(audit.findings, key=lambda f: f.severity.rank) if f.suppressed is None}
    set_aside = {f.rule for f in audit.findings if f.suppressed is not None}

    def rows(verdicts: list[Verdict]) -> tuple[VerdictRow, ...]:
        return tuple(
            VerdictRow(v.rule, card.title.in_language(audit.lang) if (card := book.card(v.rule)) else v.rule, v.note)
            for v in verdicts
        )

    def bin_of(verdict: Verdict) -> str:
        if verdict.outcome is Outcome.FLAGGED:
            if verdict.rule in open_rules:
                return "answer" if open_rules[verdict.rule] == "error" else "read"
            return "suppressed" if verdict.rule in set_aside else "clear"
        if verdict.outcome is Outcome.BY_HAND:
            return "read"
        return "clear" if verdict.outcome is Outcome.CLEAR else "na"

    titles = {
        "answer": t.gettext("to answer"), "read": t.gettext("to read again"),
        "suppressed": t.gettext("set aside with a reason"), "clear": t.gettext("nothing found"),
        "na": t.gettext("not applicable or not judged"),
    }
    grouped: dict[str, list[Verdict]] = {key: [] for key in titles}
    for verdict in audit.verdicts:
        grouped[bin_of(verdict)].append(verdict)
    return tuple(Bin(key, title, rows(grouped[key])) for key, title in titles.items())
