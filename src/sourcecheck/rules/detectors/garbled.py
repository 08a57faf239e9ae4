"""Words that a copy lost: an article with no noun, an elision with nothing to elide, a preposition before a bracket.

Such gaps come from pages whose links were dropped, or from a sentence half rewritten. Six patterns, each
with the French that looks like it and is right (« le ou la candidate », « l'un des », « le onze »,
« ainsi que le prévoit la loi »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Words

_ARTICLES = frozenset({"le", "la", "les"})
_AFTER_GAP = frozenset(
    {"de", "d'", "du", "des", "à", "au", "aux", "dans", "et", "ou", "par", "avec", "chez", "dont", "mais", "pour", "sur",
     "entre", "vers", "lors", "afin", "selon"}
)
_ELIDED = frozenset({"l'", "d'", "qu'", "n'", "s'", "c'", "j'", "jusqu'", "lorsqu'", "puisqu'"})
_AFTER_ELISION = _AFTER_GAP | {"qui", "que", "qu'", "en", "sans", "est", "a", "ont", "sont", "était", "où", "se", "ne"}
_STOPS = frozenset(",.;:)")
_PAIRS = frozenset({("le", "la"), ("la", "le"), ("le", "les"), ("la", "les"), ("les", "le"), ("les", "la")})
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ") - {"y"}
_NO_ELISION = frozenset(
    {"onze", "onzième", "onzièmes", "oui", "ouistiti", "ouistitis", "un", "une", "unième", "ululement", "iota", "off", "in",
     "one", "out", "ok", "ouf", "ouah", "ouate", "ouïghour", "ouïghoure", "ouighour", "ouolof", "uhlan", "à", "au", "aux",
     "en", "et", "ou", "y", "entre", "avec", "afin", "open", "iPhone"}
)
_SET_PHRASES = (("au", "revoir"), ("par", "cœur"), ("pour", "et"), ("à", "propos"), ("sur", "mesure"), ("à", "côté"))
_FINITE_ENDING = re.compile(r".+(?:rait|raient|ront|rons|rez|ait|aient|èrent)$|^(?:ont|sont|avait|avaient|étaient|seront|auront)$")
_INITIALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9.&-]+")
_BEFORE_BRACKET = frozenset(
    {"en", "de", "du", "des", "d'", "à", "au", "aux", "la", "le", "les", "l'", "un", "une", "pour", "par", "dans", "sur", "avec"}
)
_BEGINNINGS = _ARTICLES | _ELIDED | _BEFORE_BRACKET | {"un", "une"}
"""Words that a gap can begin with."""
_KINDS = {
    "elision": Bilingual("élision sans mot à la suite", "elision with nothing after it"),
    "article": Bilingual("article sans nom", "article without a noun"),
    "subject": Bilingual("article sans nom devant le verbe", "article without a noun before the verb"),
    "bracket": Bilingual("sigle sans le nom qu’il abrège", "initials without the name they stand for"),
    "hiatus": Bilingual("article non élidé : un mot manque", "article not elided: a word is missing"),
    "adjective": Bilingual("adjectif sans nom", "adjective without a noun"),
}


def lost_words(workshop: Workshop, parameters: Table) -> Built:
    """Option ``adjectives``: adjectives that are never nouns (``@name`` takes a word list)."""
    adjectives = frozenset(workshop.entries(parameters.texts("adjectives")))

    def run(evidence: Evidence) -> Result:
        return found(_hits(evidence, workshop, adjectives))

    return Built(run, frozenset({"gap"}))


def _hits(evidence: Evidence, workshop: Workshop, adjectives: frozenset[str]) -> Iterator[Hit]:
    words = evidence.words
    for n, form in enumerate(words.forms[:-1]):
        if form not in _BEGINNINGS:
            continue
        if evidence.text[words.starts[n - 1]] == "-" and n and words.ends[n - 1] == words.starts[n]:
            continue  # « dites-le à », « celle-la »: a pronoun or an adverb
        kind, last = _gap(evidence, words, n, adjectives)
        if kind:
            span = words.span(n - 1, n) if kind == "subject" else words.span(n, last)
            if workshop.scope.admits(evidence, Span(words.starts[n], words.ends[n])):
                yield Hit(span, {"gap": _KINDS[kind]})


def _gap(evidence: Evidence, words: Words, n: int, adjectives: frozenset[str]) -> tuple[str, int]:
    """The kind of gap that begins at word `n` ("" if none) and the last word to flag."""
    form, following = words.forms[n], words.forms[n + 1]
    apart = words.starts[n + 1] > words.ends[n]
    third = words.forms[n + 2] if n + 2 < len(words.forms) else ""
    if _bracket(evidence, words, n):
        return "bracket", n + 3
    if form in _ELIDED:
        if following in _STOPS or (apart and following in _AFTER_ELISION and not _joined(words, n + 1)):
            return "elision", n + 1
        return "", n
    if form in _ARTICLES:
        if _article_alone(evidence, words, n, third):
            return "article", n + 1
        if form != "les" and apart and _hiatus(evidence, words, n + 1):
            return "hiatus", n + 1
        if n and words.forms[n - 1] in ("que", "lorsque", "puisque") and _verb_without_subject(evidence, words, n + 1):
            return "subject", n + 1
    if form in ("un", "une") and following in adjectives and third in _AFTER_GAP and not _joined(words, n + 2):
        return "adjective", n + 2
    return "", n


def _article_alone(evidence: Evidence, words: Words, n: int, third: str) -> bool:
    form, following = words.forms[n], words.forms[n + 1]
    if following not in _AFTER_GAP or _joined(words, n + 1) or words.starts[n + 1] == words.ends[n]:
        return False
    if evidence.text[words.starts[n + 1]].isupper() or (following, third) in _SET_PHRASES:
        return False
    if following in ("et", "ou") and (form, third) in _PAIRS:
        return False
    if following in ("de", "du", "d'") and n + 2 < len(words.starts) and evidence.text[words.starts[n + 2]].isupper():
        return False  # « le de Gaulle »
    if following in ("pour", "sur", "par", "avec", "vers", "entre", "mais"):  # « le pour et le contre »
        return third in ("le", "la", "les", "l'", "un", "une", "des", "du", "leur", "leurs", "ses", "son", "sa")
    if form == "la" and evidence.text[words.starts[n]] == "L":  # « La » as part of a name: « La Dépêche »
        return following in ("et", "ou", "de", "d'", "du", "des", "dans")
    return True


def _hiatus(evidence: Evidence, words: Words, n: int) -> bool:
    form = words.forms[n]
    if len(form) < 2 or form[0] not in _VOWELS or form in _NO_ELISION or form.endswith("'"):
        return False
    if not evidence.text[words.starts[n]].islower() or _joined(words, n):
        return False
    token = evidence.tokens.within(words.span(n, n))[0]
    return token.pos_ in ("ADJ", "NOUN", "VERB", "ADV", "AUX")


def _verb_without_subject(evidence: Evidence, words: Words, n: int) -> bool:
    if not _FINITE_ENDING.match(words.forms[n]):
        return False
    token = evidence.tokens.within(words.span(n, n))[0]
    if token.pos_ not in ("VERB", "AUX"):
        return False
    after = next((t for t in evidence.tokens[token.i + 1 : token.i + 3] if not t.is_space), None)
    if after is None:
        return True
    if token.i >= 3 and token.nbor(-3).pos_ in ("VERB", "AUX"):  # « a déclaré que la poursuivrait »: no inversion
        return after.text not in ("-", "t")
    return after.pos_ not in ("DET", "PROPN", "PRON", "NOUN") and after.text[0] not in "-«“\""


def _bracket(evidence: Evidence, words: Words, n: int) -> bool:
    if words.forms[n] not in _BEFORE_BRACKET or n + 3 >= len(words.forms):
        return False
    if words.forms[n + 1] != "(" or words.forms[n + 3] != ")":
        return False
    initials = evidence.text[words.starts[n + 2] : words.ends[n + 2]]
    return len(initials) > 1 and _INITIALS.fullmatch(initials) is not None


def _joined(words: Words, n: int) -> bool:
    """Whether a hyphen follows word `n` at once (« à-côté », « sans-abri », « contre-attaque »)."""
    return n + 1 < len(words.forms) and words.forms[n + 1] == "-" and words.starts[n + 1] == words.ends[n]
