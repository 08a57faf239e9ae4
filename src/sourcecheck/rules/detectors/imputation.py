"""What counts as laying an act on somebody: by a dependency, in the newsroom's voice or in somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcecheck.discourse.act_classes import Act
from sourcecheck.discourse.parties import country_of
from sourcecheck.discourse.roles import act_roles, frame_roles
from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import Allegation
from sourcecheck.domain.scores import NeedKind
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Workshop
from sourcecheck.rules.clauses import clause_span
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)\b|\bsiècle\b|[Gg]uerre mondiale")
_PHYSICAL = frozenset({"war", "killing", "violence", "threat", "theft", "harm"})
_CHARGES = frozenset(
    {"accuser", "dénoncer", "reprocher", "incriminer", "imputer", "attribuer", "accusation", "plainte", "dénonciation"}
)
"""Words by which somebody accuses; « critiquer » or « qualifier » judge, « soupçonner » is an inquiry's word."""
_ACCUSED = frozenset({"accused", "accused_passive", "against", "theme", "theme_of", "theme_poss"})
_IMPUTING = frozenset({"agent", "agent_passive", "noun_by", "noun_of", "noun_demonym", "noun_support", "noun_poss"})
VAGUE = frozenset({"un", "une", "des", "deux", "trois", "homme", "femme", "individu", "personne", "jeune", "voiture", "suspect"})
_PREFIX = 5


@dataclass(frozen=True)
class Gate:
    """What makes a candidate of the reading plain enough to be held against a text."""

    procedure: Phrases
    figurative: Phrases
    ordinary: frozenset[str]
    agentive: frozenset[str]
    institutions: frozenset[str]
    minimum: float
    likely: float

    def asserts(self, evidence: Evidence, allegation: Allegation) -> bool:
        """Whether the newsroom itself says that the accused did it: no source, no procedure, no figure of speech;
        and the classifier, where there is one, holds that the sentence needs a source."""
        if not owned_by_nobody(evidence, allegation) or allegation.conditional or long_ago(evidence, allegation):
            return False
        act = imputed(evidence, allegation)
        if act is None or self._excused(evidence, allegation, act, self.procedure):
            return False
        if not self._happened(evidence, act, allegation):
            return False
        if not has_name(evidence, allegation) and not _institution(allegation.accused, self.institutions):
            return False
        return self._believed(evidence, allegation.sentence, self.is_plain(act))

    def _happened(self, evidence: Evidence, act: Act, allegation: Allegation) -> bool:
        """Whether the words state a deed: a finite verb in the indicative, or a noun that takes its author."""
        token = evidence.tokens[act.token]
        if act.pos == "verb" or token.pos_ in ("VERB", "AUX"):
            return stated(token) and not unreal(token)
        if laid_on(evidence, act, allegation, _AUTHORS | {"noun_demonym"}):
            return True
        return act.lemma in self.agentive or normal(token.lemma_) in self.agentive

    def in_procedure(self, evidence: Evidence, allegation: Allegation) -> bool:
        """Whether a charge, an inquiry or a judgement is told as such."""
        inside = evidence.words.inside(evidence.reading.sentences[allegation.sentence].span)
        return allegation.legal and any(True for _ in self.procedure.find(evidence.words, inside))

    def is_plain(self, act: Act) -> bool:
        """Strong, grave, and with no everyday or military use."""
        return act.strong and act.grave and act.pos != "adj" and act.lemma not in self.ordinary

    def _believed(self, evidence: Evidence, sentence: int, plain: bool) -> bool:
        """Whether the classifier, if there is one, agrees: hardly at all for a plain act, firmly for another."""
        score = evidence.score_of(evidence.reading.sentences[sentence])
        if score is None:
            return plain
        if plain:
            return score.probability >= self.minimum
        return score.probability >= self.likely and score.kind is NeedKind.ACCUSATION

    def named_acts(self, evidence: Evidence) -> Iterator[tuple[Act, str]]:
        """Strong and grave acts that a dependency lays on a proper name, in plain statements of the newsroom,
        with the words for the accused."""
        for act in evidence.acts:
            token = evidence.tokens[act.token]
            span = Span(token.idx, token.idx + len(token))
            if not self.is_plain(act) or evidence.is_reported(span):
                continue
            sentence = evidence.sentence_of(span)
            author = next((f for r, f in act_roles(act, token) if r in _AUTHORS and names_somebody(f)), None)
            if author is None or sentence is None or unreal(token) or evidence.is_quoted(span):
                continue
            if token.pos_ in ("VERB", "AUX") and not stated(token):
                continue
            inside = evidence.words.inside(sentence.span)
            if any(True for phrases in (self.procedure, self.figurative) for _ in phrases.find(evidence.words, inside)):
                continue
            published = (evidence.annotated.article.published or "")[:4]
            if any(match.group() != published for match in YEAR.finditer(evidence.words_in(sentence.span))):
                continue
            if self._believed(evidence, sentence.index, plain=True):
                yield act, evidence.words_in(noun_phrase(author))

    def reports(self, evidence: Evidence, allegation: Allegation) -> bool:
        """Whether somebody in the text accuses of a strong act: in so many words (« accuser », « dénoncer »), or by
        tying the accused to the act in what they are held to have said."""
        sentence = evidence.tokens.within(evidence.reading.sentences[allegation.sentence].span)
        strong = [
            act for act in evidence.acts if sentence.start <= act.token < sentence.end and act.strong and act.grave
        ]
        if not strong or self._excused(evidence, allegation, strong[0], None):
            return False
        if charged(evidence, allegation):
            return True
        act = imputed(evidence, allegation)
        spoken = allegation.accuser is not None or allegation.attribution is not None
        return spoken and act is not None and act in strong and act.lemma not in self.ordinary

    def _excused(self, evidence: Evidence, allegation: Allegation, act: Act, procedure: Phrases | None) -> bool:
        inside = evidence.words.inside(evidence.reading.sentences[allegation.sentence].span)
        if procedure is not None and any(True for _ in procedure.find(evidence.words, inside)):
            return True
        return act.matter in _PHYSICAL and any(True for _ in self.figurative.find(evidence.words, inside))


def read_gate(workshop: Workshop, parameters: Table) -> Gate:
    """Options: ``procedure`` and ``figurative``, phrases that excuse a sentence; ``ordinary``, acts with an everyday
    or military use; ``agentive``, nouns whose author follows « de »; ``institutions``, a word list of those who act (noun, kind), of which bodies, companies,
    forces and states count as identifiable without a name; ``minimum`` and ``likely``, the probabilities of needing a
    source that a sentence of the newsroom must reach for a plain act, for another."""
    rows = workshop.lexicon(parameters.text("institutions", "party-nouns")).rows
    return Gate(
        Phrases(workshop.entries(parameters.texts("procedure")), exact=True),
        Phrases(workshop.entries(parameters.texts("figurative"))),
        frozenset(workshop.entries(parameters.texts("ordinary"))),
        frozenset(workshop.entries(parameters.texts("agentive"))),
        frozenset(row[0] for row in rows if row[1] in ("body", "company", "force", "state")),
        parameters.number("minimum", 0.1),
        parameters.number("likely", 0.75),
    )


def _institution(accused: str, institutions: frozenset[str]) -> bool:
    return any(word in institutions or word.removesuffix("s") in institutions for word in normal(accused).split()[:2])


_AUTHORS = frozenset({"agent", "agent_passive", "noun_by", "noun_support"})
_UNREAL = frozenset({"pas", "jamais", "ni", "aucun", "aucune", "sans", "si", "pour", "afin", "risquer", "pouvoir", "devoir", "vouloir",
                     "menacer", "craindre", "éviter", "empêcher", "refuser", "faillir"})


def named_author(evidence: Evidence, act: Act) -> bool:
    """Whether the act is a verb, or an offence by name, whose author is named beside it."""
    if act.pos not in ("verb", "offence"):
        return False
    roles = act_roles(act, evidence.tokens[act.token])
    deeds = {other.token for other in evidence.acts}  # « l'attentat de Berlin, commis hier » names no author
    return any(filler.i not in deeds and relation in _AUTHORS | {"noun_of", "noun_demonym"} and names_somebody(filler) for relation, filler in roles)


def names_somebody(token: Token) -> bool:
    """Whether a noun phrase holds a proper name as its head, apposition or owner, or the adjective of a country."""
    if token.pos_ == "PROPN":
        return token.text[:1].isupper()
    if token.pos_ == "NOUN" and any(country_of(child.text) for child in token.children if child.dep_ == "amod"):
        return True  # « l'armée syldave »
    return token.pos_ == "NOUN" and any(
        child.pos_ == "PROPN" and child.text[:1].isupper() and child.dep_ in ("flat:name", "flat:foreign", "appos", "nmod", "amod", "flat")
        for child in token.rights
    )


_SUPPORT = frozenset({"commettre", "perpétrer"})


def stated(verb: Token) -> bool:
    """Whether a verb form says that something happened: finite, or a participle with its auxiliary or agent."""
    if normal(verb.lemma_) in _SUPPORT and not any(child.dep_ in ("obl:agent", "nsubj") for child in verb.children):
        return False  # « l'attentat de Berlin, commis en décembre » says nothing of its author
    if any(child.dep_.startswith("aux") or child.dep_ == "obl:agent" for child in verb.children):
        return not normal(verb.text).endswith(("er", "ir", "re"))  # « pour avoir tué » is stated, « peut être tué » is not
    if "Inf" in verb.morph.get("VerbForm", []) or normal(verb.text) == normal(verb.lemma_):
        return False
    return "Fin" in verb.morph.get("VerbForm", []) or verb.dep_ in ("acl", "advcl", "conj")


def unreal(verb: Token) -> bool:
    """Whether the act is denied, conditional, future, wished or feared, not stated as done."""
    mood = verb.morph.get("Mood", [])
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"]
    moods = [m for t in (verb, *auxiliaries) for m in t.morph.get("Mood", [])] or mood
    if "Cnd" in moods or "Sub" in moods or "Fut" in verb.morph.get("Tense", []):
        return True
    near = [*verb.children, verb.head] if verb.head is not verb else list(verb.children)
    return any(normal(t.lemma_) in _UNREAL or normal(t.text) in _UNREAL for t in near)


def noun_phrase(token: Token) -> Span:
    """The words of a name with its article and complements, without clauses."""
    last = token
    for child in token.rights:
        if child.dep_ in ("flat:name", "flat:foreign", "flat", "appos", "nmod", "amod"):
            last = child.right_edge if child.right_edge.i > last.i else last
    return Span(token.left_edge.idx, last.idx + len(last))


def charged(evidence: Evidence, allegation: Allegation) -> bool:
    """Whether an accusing word of the sentence takes the accused as its object."""
    sentence = evidence.tokens.within(evidence.reading.sentences[allegation.sentence].span)
    names = _stems(evidence, allegation)
    for frame in evidence.frames:
        if frame.legal or frame.lemma not in _CHARGES or not sentence.start <= frame.token < sentence.end:
            continue
        for relation, filler in frame_roles(frame, evidence.tokens[frame.token]):
            spoken_of = filler.pos_ == "PRON" and relation in ("accused", "accused_passive")
            if relation in _ACCUSED and (spoken_of or _is_named(filler, names)):
                return True
    return False


def imputed(evidence: Evidence, allegation: Allegation) -> Act | None:
    """The harmful act that the sentence ties to the accused as its author, by a dependency; else None."""
    tokens = evidence.tokens.within(allegation.act)
    return next(
        (act for act in evidence.acts if tokens.start <= act.token < tokens.end and laid_on(evidence, act, allegation)), None
    )


def laid_on(
    evidence: Evidence, act: Act, allegation: Allegation, relations: frozenset[str] | None = None
) -> bool:
    """Whether a dependency (of `relations`, else any that imputes) makes the accused the author of the act."""
    names = _stems(evidence, allegation)
    return any(
        relation in (relations or _IMPUTING) and _stands_for(filler, names)
        for relation, filler in act_roles(act, evidence.tokens[act.token])
    )


def _stems(evidence: Evidence, allegation: Allegation) -> frozenset[str]:
    """The first letters of every word by which the accused is named (« Arménie », « arménien »)."""
    forms = [allegation.accused]
    if allegation.accused_entity is not None:
        entity = evidence.reading.entities[allegation.accused_entity]
        forms += [entity.name, *entity.aliases, *(mention.of(evidence.text) for mention in entity.mentions)]
    return frozenset(word[:_PREFIX] for form in forms for word in normal(form).split() if len(word) > 2)


def _stands_for(filler: Token, names: frozenset[str]) -> bool:
    return filler.pos_ == "PRON" or filler.dep_ == "det" or _is_named(filler, names)


def _is_named(filler: Token, names: frozenset[str]) -> bool:
    return any(normal(token.text)[:_PREFIX] in names for token in filler.subtree if len(token) > 2)


def has_name(evidence: Evidence, allegation: Allegation) -> bool:
    """Whether the accused carries a proper name, here or in the article."""
    if allegation.accused_entity is not None:
        return evidence.reading.entities[allegation.accused_entity].named
    words = allegation.accused.split()
    return any(word[:1].isupper() for word in words) and normal(words[0]) not in VAGUE


_NEXT = 2
_STANDS_IN = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "avocat", "avocate", "avocats", "conseil", "porte-parole", "entourage", "défense"})


_DENYING = frozenset(
    {"faux", "fausse", "fausses", "jamais", "rien", "aucun", "aucune", "mensonge", "mensonges", "mensonger", "mensongère", "calomnie", "calomnies",
     "innocent", "innocente", "infondé", "infondée", "infondées", "regrette", "regrettons", "excuses", "ridicule", "absurde", "contrevérité"}
)


def answers_in_words(evidence: Evidence, allegation: Allegation, denials: Phrases) -> tuple[int, ...]:
    """The sentences that say in so many words that the accused answers: with an answering phrase, one that names it or one
    of the two after the accusation whose subject stands in for it (« il », « son avocat »); or its own denying words."""
    names = _stems(evidence, allegation)
    words = evidence.words
    found = set()
    for attribution in evidence.reading.attributions:
        speaker = evidence.reading.speaker_name(attribution)
        own = speaker is not None and any(word[:_PREFIX] in names for word in normal(speaker).split() if len(word) > 2)
        if own and any(words.forms[n] in _DENYING for part in attribution.content for n in words.inside(part)):
            found.add(attribution.sentence)
    for sentence in evidence.reading.sentences:
        if not any(True for _ in denials.find(words, words.inside(sentence.span))):
            continue
        tokens = evidence.tokens.within(sentence.span)
        subjects = [t for t in tokens if t.dep_ in ("nsubj", "nsubj:pass", "appos", "nmod", "ROOT")]
        if sentence.index != allegation.sentence and any(_is_named(t, names) for t in subjects):
            found.add(sentence.index)
        distance = sentence.index - allegation.sentence
        if 0 < distance <= _NEXT and any(normal(t.text) in _STANDS_IN for t in tokens):
            found.add(sentence.index)
    return tuple(sorted(found))


def act_span(evidence: Evidence, allegation: Allegation) -> Span:
    """The clause of the act, or the noun that names it with its complements."""
    return clause_span(evidence.tokens.within(allegation.act).root)


def owned_by_nobody(evidence: Evidence, allegation: Allegation) -> bool:
    """The newsroom accuses: no accuser, no attribution over the act, no quotation marks round it."""
    if allegation.accuser is not None or allegation.attribution is not None:
        return False
    return not evidence.is_reported(allegation.act) and not evidence.is_quoted(allegation.act)


def long_ago(evidence: Evidence, allegation: Allegation) -> bool:
    """Whether the sentence dates the act in a year that is not the article's own."""
    published = (evidence.annotated.article.published or "")[:4]
    sentence = evidence.reading.sentences[allegation.sentence].span
    return any(match.group() != published for match in YEAR.finditer(evidence.words_in(sentence)))


