"""News, communique, interview, opinion, live, brief, listing."""

from __future__ import annotations

import re
from collections import Counter

from sourcecheck.discourse.phrases import PhraseList
from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.discourse import Attribution, Sentence
from sourcecheck.domain.text import Part, PartKind
from sourcecheck.language import Annotated

GENRES = ("news", "communique", "interview", "opinion", "live", "brief", "listing")
_TEXT_PARTS = frozenset({PartKind.TITLE, PartKind.LEAD, PartKind.BODY, PartKind.QUESTION, PartKind.BLOCKQUOTE, PartKind.LIST})
_DECLARED = {
    "opinion": re.compile(r"éditorial|edito\b|édito\b|tribune|chronique|point de vue|opinion|billet|carte blanche|libre opinion|libre propos|"
                          r"contre-pied|analyse critique|courrier des lecteurs|humeur|débats?\b|idées\b|commentaire", re.IGNORECASE),
    "interview": re.compile(r"interview|entretien|grand oral|questions à|propos recueillis|rencontre avec", re.IGNORECASE),
    "live": re.compile(r"\bdirect\b|\blive\b|en direct|minute par minute|fil info", re.IGNORECASE),
    "communique": re.compile(r"communiqué|press release", re.IGNORECASE),
    "brief": re.compile(r"\bbr[eè]ves?\b|en bref|flash|télex", re.IGNORECASE),
    "listing": re.compile(r"agenda|résultats|classement|programme tv|horoscope|météo|nécrologie|petites annonces|liste", re.IGNORECASE),
}
_BYLINE_OPINION = re.compile(r"éditorialiste|chroniqueu(?:r|se)|tribune|professeur|essayiste|philosophe|écrivain|politologue|collectif", re.IGNORECASE)
_TIME = re.compile(r"^\W{0,3}(?:[01]?\d|2[0-3])\s?(?:h|:|H)\s?[0-5]\d\b")
_RELEASE = re.compile(r"communiqué de presse|pour diffusion immédiate|contacts? presse|à propos de [A-ZÉÈ]|service de presse|contact médias", re.IGNORECASE)
_OF_A_RELEASE = ("presse", "diffusion", "propos", "médias")
"""One of them stands in every phrase of `_RELEASE`."""
_RECEIVED = re.compile(r"propos recueillis par|entretien réalisé|interview réalisée|nous avons rencontré|répond à nos questions|a répondu à nos questions", re.IGNORECASE)
_QUESTION_MARKS = re.compile(r"^(?:[A-ZÉÈÀ][\w.’' -]{1,40}\s?[:–—-]\s)?.{6,400}\?\s*$", re.DOTALL)
_SPEAKER_LABEL = re.compile(r"^([A-ZÉÈÀ][\w.’'-]*(?: [A-ZÉÈÀ][\w.’'-]*){0,3})\s?[:–—]\s")
_I = ("je", "me", "moi", "mon", "ma", "mes", "nous", "notre", "nos")
_ELIDED_I = ("j", "m")
_BEFORE_A_WORD = re.compile(r"['’]\w")
_STANCE = PhraseList(
    ("il faut", "il est temps", "on ne peut que", "osons", "disons-le", "hélas", "heureusement", "à mon sens", "à mes yeux", "selon moi", "je crois",
     "je pense", "n'en déplaise", "force est de constater", "avouons", "comment ne pas", "honte", "soyons", "devons-nous", "ne nous y trompons pas"),
    lambda words: words.replace("'", "['’]"),
)


def detect_genre(
    annotated: Annotated, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
) -> str:
    """The genre of the article: what its metadata say, else what its text shows.

    Returns one of `GENRES`. Metadata of an unknown genre are kept as they are.
    """
    article = annotated.article
    if article.genre:
        return article.genre
    declared = _declared(annotated)
    if declared:
        return declared
    parts = [p for p in article.parts if p.kind in _TEXT_PARTS]
    texts = [p.span.of(article.text).strip() for p in parts]
    body = [t for p, t in zip(parts, texts, strict=True) if p.kind is not PartKind.TITLE and t]
    if not body:
        return "news"
    if _is_live(body):
        return "live"
    if _is_interview(annotated, body):
        return "interview"
    if _is_listing(parts, body):
        return "listing"
    whole = "\n".join(body)
    small = whole.lower()
    if any(word in small for word in _OF_A_RELEASE) and _RELEASE.search(whole) and not _quotes_several(attributions):
        return "communique"
    if _is_opinion(annotated, whole, attributions):
        return "opinion"
    words = len(whole.split())
    if words < 90 and len(sentences) <= 5:
        return "brief"
    return "news"


def _declared(annotated: Annotated) -> str | None:
    article = annotated.article
    section = " ".join(filter(None, (article.section, dict(article.metadata).get("type", ""), dict(article.metadata).get("category", ""))))
    label = (article.title or "").split(":")[0] if ":" in (article.title or "")[:30] else ""
    for genre, pattern in _DECLARED.items():
        if section and pattern.search(section):
            return genre
        if label and len(label.split()) <= 3 and pattern.search(label):
            return genre
    byline = article.byline or next((p.span.of(article.text) for p in article.parts if p.kind is PartKind.BYLINE), "")
    if byline and _BYLINE_OPINION.search(byline):
        return "opinion"
    return None


def _is_live(body: list[str]) -> bool:
    timed = sum(bool(_TIME.match(t)) for t in body)
    return timed >= 3 and timed >= 0.3 * len(body)


def _is_interview(annotated: Annotated, body: list[str]) -> bool:
    questions = sum(p.kind is PartKind.QUESTION for p in annotated.article.parts)
    asked = sum(t.endswith("?") and bool(_QUESTION_MARKS.match(t)) and len(t.split()) < 70 for t in body)
    labels = Counter(m.group(1) for t in body if (m := _SPEAKER_LABEL.match(t)))
    answered = sum(count for _, count in labels.most_common(2))
    if len(labels) >= 2 and answered >= 4 and answered >= 0.5 * len(body):
        return True
    if questions >= 3 or (asked >= 3 and asked >= 0.25 * len(body)):
        return True
    return asked + questions >= 2 and any(_RECEIVED.search(t) for t in body)


def _is_listing(parts: list[Part], body: list[str]) -> bool:
    items = sum(p.kind is PartKind.LIST for p in parts)
    short = sum(len(t.split()) <= 12 and not t.endswith((".", "!", "?", "»")) for t in body)
    return len(body) >= 5 and (items >= 0.6 * len(body) or short >= 0.7 * len(body))


def _quotes_several(attributions: tuple[Attribution, ...]) -> bool:
    return len({a.speaker for a in attributions if a.speaker is not None}) >= 3


def _is_opinion(annotated: Annotated, whole: str, attributions: tuple[Attribution, ...]) -> bool:
    """First person and stance outside of what others are quoted as saying."""
    quoted = [span for a in attributions for span in a.content]
    text, places = annotated.article.text, token_table(annotated).places

    def own(offset: int) -> bool:
        return not any(s.start <= offset < s.end for s in quoted) and not _inside_quotes(text, offset)

    elided = [at for letter in _ELIDED_I for at in places.get(letter, ()) if _BEFORE_A_WORD.match(text, at + 1)]
    first = sum(own(at) for at in (*elided, *(at for word in _I for at in places.get(word, ()))))
    stance = sum(own(match.start()) for match in _STANCE.find(text, places))
    words = max(1, len(whole.split()))
    return (first >= 4 and first / words > 0.012) or (stance >= 2 and first >= 2) or stance >= 4


def _inside_quotes(text: str, offset: int) -> bool:
    opening = text.rfind("«", 0, offset)
    return opening >= 0 and text.rfind("»", opening, offset) < 0 and text.find("\n\n", opening, offset) < 0
