"""Who does what in a clause: the filler of each role of a harmful word, by dependency relations.

Every function returns tokens; `parties` says whom they stand for. Relations follow Universal Dependencies
for French (Guillaume, de Marneffe & Perrier 2019).
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.discourse.act_classes import Act, Frame, accuses
from sourcecheck.discourse.parties import country_of
from sourcecheck.discourse.tokens import Token

SUPPORT_VERBS = frozenset(
    "commettre perpétrer mener lancer effectuer faire livrer multiplier organiser revendiquer préparer exercer opérer "
    "pratiquer poursuivre conduire causer provoquer déclencher engager proférer tenir réaliser ordonner commanditer "
    "planifier diriger avouer reconnaître".split()
)
UNDERGOING = frozenset({"subir", "essuyer", "endurer", "souffrir", "éprouver", "recevoir", "craindre", "redouter", "éviter", "empêcher"})
AGAINST = frozenset({"contre", "envers", "visant", "encontre", "sur", "chez", "à"})


def case_of(token: Token) -> str:
    """The lemma of the preposition of a complement, empty if none; « au » is « à »."""
    for child in token.children:
        if child.dep_ == "case":
            lemma = child.lemma_.lower()
            return "à" if lemma == "au" else lemma
    return ""


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: « être » + participle, or a bare participle."""
    if verb.pos_ not in ("VERB", "ADJ", "NOUN"):
        return False
    auxiliaries = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if any(c.dep_ == "aux:pass" or c.lower_ in ("été", "étant") for c in auxiliaries):
        return not any(c.lower_ in ("s'", "se", "s’") for c in verb.children)
    if any(c.dep_.startswith("aux") for c in auxiliaries) or _after_avoir(verb):
        return False
    if not verb.lower_.rstrip("s").rstrip("e").endswith(_PARTICIPLE_ENDINGS):
        return False  # « déplore », read as an adjective
    participle = "Past" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", [])
    bare = participle or (verb.pos_ == "ADJ" and verb.lower_.rstrip("s").rstrip("e").endswith(("é", "i", "u")))
    return bare


_PARTICIPLE_ENDINGS = ("é", "i", "u", "t", "is", "os", "us", "û", "clo")


def _after_avoir(verb: Token) -> bool:
    """« ont immédiatement accusé »: an auxiliary that the parser hung elsewhere."""
    k = verb.i - 1
    while k >= verb.sent.start and verb.doc[k].pos_ in ("ADV",):
        k -= 1
    return k >= verb.sent.start and verb.doc[k].lower_ in _AVOIR


_AVOIR = frozenset("a ont avait avaient aura auront aurait auraient ait aient eut ai as avons avez ayant avoir".split())


def conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Subjects of a verb, its own or inherited through coordination, control, participles and relatives."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:caus") or (
        c.dep_ == "expl:subj" and c.lower_ in ("il", "elle", "ils", "elles") and not _impersonal(verb))]
    if own:
        return [c for subject in own for c in conjuncts(subject)]
    if depth > 4 or verb.head.i == verb.i:
        return []
    dep, head = verb.dep_, verb.head
    if dep in ("acl", "amod") and head.pos_ == "PROPN" and head.dep_ == "nmod" and head.head.pos_ == "NOUN" and case_of(head) in ("de", "à"):
        head = head.head  # « un maire de l'Ain jugé pour … »
    if dep in ("acl", "acl:relcl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return list(conjuncts(head)) if dep != "acl" or not _infinitive(verb) else subjects(head, depth + 1)
    if dep in ("acl", "nmod", "obl:arg", "obl:mod", "amod") and head.pos_ in ("NOUN", "ADJ"):
        return subjects(head, depth + 1)
    if dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "cop", "dep", "aux:pass", "obl:mod", "obl:arg", "advmod"):
        if dep == "ccomp" and not _infinitive(verb):
            return []
        if dep == "xcomp" and head.pos_ == "VERB":
            controlled = [c for c in head.children if c.dep_ in ("obj", "iobj") and head.lemma_.lower() in _OBJECT_CONTROL]
            if controlled:
                return controlled
        return subjects(head, depth + 1)
    if dep == "appos":
        return [head]
    return []


_OBJECT_CONTROL = frozenset("accuser soupçonner suspecter empêcher laisser forcer contraindre obliger reprocher accuser blâmer inviter appeler exhorter voir faire condamner inculper".split())


def _infinitive(verb: Token) -> bool:
    return "Inf" in verb.morph.get("VerbForm", [])


def _impersonal(verb: Token) -> bool:
    return verb.lemma_.lower() in ("falloir", "agir", "pleuvoir", "sembler") or any(c.dep_ == "nsubj" for c in verb.children)


def passive_agents(verb: Token) -> list[Token]:
    out: list[Token] = []
    for child in verb.children:
        if child.dep_ == "obl:agent" or (child.dep_.startswith(("obl", "nmod")) and case_of(child) == "par"):
            out.extend(conjuncts(child))
    return out


def objects(verb: Token) -> list[Token]:
    return [c for child in verb.children if child.dep_ in ("obj", "iobj") for c in conjuncts(child)]


Role = tuple[str, Token]


def act_roles(act: Act, token: Token) -> list[Role]:
    """(relation, filler) pairs of one harmful word."""
    if act.pos == "verb":
        return _verb_roles(token)
    if act.pos == "adj":
        return _adjective_roles(token)
    return _noun_roles(token)


def _verb_roles(verb: Token) -> list[Role]:
    roles: list[Role] = []
    reflexive = any(c.lower_ in ("se", "s'", "s’") and c.dep_ in ("expl:pass",) for c in verb.children)
    if not reflexive and verb.lemma_.lower() not in _REFLEXIVE_ACTS and any(c.lower_ in ("se", "s'", "s’") for c in verb.children):
        return []
    if is_passive(verb) or reflexive or (verb.pos_ in ("ADJ", "NOUN") and not _after_avoir(verb)):
        roles += [("agent_passive", t) for t in passive_agents(verb)]
        roles += [("patient", t) for t in subjects(verb)]
        return roles
    roles += [("agent", t) for t in subjects(verb)]
    for child in verb.children:
        if child.dep_ == "obj":
            roles += [("patient", t) for t in conjuncts(child)]
        elif child.dep_ in ("iobj", "obl:arg"):
            roles += [("target", t) for t in conjuncts(child)]
        elif child.dep_ == "obl:mod" and case_of(child) in AGAINST:
            roles.append(("target", child))
    return roles


def _adjective_roles(adj: Token) -> list[Role]:
    roles: list[Role] = []
    if adj.dep_ in ("amod", "acl") or (adj.dep_ == "conj" and adj.head.dep_ == "amod"):
        head = adj.head if adj.dep_ != "conj" else adj.head.head
        roles.append(("adj_head", head))
        roles += [("adj_of", t) for t in _complements(head, ("de",))]
        roles += [("adj_poss", t) for t in _possessors(head)]
        roles += [("noun_" + r, t) for r, t in _governors(head)]
        return roles
    if any(c.dep_ == "cop" for c in adj.children):
        roles += [("adj_subject", t) for t in subjects(adj)]
    elif adj.dep_ in ("xcomp", "obl:arg", "obj", "ccomp", "advcl", "conj", "obl:mod", "appos", "nmod"):
        roles += [("adj_object", t) for t in objects(adj.head)]
        roles += [("adj_subject", t) for t in subjects(adj)]
    for child in adj.children:
        if child.dep_ in ("obl:arg", "obl:mod", "nmod"):
            roles.append(("target", child))
    return roles


def _complements(noun: Token, cases: tuple[str, ...]) -> list[Token]:
    out: list[Token] = []
    for child in noun.children:
        if child.dep_ in ("nmod", "obl:arg", "obl:agent", "obl:mod", "appos") and case_of(child) in cases:
            out.extend(conjuncts(child))
    return out


def _possessors(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "det" and c.lower_ in ("son", "sa", "ses", "leur", "leurs")]


def _governors(noun: Token) -> list[Role]:
    """Roles that the verb above gives: « mener une attaque », « une attaque a tué », « victime d'une attaque »."""
    head, dep = noun.head, noun.dep_
    if dep == "conj":
        return _governors(head)
    out: list[Role] = []
    if head.i == noun.i or head.pos_ not in ("VERB", "ADJ", "NOUN", "AUX"):
        return out
    if head.pos_ in ("VERB", "AUX") or (head.pos_ == "ADJ" and is_passive(head)):
        lemma = head.lemma_.lower()
        if dep in ("obj", "xcomp", "obl:arg", "obl:mod") and not is_passive(head):
            relation = "support" if lemma in SUPPORT_VERBS else ("undergo" if lemma in UNDERGOING else dep.split(":")[0])
            out += [(relation, t) for t in subjects(head)]
            out += [("govobj", t) for c in head.children if c.dep_ in ("obj", "iobj") and c.i != noun.i for t in (c,)]
        elif accuses(head):
            return out
        elif dep in ("nsubj:pass", "nsubj") or is_passive(head):
            agents = passive_agents(head)
            out += [("support", t) for t in agents if t.i != noun.i]
            if not agents and dep not in ("nsubj:pass", "nsubj"):
                out += [("passive_subject", t) for t in subjects(head)]
    elif head.pos_ == "NOUN" and dep in ("nmod", "obl:arg", "acl"):
        out.append(("head", head))
        if head.lemma_.lower() in ("auteur", "responsable", "coupable", "complice", "cerveau", "instigateur", "origine", "tentative", "cas", "acte", "affaire", "fait", "série"):
            out += [(r, t) for r, t in _noun_roles(head)]
    return out


def _is_fought(noun: Token) -> bool:
    """« la lutte contre la fraude », « combattre le racisme », « la loi punit le harcèlement »: nobody did it."""
    head = noun.head if noun.dep_ != "conj" else noun.head.head
    lemma = head.lemma_.lower()
    if case_of(noun) == "contre":
        return lemma in _FIGHTING or head.pos_ == "VERB"
    return noun.dep_ in ("obj", "nsubj:pass") and lemma in _PUNISHING


_FIGHTING = frozenset(
    "lutte lutter combat combattre bataille guerre loi plan campagne formation mesure manifestation manifester protester mobilisation "
    "mobiliser rassemblement marche sensibilisation sensibiliser arsenal dispositif engagement appel prévention prévenir protection protéger "
    "assurance vigilance directive traité convention journée brigade office agence association collectif".split()
)
_PUNISHING = frozenset("combattre punir prévenir réprimer interdire sanctionner prohiber pénaliser éviter empêcher éradiquer endiguer".split())


def _noun_roles(noun: Token) -> list[Role]:
    if _is_fought(noun):
        return []
    roles: list[Role] = [("self", noun)]
    roles += [("noun_by", t) for t in _complements(noun, ("par",))]
    lemma = noun.lemma_.lower()
    relation = "noun_target" if lemma in _UNDERGONE else "noun_of"
    roles += [(relation, t) for t in _complements(noun, ("de",)) if not (lemma in _PLACED and t.pos_ == "PROPN" and not _complements(noun, ("contre", "envers")))]
    roles += [("noun_target", t) for t in _complements(noun, ("contre", "envers", "sur", "à", "chez", "encontre"))]
    roles += [("noun_target" if lemma in _UNDERGONE else "noun_poss", t) for t in _possessors(noun)]
    for child in noun.children:
        if child.dep_ in ("acl", "amod") and child.pos_ in ("VERB", "ADJ"):
            roles += [("noun_by", t) for t in passive_agents(child)]
            if child.pos_ == "ADJ" and country_of(child.lower_) is not None:
                roles.append(("noun_demonym", child))
        elif child.dep_ == "acl:relcl":
            roles += [("noun_rel", t) for t in subjects(child) if t.i != noun.i]
        elif child.dep_ == "nmod" and child.lemma_.lower() == "part":
            roles += [("noun_by", t) for t in _complements(child, ("de",))]
        elif child.dep_ == "appos" and child.pos_ in ("PROPN", "NOUN"):
            roles.append(("noun_appos", child))
    if any(c.dep_ == "cop" for c in noun.children):
        roles += [("noun_subject", t) for t in subjects(noun)]
    elif noun.dep_ == "appos":
        roles.append(("noun_appos", noun.head))
    roles += [("noun_" + r, t) for r, t in _governors(noun)]
    return roles


def frame_roles(frame: Frame, token: Token) -> list[Role]:
    """(accused | accuser relation, filler) of an accusing word."""
    roles: list[Role] = []
    if frame.lemma in AUTHORING:
        return [("against", t) for t in _complements(token, ("de",))]
    if frame.frame == "subject":
        return [("accused_passive", t) for t in subjects(token)]
    if frame.frame == "against":
        roles += _through_verb(token)
        roles += [("against", t) for t in _complements(token, ("contre", "envers", "encontre", "sur", "à"))]
        if frame.lemma in ("mise_en_examen", "condamnation", "inculpation", "procès", "arrestation", "incarcération", "implication"):
            roles += [("against", t) for t in _complements(token, ("de",))]
            roles += [("against", t) for t in _possessors(token)]
        else:
            roles += [("accuser", t) for t in _complements(token, ("de", "par"))]
        if token.dep_ in ("nsubj", "nsubj:pass") and token.head.lemma_.lower() in _AIMING:
            roles += [("against", t) for t in objects(token.head)]
            roles += [("against", t) for c in token.head.children if c.dep_.startswith("obl") and case_of(c) in ("sur", "contre") for t in (c,)]
        for child in token.children:
            if child.dep_ in ("acl", "acl:relcl", "amod") and child.lemma_.lower() in _AIMING:
                roles += [("against", t) for t in objects(child)]
                roles += [("against", t) for c in child.children if c.dep_ in ("nmod", "obl:mod", "obl:arg") for t in (c,)]
        return roles
    if is_passive(token):
        relation = "accused_passive" if frame.frame != "theme" else "theme"
        if frame.frame == "dative":
            roles += [("accused", c) for c in token.children if c.dep_ in ("iobj", "obl:arg") and (case_of(c) in ("à", "") and c.pos_ != "VERB")]
            return roles + [("accuser", t) for t in passive_agents(token)]
        roles += [(relation, t) for t in subjects(token)]
        roles += [("accuser", t) for t in passive_agents(token)]
        return roles
    roles += [("accuser", t) for t in subjects(token)]
    if frame.frame == "object" and not frame.judging and _reciprocal(token):
        return roles + [("accused", t) for _, t in roles]
    inverted = _inverted_subject(token)
    if inverted is not None:
        return [("accuser", t) for t in conjuncts(inverted)]
    for child in token.children:
        direct = frame.frame == "object" and child.dep_ in ("obj", "iobj")
        dative = frame.frame == "dative" and child.dep_ in ("iobj", "obl:arg", "obl:mod") and child.pos_ != "VERB"
        if direct or (dative and (case_of(child) == "à" or child.lower_ in ("lui", "leur"))):
            roles += [("accused", t) for t in conjuncts(child)]
        elif frame.frame == "theme" and child.dep_ == "obj":
            for t in conjuncts(child):
                roles.append(("theme", t))
                roles += [("theme_of", c) for c in _complements(t, ("de", "par"))]
                roles += [("theme_poss", c) for c in _possessors(t)]
        elif frame.frame == "theme" and child.dep_ == "ccomp":
            roles += [("theme", t) for t in subjects(child)]
    return roles


def _through_verb(noun: Token) -> list[Role]:
    """« une plainte est déposée contre X », « porter plainte contre X », « X est visé par une enquête »."""
    head, dep = noun.head, noun.dep_
    if head.pos_ not in ("VERB", "ADJ"):
        return []
    if dep in ("nsubj:pass", "nsubj", "obj"):
        return [("against", c) for c in head.children if c.dep_.startswith("obl") and case_of(c) in ("contre", "encontre")]
    if dep.startswith("obl") and head.lemma_.lower() in _AIMING and is_passive(head):
        return [("against", t) for t in subjects(head)]
    return []


# « l'attaque est l'œuvre de X », « le fait de X »
AUTHORING = frozenset({"œuvre", "fait"})


def _reciprocal(verb: Token) -> bool:
    """« X et Y s'accusent (mutuellement) »: both accuse and are accused."""
    return any(c.lower_ in ("se", "s'", "s’") for c in verb.children) and any(
        t.dep_ == "conj" or "Plur" in t.morph.get("Number", []) for t in subjects(verb)
    )


def after_quotation(verb: Token) -> bool:
    """« …, fustige le maire », « … », accuse l'un d'eux: the verb of an incise, whose subject follows it."""
    k = verb.i - 1
    while k > verb.sent.start and (verb.doc[k].pos_ in ("AUX", "ADV", "PRON") or verb.doc[k].is_space):
        k -= 1
    return k >= verb.sent.start and verb.doc[k].text in ("»", ",", "”", '"')


def _inverted_subject(verb: Token) -> Token | None:
    """The subject after the verb of an incise (« …, fustige le maire »), which the parser calls its object."""
    finite = "Fin" in verb.morph.get("VerbForm", []) or _after_avoir(verb)
    if not finite or any(c.dep_.startswith("nsubj") and c.i < verb.i for c in verb.children):
        return None
    if not after_quotation(verb):
        return None
    return next((c for c in verb.children if c.i > verb.i and c.dep_ in ("obj", "nsubj", "obl:arg") and c.pos_ in ("PROPN", "NOUN")), None)


# « l'assassinat de X »: X undergoes it; « l'attentat de Nice »: the place of it.
_UNDERGONE = frozenset(
    "assassinat meurtre enlèvement viol harcèlement exécution séquestration empoisonnement égorgement décapitation rapt kidnapping "
    "lynchage homicide arrestation expulsion maltraitance tabassage massacre persécution passage agression déportation exploitation "
    "saccage pillage vol cambriolage braquage détournement piratage violation mutilation".split()
)
_PLACED = frozenset("attentat fusillade tuerie massacre émeute procès attaque explosion violence".split())
_REFLEXIVE_ACTS = frozenset("emparer moquer attaquer livrer acharner prendre radicaliser rebeller approprier".split())
_AIMING = frozenset({"viser", "cibler", "peser", "porter", "concerner", "impliquer", "toucher", "planer", "mettre"})
