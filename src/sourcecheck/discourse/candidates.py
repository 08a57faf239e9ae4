"""Every (sentence, party) pair that could be an allegation, with the features that decide it.

A feature never names a person, a place or a camp: exchanging two parties exchanges their scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcecheck.discourse.act_classes import Act, Frame, find_acts
from sourcecheck.discourse.blame_context import BlameContext, gather, of_article, said_of
from sourcecheck.discourse.parties import GENERIC_PERSON, PartyBook, noun_lemma
from sourcecheck.discourse.roles import (
    AUTHORING,
    Role,
    act_roles,
    after_quotation,
    case_of,
    frame_roles,
    is_passive,
)
from sourcecheck.discourse.tokens import Stretch, Token, Tokens, tokens_of
from sourcecheck.domain.discourse import Attribution, Sentence, Voice
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated

ActRow = tuple[Act, list[Role]]
FrameRow = tuple[Frame, list[Role]]
BLAMING = frozenset({"agent", "agent_passive", "noun_by", "noun_support", "noun_poss", "noun_of", "noun_self", "adj_subject",
                     "adj_object", "adj_head", "adj_of", "adj_poss", "noun_subject", "noun_appos", "noun_demonym", "accused",
                     "accused_passive", "against", "theme", "theme_of", "theme_poss", "self"})


@dataclass
class Candidate:
    """One party in one sentence. `act` is the harmful word that speaks most clearly against it."""

    sentence: int
    party: int
    features: dict[str, float] = field(default_factory=dict)
    act: Act | None = None
    frame: Frame | None = None
    accuser: Token | None = None
    relation: str = ""
    rank: float = 0.0
    at: int = -1
    procedure: bool = False
    """Whether the sentence speaks of a charge, an inquiry or a verdict."""


_ARMED = frozenset({"war", "killing", "violence", "terror"})
_DOING = frozenset({"agent", "agent_passive", "noun_by", "noun_support", "noun_of", "noun_poss", "noun_demonym"})
_POOL = {
    "agent": "agent", "agent_passive": "by", "noun_by": "by", "noun_support": "agent", "noun_poss": "of", "noun_of": "of",
    "noun_demonym": "of", "adj_subject": "predicate", "adj_object": "predicate", "noun_subject": "predicate", "adj_head": "head",
    "adj_of": "of", "adj_poss": "of", "noun_appos": "appos", "self": "self", "noun_self": "self",
}
RANK = {
    "accused": 5.0, "accused_passive": 5.0, "against": 4.0, "agent": 4.0, "agent_passive": 4.5, "noun_by": 4.5, "noun_support": 4.0,
    "adj_subject": 3.5, "adj_object": 3.5, "noun_subject": 3.0, "theme_of": 3.5, "theme": 3.0, "theme_poss": 3.0, "noun_poss": 3.0,
    "noun_of": 2.5, "noun_appos": 2.5, "adj_of": 2.5, "adj_poss": 2.0, "adj_head": 2.0, "self": 2.0, "noun_obj": 1.5, "noun_govobj": 1.5,
    "noun_obl": 1.2, "noun_xcomp": 1.5, "noun_rel": 1.5, "noun_head": 1.0, "noun_passive_subject": 1.2,
}


def build(
    annotated: Annotated, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...], book: PartyBook
) -> list[Candidate]:
    """Candidates in the order of the text."""
    doc = tokens_of(annotated)
    acts, frames = find_acts(annotated)
    spans = [doc.within(s.span) for s in sentences]
    by_sentence = _by_sentence(spans, len(doc))
    attributed = covering(doc, attributions)
    act_rows: dict[int, list[ActRow]] = defaultdict(list)
    frame_rows: dict[int, list[FrameRow]] = defaultdict(list)
    for act in acts:
        act_rows[by_sentence[act.token]].append((act, act_roles(act, doc[act.token])))
    for frame in frames:
        frame_rows[by_sentence[frame.token]].append((frame, frame_roles(frame, doc[frame.token])))
    history: dict[int, _History] = defaultdict(_History)
    context = gather(annotated, attributions, book, [row for rows in frame_rows.values() for row in rows])
    out: list[Candidate] = []
    title_parties: set[int] = set()
    last: list[Candidate] = []
    for sentence, span in zip(sentences, spans, strict=True):
        if sentence.part_kind in (PartKind.FURNITURE, PartKind.BYLINE, PartKind.EMBED):
            continue
        here = _sentence_candidates(sentence, span, book, act_rows[sentence.index], frame_rows[sentence.index], attributed, attributions, context)
        here += _implicit(sentence, span, here, last, history, act_rows[sentence.index], frame_rows[sentence.index], attributed, context)
        following = spans[sentence.index + 1] if sentence.index + 1 < len(spans) else None
        for candidate in here:
            _context(candidate, sentence, len(sentences), book, history, title_parties)
            candidate.features.update(of_article(candidate.party, context, span, following))
        for candidate in here:
            history[candidate.party].note(candidate)
        last = [c for c in here if "implicit" not in c.features] or last
        if sentence.index == 0:
            title_parties = {c.party for c in here} | {p for _, p in book.mentions_between(span.start, span.end)}
        out.extend(here)
    _whole_article(out, len(sentences))
    return out


def _whole_article(candidates: list[Candidate], size: int) -> None:
    """How much of the article's blame falls on the party, and how much blame the article holds."""
    total: dict[int, float] = defaultdict(float)
    for c in candidates:
        if c.rank >= 2.0:
            total[c.party] += c.rank / 5.0
    everything = sum(total.values())
    order = {p: i for i, p in enumerate(sorted(total, key=lambda p: (-total[p], p)))}
    for c in candidates:
        f = c.features
        mine = total.get(c.party, 0.0)
        f["party_blame"] = min(mine, 4.0) / 4.0
        f["other_blame"] = min(everything - mine, 8.0) / 8.0
        f["article_blame"] = min(everything / max(1, size), 1.0)
        if order.get(c.party) == 0:
            f["most_blamed"] = 1.0
        elif c.party in order and order[c.party] <= 2:
            f["much_blamed"] = 1.0


@dataclass
class _History:
    strong: int = 0
    matters: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    framed: int = 0

    def note(self, candidate: Candidate) -> None:
        if candidate.rank >= 2.0:
            self.strong += 1
            if candidate.act:
                self.matters.add(candidate.act.matter)
                self.lemmas.add(candidate.act.lemma)
            if candidate.frame:
                self.framed += 1


def _implicit(
    sentence: Sentence, span: Stretch, here: list[Candidate], last: list[Candidate], history: dict[int, _History],
    act_rows: list[ActRow], frame_rows: list[FrameRow], attributed: dict[int, int], context: BlameContext,
) -> list[Candidate]:
    """Parties that a sentence may accuse without naming them: the most blamed before it and those of the sentence before."""
    told = {attributed[i] for i in range(span.start, span.end) if i in attributed}
    hostile = bool(told & (context.hostile | context.charged))
    if not (act_rows or frame_rows or hostile):
        return []
    named = {c.party for c in here}
    speaking = {context.speakers.get(a) for a in told}
    blamed = sorted((p for p, past in history.items() if past.strong), key=lambda p: (-history[p].strong, p))[:1]
    near = [c.party for c in sorted(last, key=lambda c: (-c.rank, "subject" not in c.features, c.party))[:2]]
    out = []
    for party in dict.fromkeys([*blamed, *near]):
        if party in named or party in speaking:
            continue
        candidate = Candidate(sentence.index, party)
        f = candidate.features
        f["implicit"] = 1.0
        if party in blamed:
            f["implicit_blamed"] = 1.0
        if near and party == near[0]:
            f["implicit_near"] = 1.0
        if hostile:
            f["implicit_hostile"] = 1.0
        if not named - speaking:
            f["implicit_alone"] = 1.0
        if any(t.lower_ in _UNNAMED for t in span):
            f["implicit_pronoun"] = 1.0
        if not any(c.rank > 0 for c in here):
            f["implicit_nobody"] = 1.0
        if act_rows:
            candidate.act = max((a for a, _ in act_rows), key=lambda a: (a.strong, a.grave))
            candidate.at = candidate.act.token
            f["grave_here"] = float(candidate.act.grave)
        f["acts"] = min(len(act_rows), 4) / 4.0
        out.append(candidate)
    return out


_UNNAMED = frozenset("il elle ils elles lui leur leurs son sa ses l' eux celui-ci celle-ci ceux-ci".split())


def _by_sentence(spans: Sequence[Stretch], size: int) -> list[int]:
    out = [0] * size
    for i, span in enumerate(spans):
        for k in range(span.start, span.end):
            out[k] = i
    return out


def covering(doc: Tokens, attributions: tuple[Attribution, ...]) -> dict[int, int]:
    out: dict[int, int] = {}
    for attribution in attributions:
        for span in attribution.content:
            tokens = doc.within(span)
            out.update(dict.fromkeys(range(tokens.start, tokens.end), attribution.index))
    return out


def _sentence_candidates(
    sentence: Sentence, span: Stretch, book: PartyBook, act_rows: list[ActRow], frame_rows: list[FrameRow],
    attributed: dict[int, int], attributions: tuple[Attribution, ...], context: BlameContext,
) -> list[Candidate]:
    found: dict[int, Candidate] = {}

    def get(party: int) -> Candidate:
        if party not in found:
            found[party] = Candidate(sentence.index, party)
        return found[party]

    mentions: dict[int, list[Token]] = defaultdict(list)
    for mention, whose in book.mentions_in(span.start, span.end):
        mentions[whose].append(mention)
    frame_targets: set[int] = set()
    for frame, roles in frame_rows:
        roles = _by_order(frame, roles, mentions, book)
        accuser = next((t for r, t in roles if r == "accuser"), None)
        if (frame.judging or frame.lemma in ("attribuer", "imputer")) and not _governs_act(span.doc[frame.token], act_rows):
            continue
        for relation, token in roles:
            party = book.party_through(token)
            if party is None:
                continue
            candidate = get(party)
            f = candidate.features
            if relation == "accuser":
                f["is_accuser" if frame.frame != "against" else "is_claimant"] = 1.0
                continue
            kind = "judging" if frame.judging else ("legal" if frame.legal else "plain")
            f[f"frame:{relation}"] = 1.0
            f[f"frame:{relation}:{kind}"] = 1.0
            if relation in ("accused", "accused_passive", "against"):
                frame_targets.add(party)
            rank = RANK.get(relation, 1.0) - (2.0 if frame.judging or frame.lemma in _SOFT else 0.0)
            if rank > candidate.rank:
                candidate.rank, candidate.frame, candidate.relation, candidate.accuser = rank, frame, relation, accuser
                candidate.at = frame.token
            if _explained(span.doc[frame.token]):
                f["explained"] = 1.0
            lemma_group = _FRAME_GROUPS.get(frame.lemma)
            if lemma_group:
                f[f"group:{lemma_group}:{relation.split('_')[0]}"] = 1.0
    for act, roles in act_rows:
        strength = "strong" if act.strong else "weak"
        for relation, token in roles:
            party = book.party_through(token)
            if party is None:
                continue
            candidate = get(party)
            f = candidate.features
            f[f"{act.pos}:{relation}"] = 1.0
            f[f"{act.pos}:{relation}:{strength}"] = 1.0
            kind = book.parties[party].kind
            if relation in BLAMING:
                f[f"matter:{act.matter}"] = 1.0
                f[f"pool:{_POOL.get(relation, 'other')}:{strength}"] = 1.0
                f[f"pool:{_POOL.get(relation, 'other')}"] = 1.0
                if act.matter in _ARMED and (kind in ("force", "LOC", "state", "GRP")) and relation in _DOING:
                    f["armed"] = 1.0
                if relation in _DOING and any(r in ("noun_target", "patient") and book.party_through(t) not in (None, party) for r, t in roles):
                    f["against_party"] = 1.0
                if relation in _DOING and _aimed(token):
                    f["at_target"] = 1.0
                if kind == "force" and any(r == "patient" and noun_lemma(t) in GENERIC_PERSON for r, t in roles):
                    f["neutralises"] = 1.0  # the police stop the attacker
                if act.pos == "verb" and any(r == "patient" for r, _ in roles):
                    f["with_patient"] = 1.0
                if act.grave:
                    f["grave_blame"] = 1.0
                rank = RANK.get(relation, 0.5) * (1.0 if act.strong else 0.6) + (0.3 if act.grave else 0.0)
                if _negated(span.doc[act.token]):
                    f["negated"] = 1.0
                    rank -= 1.0
                if rank > candidate.rank or candidate.act is None:
                    candidate.act = act
                    if rank > candidate.rank:
                        candidate.rank, candidate.relation, candidate.at = rank, relation, act.token
                cond = in_conditional(span.doc[act.token])
                if cond:
                    f["conditional"] = 1.0
            elif relation in ("patient", "noun_target", "target", "noun_undergo"):
                f["victim"] = 1.0
    n_strong = sum(1 for act, _ in act_rows if act.strong)
    for party, tokens in mentions.items():
        candidate = get(party)
        f = candidate.features
        if any(t.dep_ in ("nsubj", "nsubj:pass") and t.head.dep_ in ("ROOT", "ccomp", "acl:relcl", "conj", "advcl") for t in tokens):
            f["subject"] = 1.0
        if all(t.pos_ == "PRON" for t in tokens):
            f["pronoun_only"] = 1.0
        f.update(said_of(tokens, party, attributed, attributions, context))
        inside = [t for t in tokens if t.i in attributed]
        if inside:
            f["inside_content"] = 1.0
    grave = any(act.grave and act.strong for act, _ in act_rows)
    speakers = {attributions[attributed[i]].speaker for i in range(span.start, span.end) if i in attributed}
    procedure = any(frame.legal for frame, _ in frame_rows)
    for candidate in found.values():
        f = candidate.features
        candidate.procedure = procedure
        f["acts"] = min(len(act_rows), 4) / 4.0
        f["strong_acts"] = min(n_strong, 3) / 3.0
        if grave:
            f["grave_here"] = 1.0
        if candidate.party in frame_targets and act_rows:
            f["framed_with_act"] = 1.0
        if frame_targets and candidate.party not in frame_targets:
            f["other_is_framed"] = 1.0
        f["rank"] = candidate.rank / 5.0
        entity = book.parties[candidate.party].entity
        if entity is not None and entity in speakers:
            f["is_speaker"] = 1.0
        if candidate.at >= 0 and candidate.at in attributed:
            f["act_in_content"] = 1.0
        if speakers:
            f["someone_speaks"] = 1.0
        if candidate.act is None and candidate.frame is None:
            first = next(iter(act_rows), None)
            if first is not None:
                f["only_near"] = 1.0
                candidate.act = max((a for a, _ in act_rows), key=lambda a: (a.strong, a.grave))
                candidate.at = candidate.act.token
    return list(found.values())


def _governs_act(verb: Token, act_rows: list[ActRow]) -> bool:
    """Whether a harmful word stands under the verb (« juge X incompétent »), not merely beside it."""
    left, right = verb.left_edge.i, verb.right_edge.i
    return any(max(left, verb.i) < act.token <= right for act, _ in act_rows)


def _by_order(
    frame: Frame, roles: list[Role], mentions: dict[int, list[Token]], book: PartyBook
) -> list[Role]:
    """The accused by the order of the words, where the parse gives none: « accuse X de », « reproche à X », « X, accusé »."""
    if frame.frame not in ("object", "dative") or frame.judging or frame.lemma in _SOFT:
        return roles
    if any(r in ("accused", "accused_passive") and (t.pos_ == "PRON" or book.party_through(t) is not None) for r, t in roles):
        return roles
    heads = sorted((t for tokens in mentions.values() for t in tokens), key=lambda t: t.i)
    if not heads:
        return roles
    verb = heads[0].doc[frame.token]
    accusers = {book.party_through(t) for r, t in roles if r == "accuser"}
    passive = is_passive(verb) if frame.frame == "object" else False
    if not passive and after_quotation(verb):
        return roles
    if passive:
        before = [t for t in heads if t.i < verb.i and book.party_of(t) not in accusers and verb.i - t.i <= 12 and not case_of(t)]
        return [*roles, ("accused_passive", before[-1])] if before else roles
    clitic = next((t for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i] if t.lower_ in _CLITIC_OBJECTS[frame.frame] and t.pos_ == "PRON"), None)
    if clitic is not None:
        return [*roles, ("accused", clitic)]
    after = [t for t in heads if t.i > verb.i and t.i - verb.i <= 9 and book.party_of(t) not in accusers and case_of(t) in _OBJECT_CASES[frame.frame]]
    return [*roles, ("accused", after[0])] if after else roles


_CLITIC_OBJECTS = {"object": frozenset({"l'", "l’", "le", "la", "les"}), "dative": frozenset({"lui", "leur"})}
_OBJECT_CASES = {"object": frozenset({""}), "dative": frozenset({"à", ""})}
_SOFT = frozenset("condamner critiquer arrêter interpeller pointer sanctionner suspendre présenter décrire considérer qualifier contester relever constater regretter révéler convoquer détenir".split())
_FRAME_GROUPS = {
    **dict.fromkeys("accuser soupçonner suspecter incriminer blâmer taxer".split(), "accuse"),
    **dict.fromkeys("comparaître inculper mettre_en_examen poursuivre écrouer juger déférer mise_en_examen inculpation".split(), "charge"),
    **dict.fromkeys("condamner condamnation peine amende écoper".split(), "convict"),
    **dict.fromkeys("arrêter interpeller incarcérer placer_en_garde_à_vue rechercher détenir emprisonner arrestation incarcération extrader".split(), "arrest"),
    **dict.fromkeys("suspendre sanctionner radier révoquer destituer exclure limoger démettre".split(), "sanction"),
    **dict.fromkeys("reprocher imputer attribuer faire_grief".split(), "reproach"),
    **dict.fromkeys("dénoncer fustiger déplorer décrier pourfendre vilipender".split(), "denounce"),
    **dict.fromkeys("critiquer critique regretter contester".split(), "criticise"),
    **dict.fromkeys("plainte enquête procès information_judiciaire poursuite perquisition instruction".split(), "inquiry"),
    **dict.fromkeys("qualifier traiter juger considérer décrire".split(), "judge"),
    **dict.fromkeys(AUTHORING, "author"),
    **dict.fromkeys("accusation soupçon allégation reproche grief".split(), "claim"),
}


def _negated(token: Token) -> bool:
    return any(c.lower_ in ("pas", "jamais", "aucunement", "nullement") for c in token.children)


def in_conditional(token: Token) -> bool:
    if "Cnd" in token.morph.get("Mood", []):
        return True
    return any((c.dep_ in _AUXILIARY or c.pos_ == "AUX") and "Cnd" in c.morph.get("Mood", []) for c in token.children)


_AUXILIARY = frozenset({"aux:tense", "aux:pass", "cop", "aux"})


def _explained(verb: Token) -> bool:
    """Whether the accusing verb says of what: « accusé d'avoir … », « mis en examen pour … »."""
    doc = verb.doc
    for k in range(verb.i + 1, min(verb.i + 15, verb.sent.end)):
        word = doc[k].lower_
        if word in ("pour", "d'", "d’"):
            return True
        if word == "de" and doc[k].dep_ in ("mark", "case"):
            return True
        if doc[k].is_punct and doc[k].text not in ("«", "“", '"', "»", "”", ","):
            return False
    return False


def _aimed(filler: Token) -> bool:
    """Whether « contre … » follows close behind: « attaques de X contre des civils »."""
    doc = filler.doc
    return any(doc[k].lower_ in ("contre", "envers") for k in range(filler.i + 1, min(filler.i + 5, filler.sent.end)))


def is_sure(candidate: Candidate) -> bool:
    """A construction that accuses in so many words, whatever the statistics say.

    « accusé de fraude », « tué par X », « attaques de X contre des civils », « X a bombardé Y ».
    """
    f = candidate.features
    if "negated" in f or "is_accuser" in f or candidate.rank < 1.5:
        return False
    if "group:author:against" in f and candidate.frame is not None and candidate.frame.lemma == "œuvre":
        return True
    if any(name in f for name in _SURE_FRAMES) and ("framed_with_act" in f or "explained" in f):
        return True
    if "group:sanction:accused" in f and "framed_with_act" in f and ("kind:PER" in f or "kind:noun_person" in f):
        return True
    if "neutralises" in f:
        return False
    if "pool:by:strong" in f and "grave_blame" in f:
        return True
    hit = "against_party" in f or "with_patient" in f or "at_target" in f
    hit = hit or (candidate.act is not None and candidate.act.pos == "verb" and " " in candidate.act.lemma)
    act = candidate.act
    if act is None or not hit:
        return False
    if "conditional" in f and act.grave and act.pos == "verb" and candidate.relation in _DOING and (act.strong or act.matter in _ARMED):
        return True  # « X aurait menacé Y »
    if act.strong and act.pos == "verb" and act.matter in _DECEIVING and candidate.relation == "agent":
        return True  # « X a falsifié les relevés »
    if "armed" in f:
        return act.strong or act.lemma in _SEIZING or "at_target" in f
    return act.strong and act.pos == "verb" and act.matter in _ARMED and "against_party" in f and candidate.relation in _DOING


_DECEIVING = frozenset({"fraud", "corruption", "lie"})
_SEIZING = frozenset({"occuper", "assiéger", "détruire"})


_SURE_FRAMES = tuple(f"group:{g}:{r}" for g in ("accuse", "charge", "convict", "reproach", "inquiry") for r in ("accused", "against"))


def _context(
    candidate: Candidate, sentence: Sentence, size: int, book: PartyBook, history: dict[int, _History], title_parties: set[int]
) -> None:
    f = candidate.features
    party = book.parties[candidate.party]
    f["kind:" + (party.kind if party.kind in ("PER", "ORG", "LOC", "MISC", "GRP") else "noun_" + party.kind)] = 1.0
    if sentence.index == 0 or sentence.part_kind is PartKind.TITLE:
        f["title"] = 1.0
    f["position"] = sentence.index / max(1, size)
    if sentence.index in (1, 2):
        f["early"] = 1.0
    past = history[candidate.party]
    if past.strong:
        f["accused_before"] = 1.0
        f["accused_before_n"] = min(past.strong, 5) / 5.0
    if candidate.act and candidate.act.matter in past.matters:
        f["same_matter_before"] = 1.0
    if candidate.act and candidate.act.lemma in past.lemmas:
        f["same_word_before"] = 1.0
    if candidate.frame and past.framed:
        f["framed_before"] = 1.0
    if candidate.party in title_parties:
        f["in_title"] = 1.0
    if len(party.heads) >= 4:
        f["focus"] = 1.0
    f["mentions"] = min(len(party.heads), 8) / 8.0
    if sentence.voice is Voice.OTHER:
        f["other_voice"] = 1.0


__all__ = ["BLAMING", "Candidate", "Span", "build", "is_passive"]
