"""From words to cues: which reporting verbs, incises, prepositions and colons of a period present something as said."""

from __future__ import annotations

from itertools import pairwise

from sourcecheck.discourse.contents import Contents
from sourcecheck.discourse.cues import (
    AVOIR,
    CLITICS,
    ETRE,
    INFORM,
    QUE,
    SUBJECT_CLITICS,
    Complement,
    Entry,
    VerbGroup,
    aside_end,
    complement,
    has_main_verb,
    is_finite,
    said_nouns,
    source_kinds,
    verb_entries,
    verb_forms,
    verb_groups,
)
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.governors import (
    coordinated_participle,
    governed,
    impersonal,
    purpose,
    raise_governor,
)
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import (
    date_end,
    main_subject,
    phrase_left,
    phrase_right,
    skip_adverbials,
    speaker_like,
    subject_left,
)
from sourcecheck.domain.discourse import CueKind

_CONNECTORS = frozenset("mais et or car cependant toutefois ainsi donc enfin ensuite puis aussi quant tandis alors que "
                        "pourtant néanmoins par ailleurs en outre effet , même de plus également outre".split())
_CLAUSE_CONJ = frozenset("et mais tandis alors puis avant qui ou quand".split())
_PREPOSITIONS: tuple[tuple[str, ...], ...] = (
    ("selon",), ("d'", "après"), ("à", "en", "croire"), ("aux", "yeux", "de"), ("aux", "yeux", "du"), ("aux", "yeux", "des"),
    ("aux", "yeux", "d'"), ("de", "l'", "avis", "de"), ("de", "l'", "avis", "du"), ("de", "l'", "avis", "des"),
    ("aux", "termes", "de"), ("aux", "termes", "du"), ("aux", "termes", "des"), ("aux", "termes", "d'"), ("aux", "dires", "de"), ("aux", "dires", "du"), ("aux", "dires", "des"), ("aux", "dires", "d'"), ("au", "dire", "de"),
    ("de", "l'", "aveu", "de"), ("de", "l'", "aveu", "du"), ("de", "l'", "aveu", "des"), ("dixit",),
    ("de", "l'", "aveu", "même", "de"), ("de", "l'", "aveu", "même", "du"), ("de", "l'", "aveu", "même", "des"),
    ("à", "écouter"), ("au", "dire", "du"), ("au", "dire", "des"), ("du", "point", "de", "vue", "de"), ("du", "point", "de", "vue", "du"),
    ("du", "point", "de", "vue", "des"), ("dans", "l'", "esprit", "de"), ("dans", "l'", "esprit", "du"), ("dans", "l'", "esprit", "des"),
    ("à", "l'", "entendre"), ("à", "l'", "en", "croire"), ("à", "les", "entendre"), ("à", "les", "en", "croire"), ("à", "les", "croire"), ("à", "l'", "croire"), ("à", "la", "croire"), ("à", "le", "croire"), ("à", "l'", "écouter"),
    ("à", "les", "écouter"), ("à", "le", "lire"), ("à", "la", "lire"), ("si", "l'", "on", "en", "croit"), ("si", "on", "en", "croit"), ("à", "entendre"), ("à", "ses", "yeux"), ("à", "leurs", "yeux"), ("à", "son", "avis"), ("à", "leur", "avis"),
    ("de", "son", "propre", "aveu"), ("de", "leur", "propre", "aveu"), ("de", "son", "aveu"), ("de", "source"), ("de", "sources"), ("pour",),
)
_CLITIC_SOURCES = frozenset(p for p in _PREPOSITIONS if p[0] in {"à", "de"} and p[1] in {"l'", "le", "la", "les", "ses", "leurs", "son", "leur"} and p[-1] not in {"de", "du", "des"})
_VARYING = ("vari", "diffèr", "différ", "fluctu", "oscill", "échelonn", "dépend", "modul", "adapt")
_UTTERANCES = frozenset("information informations propos déclaration déclarations renseignements témoignage témoignages confidences mots "
                        "termes dires aveux explications précisions révélations indications".split())
_ALSO_PRESENT = frozenset("écrit dit fait redit prédit décrit déduit traduit enjoint contredit".split())  # a participle or a present: « …, écrit le journal »
_FIRST_WORDS = frozenset(p[0] for p in _PREPOSITIONS)
_BY_FIRST_WORD = {word: tuple(p for p in _PREPOSITIONS if p[0] == word) for word in sorted(_FIRST_WORDS)}
_LONGEST_PREPOSITION = max(len(p) for p in _PREPOSITIONS)
_NOT_SPEAKER = frozenset(
    "cas saison saisons besoin besoins taille âge type types modalité modalités calendrier principe niveau niveaux moyens "
    "degré critère critères ordre méthode procédure formule régions catégorie catégories circonstances période pièce goût "
    "goûts zone zones date dates planning usage usages règle règles vœu situation humeur nature rythme axe logique "
    "importance nombre valeur format mode mœurs échelle barème jour jours heure heures juridictions pays endroits lieux secteurs quartiers départements académies "
    "années mois versions variantes modèles espèces".split()
)
_PRONOUNS = frozenset("lui elle eux elles moi nous".split())
TITLED = frozenset(
    "livre film roman chanson album titre loi projet opération opérations plan programme dispositif spectacle pièce "
    "journal émission série article dossier rapport thème slogan mouvement collectif association parti groupe réseau "
    "exposition concept phénomène prix label label stratégie campagne mission navire force unité brigade site blog "
    "documentaire ouvrage hashtag hashtags mot-dièse cellule slogans devise mention tube single reportage rubrique magazine revue mot terme expression nom surnom sobriquet".split()
)
BANNERS = frozenset("banderole banderoles pancarte pancartes affiche affiches t-shirt tee-shirt t-shirts écriteau écriteaux panneau panneaux "
                    "autocollant autocollants inscrit inscrite inscription inscriptions graffiti graffitis tag tags".split())
_UTTERED = frozenset("prononcé prononcée prononcés prononcées écrit écrite écrits écrites lancé lancée lancés lancées lu lue lus lues signé signée signés signées "
                     "publié publiée publiés publiées envoyé envoyée envoyés envoyées adressé adressée adressés adressées laissé laissée diffusé diffusée "
                     "rédigé rédigée posté postée tenu tenus tenue tenues".split())
_STANCES = frozenset(
    "convaincu convaincue convaincus convaincues persuadé persuadée persuadés persuadées certain certaine certains certaines sûr sûre sûrs sûres formel formelle "
    "formels formelles catégorique catégoriques unanime unanimes avis clair claire clairs claires".split())
NAMED = frozenset(
    "intitulé intitulée intitulés intitulées nommé nommée nommés nommées baptisé baptisée baptisés baptisées dénommé dénommée "
    "surnommé surnommée surnommés dit dite dits dites appelé appelée appelés appelées titré titrée estampillé estampillée "
    "étiqueté étiquetée alias".split()
)
_CHARGES = frozenset("accuser soupçonner suspecter inculper".split())
_LABELS = frozenset("qualifier décrire juger considérer dépeindre traiter taxer".split())
_SHOWING = frozenset({"montrer", "démontrer", "prouver", "témoigner", "attester", "faire croire", "laisser croire", "laisser penser", "laisser supposer",
                      "donner à penser", "laisser entendre"})
_NEGATABLE = frozenset("penser croire estimer vouloir exclure souhaiter cacher décolérer dissimuler démordre douter juger considérer nier démentir contester".split())
_IDLE_ON = frozenset("penser croire imaginer supposer".split())
_ON_KNOWS = frozenset(
    "noter constater observer remarquer relever rappeler retenir apprendre voir imaginer penser croire supposer savoir comprendre "
    "estimer préciser souligner signaler regretter espérer craindre deviner dire conclure".split()
)
_CUSTOM = frozenset({"vouloir", "prévoir", "prescrire", "exiger", "stipuler"})  # « comme le prévoit la loi »
_ONLY_DENIED = frozenset({"cacher", "décolérer", "dissimuler", "démordre"})  # « ne cache pas que »
_BRINGS_OUT = frozenset({"publier", "présenter", "signer", "livrer", "lancer", "diffuser", "dévoiler", "chanter", "célébrer", "produire", "écrire"})
_MADE = ("adapt", "inspir", "dessin", "sculpt", "pein", "réalis", "tourn", "restaur", "reconstitu", "fabriqu", "grav", "model", "compos", "calcul")
_WANTING = ("veu", "voul", "enten", "compt", "espèr", "espér", "souhait", "voudr")
_NO_MORE_THAN = frozenset({"se borner", "se contenter", "se limiter", "se fendre"})  # « se borne à un « oui » »
_ALSO_DO = frozenset("assurer garantir préparer".split())
_OF_PEOPLE = frozenset(
    "accuser saluer louer critiquer attaquer interpeller apostropher haranguer sermonner tancer insulter injurier vilipender inviter exhorter supplier "
    "implorer interroger questionner féliciter complimenter congratuler encourager menacer rassurer contredire contrer corriger recadrer houspiller gronder "
    "admonester morigéner invectiver fustiger étriller tacler flinguer pourfendre citer poursuivre accabler cogner cingler moquer railler vanter applaudir acclamer "
    "célébrer défendre couper interrompre relancer appeler prier presser conjurer adjurer balancer lâcher lancer poser livrer chanter pleurer enfoncer rabrouer "
    "brocarder caricaturer imiter paraphraser préfacer approuver désapprouver désavouer pilonner mesurer signer lire dicter presser chuter".split()
)  # whom the phrase after them may suffer: « Il arrive, salue la directrice »
_READ = frozenset("apprend apprenait appris lit lisait lu lire apprendre découvre découvrir".split())
_FINDINGS = frozenset({"découvrir", "mettre en évidence", "mettre en lumière"})
_RESEARCH = frozenset("chercheur chercheurs chercheuse chercheuses scientifique scientifiques équipe équipes étude études enquête enquêtes astronome astronomes "
                      "laboratoire labo rapport recherche recherches travaux expérience expériences institut université généticien médecins auteurs".split())
_LIKENING = frozenset("présenter décrire dépeindre considérer définir désigner voir percevoir".split())
_PLEADING = frozenset({"plaider", "militer", "se prononcer", "opter", "se battre"})
_LAWS = frozenset("loi lois décret décrets règlement règlements constitution code codes traité convention directive arrêté accord alinéa charte".split())
_ORDERING = frozenset({"exiger", "demander", "prévoir", "stipuler", "imposer", "prescrire", "autoriser", "signifier", "requérir", "ordonner"})
_ADVISED = frozenset({"conseiller", "recommander", "prévoir", "espérer", "attendre", "demander", "noter"})
_DESTINED = frozenset("appeler encourager autoriser prier inviter sommer inciter convier exhorter".split())
_SEATS = frozenset("élysée matignon kremlin bercy pentagone vatican bundestag beauvau quirinal".split())
_MANNERS = frozenset({
    ("en", "conférence"), ("en", "marge"), ("en", "larmes"), ("en", "préambule"), ("en", "fin"), ("en", "ouverture"), ("en", "clôture"), ("en", "direct"), ("en", "réponse"),
    ("au", "micro"), ("au", "téléphone"), ("au", "procès"), ("au", "parlement"), ("au", "monde"), ("au", "figaro"), ("au", "parisien"), ("à", "l'", "issue"),
    ("à", "l'", "agence"), ("à", "l'", "afp"), ("à", "la", "presse"), ("à", "la", "télévision"), ("à", "la", "radio"), ("aux", "journalistes"), ("aux", "médias"),
    ("à", "nos", "confrères"), ("à", "ce", "sujet"), ("à", "propos"), ("au", "sujet"), ("à", "plusieurs", "reprises"), ("d'", "une", "voix"), ("d'", "un", "ton"),
    ("devant", "la", "presse"), ("dans", "un", "communiqué"), ("en", "visite"), ("en", "déplacement"),
})
_AIRED = ("bfm", "rtl", "rmc", "france", "cnews", "lci", "tf1", "twitter", "x", "facebook", "instagram", "rts", "rtbf", "radio", "reuters", "belga", "europe")
_ONLOOKERS = frozenset("public monde loi droit autres spectateurs justice histoire".split())
_MANY = frozenset("nombre plupart majorité partie poignée dizaine dizaines vingtaine trentaine centaine centaines milliers grand plusieurs".split())
_MODELS = frozenset("midi roman nouvelle guerre nature modèle œuvre film pièce match concert scénario photo bande manga".split())
_ELSEWHERE = frozenset("dans pour avec chez sous entre vers lors parmi depuis pendant".split())
_ADVERBIALS = frozenset("aussi également ainsi en outre tout même encore notamment ensuite enfin par ailleurs".split())


class Constructions:
    """The cues of a period, in order, those inside somebody else's words left out."""

    def __init__(self, quoted: Quoted, contents: Contents) -> None:
        self.quoted = quoted
        self.contents = contents

    def cues(self, units: list[Unit]) -> list[Cue]:
        groups = verb_groups(units)
        cues: list[Cue] = []
        for group in groups:
            cue = self._verb_cue(units, group)
            if cue is not None:
                cues.append(cue)
        cues.extend(self._gapped(units, cues))
        cues.extend(self._stances(units))
        cues.extend(self._read_there(units))
        cues.extend(self._preposition_cues(units))
        cues.sort(key=lambda c: c.first)
        cues = [c for i, c in enumerate(cues) if not (i + 1 < len(cues) and _says_on(units, c, cues[i + 1]))]
        cues = self._without_embedded(units, _without_overlaps(cues))
        for before, cue in pairwise(cues):
            ahead = cue.group is not None and cue.group.form == "inf" and [u.low for u in units[max(0, cue.group.first - 2) : cue.group.first]] in (["avant", "de"], ["avant", "d'"])
            if cue.group is not None and (cue.group.form == "ger" or (ahead and before.kind is CueKind.INCISE)) and before.source is not None and before.kind is not CueKind.PREPOSITION:
                cue.source = before.source  # « …, a assuré le maire, ajoutant que »
        if not any(c.shape != "incise" and c.start >= 0 and units[c.start - 1].low == ":" for c in cues):
            colon = self._colon_cue(units, cues)
            if colon is not None:
                cues.append(colon)
                cues.sort(key=lambda c: c.first)
        return cues

    @staticmethod
    def _stances(units: list[Unit]) -> list[Cue]:
        """« La ministre est convaincue que », « Les experts sont formels : »: what somebody holds, told by an adjective."""
        cues = []
        for k in range(2, len(units) - 2):
            if units[k].low not in _STANCES or not (units[k + 1].low in QUE or units[k + 1].low == ":"):
                continue
            at = k - 1
            while at > 0 and (units[at].pos == "ADV" or units[at].low in {"d'", "pas"}):
                at -= 1
            if units[at].low not in ETRE or any(u.low in {"ne", "n'", "pas"} for u in units[at - 1 : k]):
                continue
            first = at
            while first > 0 and units[first - 1].low in CLITICS:
                first -= 1
            entry = Entry("être " + units[k].low, "neutral", "q")
            group = VerbGroup(first, k, k, entry, "fin")
            source = subject_left(units, group, 0)
            pronoun = source is not None and source[1] - source[0] == 1 and units[source[0]].low in {"il", "elle", "ils", "elles", "on", "qui"}
            if source is None or not (pronoun or speaker_like(units, *source)) or (units[k].low.startswith("certain") and units[source[0]].low == "il"):
                continue  # « il est certain que » is nobody's
            if units[k + 1].low == ":" and (units[k + 2].quotation >= 0 or not any(is_finite(u) for u in units[k + 2 :])):
                continue
            cues.append(Cue(CueKind.VERB, first, k + 2, (first, k + 1), source, entry.lemma, "neutral", "right", k + 2, source[0], group=group))
        return cues

    @staticmethod
    def _gapped(units: list[Unit], cues: list[Cue]) -> list[Cue]:
        """« Les uns parlent d'« A », les autres d'« B » », « qualifié de « A » par X et de « B » par Y »: the verb is not said again."""
        found = []
        for cue in cues:
            if cue.kind is not CueKind.VERB or cue.shape != "quote" or cue.group is None:
                continue
            passive = cue.group.passive or cue.group.bare
            start = cue.source[1] if passive and cue.source is not None and cue.source[0] > cue.start else cue.start + 1
            if start >= len(units) - 2 or units[start].low not in {",", "et", ";", "mais"}:
                continue
            first = start + 1 + (units[start + 1].low in {"et", "mais"})
            k = first
            while k < len(units) and k < first + 8 and units[k].quotation < 0:
                k += 1
            if k >= len(units) or units[k].quotation < 0:
                continue
            if passive:
                if units[first].low not in {"de", "d'", "comme"} or k + 2 >= len(units) or units[k + 1].low != "par":
                    continue
                who = (k + 2, phrase_right(units, k + 2))
            else:
                end = k
                while end > first and (units[end - 1].pos in {"DET", "ADP"} or units[end - 1].low in {"de", "d'", "à"}):
                    end -= 1
                who = (first, end)
            others = {u.low for u in units[slice(*who)]} & {"autres", "autre", "second", "seconde", "troisième"}
            if who[1] <= who[0] or any(is_finite(u) or u.low in {",", ":"} for u in units[slice(*who)]) or not (others or speaker_like(units, *who, strict=True)):
                continue
            found.append(Cue(CueKind.COLON, min(who[0], k), max(k + 1, who[1]), (start, start + 1), who, cue.lemma, cue.verb_class, "quote", k, who[0]))
        return found

    def _read_there(self, units: list[Unit]) -> list[Cue]:
        """« Dans son rapport, on apprend que », « on peut lire dans la lettre que », « on apprend de source judiciaire que »."""
        cues = []
        for k in range(len(units) - 3):
            if units[k].low != "on" or units[k].quotation >= 0:
                continue
            at = k + 1
            while at < len(units) - 2 and (units[at].low in {"y", "a", "peut", "pouvait", "pourra", "avait"} or units[at].pos == "ADV"):
                at += 1
            if units[at].low not in _READ:
                continue
            place = self.place_of(units, 0) if k > 1 and units[k - 1].low == "," else None
            que = at + 1
            if place is None or place[1] > k:
                place = self.place_of(units, at + 1)
                que = place[1] if place is not None else que
            if place is None or que >= len(units) - 1 or units[que].low not in QUE or not any(is_finite(u) for u in units[que:]):
                continue
            cues.append(Cue(CueKind.VERB, k, que + 1, (k, at + 1), place[0], "apprendre", "neutral", "right", que + 1, k))
        return cues

    def _without_embedded(self, units: list[Unit], cues: list[Cue]) -> list[Cue]:
        """Leave out the cues inside what another cue presents: « affirme que le maire a promis de… »."""
        kept: list[Cue] = []
        outer: Cue | None = None
        incises = [c for c in cues if c.shape == "incise"]
        ends = {c.first - (units[c.first - 1].low == ",") for c in cues if c.kind is CueKind.INCISE and c.first}
        cues = [c for c in cues if not (c.shape == "quote" and c.start + 1 in ends)]
        for cue in cues:
            if cue.shape in {"right", "attr", "quote"} and cue.kind is CueKind.VERB and outer is not None and cue.first >= outer.start:
                if self._past(units, cue, outer, incises) or _breaks_away(units, cue, outer):
                    group = cue.group
                    if group is not None and group.inverted < 0 and not _has_subject(units, cue, outer) and (group.form == "ger" or {units[k].low for k in range(cue.clause, group.first)} <= {"et", "mais", "puis", ",", "ou"} | _ADVERBIALS):
                        cue.source = outer.source or cue.source
                    outer = cue if cue.shape == "right" else None
                    kept.append(cue)
                elif _reports_speech(units, cue, outer):
                    kept.append(cue)
                continue
            if cue.kind is CueKind.PREPOSITION and cue.source is not None and units[cue.source[0]].low in _PRONOUNS and outer is not None and outer.start <= cue.first and units[cue.first - 1].low != "," and (
                    not self._past(units, cue, outer, incises)):
                continue  # « affirme que les clients, prévenus selon lui, … »
            kept.append(cue)
            if cue.shape == "right" and cue.kind is CueKind.VERB:
                outer = cue
            elif cue.shape == "incise" and cue.kind is CueKind.INCISE:
                outer = None
        return kept

    def _past(self, units: list[Unit], cue: Cue, outer: Cue, incises: list[Cue]) -> bool:
        """Whether the content of `outer` is over before `cue` begins."""
        return cue.first >= self.contents.right_end(units, outer.start, outer, [outer, *incises])

    def _verb_cue(self, units: list[Unit], group: VerbGroup) -> Cue | None:
        incise = self._incise(units, group)
        if incise is not None:
            return incise
        if group.entry.frames == "N":
            return None
        if group.inverted >= 0 and units[-1].low == "?":
            return None
        if group.negative and group.entry.lemma not in _NEGATABLE:
            return None
        if group.entry.lemma in _ONLY_DENIED and not group.negative:
            return None
        if group.bare and coordinated_participle(units, group):
            group.bare = False
        found = complement(units, group)
        if found is None or self._narrator_we(units, group):
            return None
        frames = group.entry.frames
        if found.kind == "quote" and not self._object_quote(units, group, found):
            return None
        if found.kind == "quote" and "o" not in frames and not self._quoted_infinitive(units, found.start) and not ("n" in frames and found.start == group.last + 1):
            return None
        if found.kind == "colon" and self._answers_before(units, group):
            return None
        if found.kind == "colon" and not ("q" in frames or "n" in frames or "o" in frames):
            return None
        if found.kind == "colon" and (found.start >= len(units) or (units[found.start].quotation < 0 and "q" not in frames)):
            return None
        source = self._verb_source(units, group, found.start, found.kind)
        if source is None and group.passive and found.kind == "inf":
            source = self._agent_later(units, found.start)
        if found.kind in {"colon", "quote"}:
            source = self._mouthpiece(units, group.last + 1, found.start) or source
        elif found.kind == "que" or (source is not None and source[1] < group.first):
            spoken = self._mouthpiece(units, group.last + 1, found.start) or (
                self._mouthpiece(units, source[1], group.first) if source is not None and source[1] < group.first else None
            )
            if spoken is not None and any(u.cap for u in units[slice(*spoken)]):
                source = spoken
        if group.form == "inf" and not governed(units, group) and not (
            found.kind in {"que", "quote", "colon"} and purpose(units, group)
        ):
            return None
        if not self._plausible(units, group, found, source):
            return None
        if group.bare and found.kind not in {"quote", "inf"} and not (found.kind == "que" and source is not None):
            return None
        if group.bare and found.kind == "inf" and group.entry.lemma not in {"accuser", "soupçonner"}:
            return None
        if group.passive and found.kind == "inf" and not (set("x") & set(frames)) and not impersonal(units, group):
            return None
        if group.passive and found.kind == "attr" and (source is None or not speaker_like(units, *source)):
            return None
        shape = "quote" if found.kind == "quote" else "attr" if found.kind == "attr" else "right"
        return Cue(
            CueKind.VERB, group.first, found.start, (group.first, group.last + 1), source, group.entry.lemma,
            group.entry.verb_class, shape, found.start, self._clause_start(units, group, source), group=group,
            infinitive=found.kind == "inf",
        )

    def _plausible(
        self, units: list[Unit], group: VerbGroup, found: Complement, source: tuple[int, int] | None
    ) -> bool:
        """Conditions that the list of constructions cannot say."""
        lemma = group.entry.lemma
        if lemma == "ressortir" and source is None:
            return False
        if lemma == "décider" and found.kind != "que":
            return False
        if lemma in {"déclarer", "se vouloir"} and found.kind == "attr" and not any(u.quotation >= 0 for u in units[found.start : found.start + 6]):
            return False  # « l'a déclaré coupable »: a verdict, an act; « le plan se veut simple »: what a thing is meant to be
        if source is not None and found.kind in {"quote", "colon"} and any(u.low in BANNERS for u in units[source[0] : source[0] + 2]):
            return False
        if lemma in _FINDINGS and not (source is not None and any(u.low in _RESEARCH or u.low.endswith(("logue", "logues", "icien", "iciens")) for u in units[slice(*source)])):
            return False  # what research finds it publishes; anybody else only learns it
        if lemma == "retenir" and found.start > group.last + 3:
            return False  # « retient les otages qu'il a capturés »
        if lemma in _ORDERING and source is not None and found.kind != "quote" and any(u.low in _LAWS for u in units[source[0] : source[0] + 2]):
            return False  # « la loi exige que »: what is in force
        if lemma == "voir" and group.form == "ger" and units[group.first].low != "y":
            return False  # « Voyant ce projet comme une menace »: a motive
        if found.kind == "inf" and _asks_for_anonymity(units, found.start):
            return False
        if not group.passive and group.first > 1 and units[group.first - 1].low == "qui" and units[group.first - 2].low == "ce":
            return False
        if found.kind == "que" and found.start > group.last + 2 and not any(is_finite(u) or u.quotation >= 0 or (u.pos in {"VERB", "AUX"} and u.form != "Inf") for u in units[found.start : found.start + 40]):
            return False
        if found.kind == "que" and group.passive and source is None and not impersonal(units, group):
            return False
        if found.kind == "quote" and group.passive and source is None and lemma not in _LABELS | _CHARGES:
            return False
        speaker = source is not None and speaker_like(units, *source)
        pronoun = source is not None and source[1] - source[0] == 1
        if found.kind in {"si", "wh"} and units[group.at].low.endswith(("ra", "ront")) and group.form == "fin":
            return False
        if group.passive and source is None and lemma in INFORM:
            return False
        if lemma in _SHOWING and not (speaker or pronoun):
            return False
        if " " in lemma and lemma in _SHOWING and source is not None and any(source_kinds().get(u.low) == "document" for u in units[source[0] : source[0] + 3]):
            return False  # « les documents laissent penser que »
        if group.passive and source is None and found.kind == "inf" and lemma in _DESTINED:
            return False  # « les électeurs sont appelés à élire »
        if group.passive and source is None and lemma in _ADVISED and impersonal(units, group) and "été" not in {u.low for u in units[group.first : group.at]}:
            return False  # « il est prévu que »
        if found.kind == "inf" and lemma in _ORDERING and source is not None and not (speaker or pronoun):
            return False
        if found.kind == "colon" and units[found.start].quotation < 0:
            if (lemma in _SHOWING and source is not None and any(source_kinds().get(u.low) == "document" for u in units[source[0] : source[0] + 3])) or "q" not in group.entry.frames or "w" in group.entry.frames or (group.form == "inf" and not governed(units, group)) or not (speaker or pronoun):
                return False
            return any(is_finite(u) for u in units[found.start :])
        if found.kind == "inf" and "m" in group.entry.frames:
            return any(u.quotation >= 0 for u in units[found.start : found.start + 14])
        if found.kind == "inf" and lemma in _CHARGES and (group.passive or group.bare):
            return source is not None or lemma == "accuser"
        return True

    def _narrator_we(self, units: list[Unit], group: VerbGroup) -> bool:
        """« Rappelons que », « On note que »: the newsroom speaks of its own."""
        word = units[group.at].low
        before = units[group.first - 1].low if group.first else ""
        if group.form == "fin" and word.endswith("ez") and before != "vous" and units[group.first].low != "vous":
            return True
        if group.form == "fin" and word.endswith("ons") and before not in {"nous", "qui"}:
            return True
        if units[group.first].low == "nous" and not group.reflexive and any(u.low in {"avons", "avions"} or u.low.endswith("ons") for u in units[group.first + 1 : group.at + 1]):
            return True
        return before == "on" and group.inverted < 0 and group.entry.lemma in _ON_KNOWS and self.place_of(units, 0) is None

    def _object_quote(self, units: list[Unit], group: VerbGroup, found: Complement) -> bool:
        """Whether a quoted object is words said, and not a name, a title or a charge."""
        k = found.start
        frames = group.entry.frames
        quotation = self.quoted.quotations[units[k].quotation]
        long = self.quoted.words(quotation) >= 4 and self.quoted.has_verb(quotation)
        between = units[group.last + 1 : k]
        close = all(u.pos in {"ADV", "ADP"} or u.low in {",", ":", "à", "de", "d'"} for u in between)
        aside = len(between) > 2 and between[0].low == between[-1].low == ","  # « confirme, sous couvert d'anonymat, « … » »
        close = close or aside
        if group.entry.lemma in _NO_MORE_THAN:
            return all(u.pos in {"ADV", "ADP", "DET", "ADJ"} for u in between)
        close = close or (units[k - 1].low == "comme" and group.entry.lemma in _LIKENING)  # « présente son usine comme « la plus propre » »
        marked = "a" in frames and self._opens_with(units, k, "à")  # « invite les élus « à la retenue » »
        by = any(units[j].low == "par" and all(u.pos == "DET" for u in units[j + 1 : k]) for j in range(max(group.last, k - 3), k))  # « justifie ce choix par l'« urgence » »
        if "w" in frames and not long and not close and not marked and not by and not self._quoted_infinitive(units, k):
            return False
        if group.entry.lemma == "parler" and not long and group.first and self.place_of(units, 0) is None and any(u.low == "on" for u in units[max(0, group.first - 2) : group.first]):
            return False  # « quand on parle de « nouvelle vague » »
        if group.entry.lemma in _ALSO_DO and not long and (group.form == "inf" or units[k - 1].pos == "DET"):
            return False  # « pour assurer le « redressement national » »
        if any(u.pos == "VERB" and u.low.endswith("ant") and u.form == "Part" for u in between):
            return False  # « en filmant des singes regardant une « épreuve » »: another verb's
        governor = next((u.low for u in reversed(units[group.last + 1 : k]) if (u.pos == "ADP" or u.low == "lors") and u.low not in {"de", "d'", "du", "des"}), "")
        if group.entry.lemma in _PLEADING and governor == "pour":
            governor = ""
        if source_kinds().get(units[k - 1].low) == "document" and quotation.inner.of(self.quoted.text)[:1].islower():
            governor = ""  # « évoque dans un communiqué « un simple incident » »
        if governor in _ELSEWHERE and not aside and self.quoted.words(quotation) <= 3:
            return False
        if units[k - 1].low in NAMED and (group.bare or k - 1 > group.last):
            return False
        if k - 1 > group.last + 1 and units[k - 1].form == "Part" and units[k - 1].low in verb_forms() and units[k - 2].pos in {"NOUN", "ADJ"}:
            return False  # « a relevé la taxe, une mesure jugée « hostile » »
        before = next((u for u in reversed(units[group.last + 1 : k]) if u.pos in {"NOUN", "PROPN"}), None)
        name = quotation.inner.of(self.quoted.text)[:1]
        if group.entry.lemma in _BRINGS_OUT and name.isupper() and not self.quoted.has_verb(quotation) and quotation.inner.of(self.quoted.text)[-1:] not in {".", "!", "?"}:
            return False  # « publie « La Ville sans murs » »
        if before is not None and k - units.index(before) <= 3 and before.low in TITLED and not long and (name.isupper() or name.isdigit()):
            return False
        if group.entry.lemma == "appeler" and not any(self._opens_with(units, k, m) for m in ("à", "au", "aux")) and not any(u.low in {"à", "au", "aux"} for u in units[group.last + 1 : k]):
            return False
        if (group.passive or group.bare) and group.entry.lemma in _CHARGES and not long:
            return any(u.low == "par" for u in units[group.last + 1 : k])
        return True

    def _opens_with(self, units: list[Unit], k: int, word: str) -> bool:
        return self.quoted.quotations[units[k].quotation].inner.of(self.quoted.text).lower().startswith((word + " ", word + "\xa0"))

    def _quoted_infinitive(self, units: list[Unit], k: int) -> bool:
        """« a exhorté les siens à « tenir bon » »: the infinitive asked for stands between the marks."""
        inner = self.quoted.quotations[units[k].quotation].inner.of(self.quoted.text)
        first = [word for word in inner.replace("’", "'").replace("'", "' ").split() if word.lower() not in CLITICS | {"pas", "plus", "rien"}][:1]
        wanted = " " in inner and units[k - 1].low.startswith(_WANTING)  # « entend « tourner la page » »
        return bool(first) and (wanted or units[k - 1].low in {"à", "de", "d'"}) and first[0].lower().endswith(("er", "ir", "re", "oir")) and len(first[0]) > 3

    def _verb_source(self, units: list[Unit], group: VerbGroup, stop: int, found_kind: str = "") -> tuple[int, int] | None:
        if group.inverted >= 0:
            return group.inverted, group.inverted + 1
        if group.entry.lemma == "ressortir":
            return self._brought_out(units, group, stop)
        if group.passive or group.bare:
            for j in range(group.last + 1, min(len(units), group.last + (20 if group.entry.lemma in {"estimer", "évaluer", "chiffrer"} else 12))):
                if units[j].low == "par":
                    end = phrase_right(units, j + 1)
                    return (j + 1, end) if end > j + 1 else None
                if units[j].quotation >= 0 and j + 1 < len(units) and units[j + 1].low == "par":
                    continue  # « qualifié de « laxiste » par ses adversaires »
                if units[j].quotation >= 0 or (j > stop and found_kind != "attr"):
                    break
            return None
        if group.form == "inf" and group.first > 2 and units[group.first - 1].low in {"de", "d'"}:
            told = phrase_left(units, group.first - 2, 0)
            if told is not None and told[0] and units[told[0] - 1].low == "et" and speaker_like(units, *told):
                return told  # « Et le maire d'ajouter : »
        if group.form in {"ger", "inf"}:
            return main_subject(units, group)
        if found_kind == "colon" and group.first and units[group.first - 1].low in QUE:
            start = skip_adverbials(units, group.last + 1)
            end = phrase_right(units, start)
            if end > start and speaker_like(units, start, end):
                return start, end  # « ce que conteste le maire : « … » »
        lent = self._subject_of_dont(units, group)
        if lent is not None:
            return lent
        if group.first > 1 and units[group.first - 1].low in {"et", "puis"} and units[group.first - 2].quotation >= 0:
            around = self.subject_around(units, group.first - 2)
            if around is not None:
                return around  # « Le club « dément » et rappelle que »
        found_left = subject_left(units, group, 0)
        found_left = _outer_subject(units, found_left, group) if found_left is not None else main_subject(units, group)
        if found_left is not None and found_left[1] - found_left[0] == 1 and units[found_left[0]].low == "on":
            place = self.place_of(units, 0)
            if place is not None and place[1] < found_left[0]:
                return place[0]  # « Dans l'entourage du ministre, on assure que »
        if found_left is not None and units[found_left[0]].low in {"même", "mêmes"}:
            for k in range(found_left[0] + 1, found_left[1] - 1):
                if units[k].low in {"pour", "chez", "à"} and speaker_like(units, k + 1, found_left[1], strict=True):
                    return k + 1, found_left[1]  # « Même constat pour le préfet, qui évoque »
        return found_left

    @staticmethod
    def _subject_of_dont(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
        """« …, dont le juge, Anne Roux, a dit que »: the subject right after the relative."""
        for k in range(group.first - 1, max(-1, group.first - 16), -1):
            if units[k].low == "dont" and units[k].quotation < 0:
                end = phrase_right(units, k + 1)
                near = end == group.first or (end == group.first - 1 and units[end].low == ",")
                return (k + 1, end) if near and speaker_like(units, k + 1, end) else None
            if is_finite(units[k]) or units[k].low in {"qui", "que", "qu'", ";"}:
                return None
        return None

    @staticmethod
    def _brought_out(units: list[Unit], group: VerbGroup, stop: int) -> tuple[int, int] | None:
        """« Il ressort du rapport que »: what the finding is read off."""
        at = group.last + 1
        if not impersonal(units, group) or at >= stop or units[at].low not in {"de", "d'", "du", "des"}:
            return None
        start = at + 1
        end = min(phrase_right(units, start), stop - 1)
        return (start, end) if end > start and speaker_like(units, start, end) else None

    @staticmethod
    def _answers_before(units: list[Unit], group: VerbGroup) -> bool:
        """« X a répondu à Y, qui avait commenté sa lettre : « … » »: the colon goes with the main verb."""
        if group.first < 2 or units[group.first - 1].low != "qui" or units[group.first - 2].low != "," or not group.last > group.first:
            return False
        return units[group.first].low in {"avait", "avaient"}

    def _agent_later(self, units: list[Unit], start: int) -> tuple[int, int] | None:
        """« sont invités à rejoindre le gymnase par la mairie »: the agent stands after the infinitive."""
        for j in range(start + 1, min(len(units), start + 16)):
            if units[j].low in {",", ".", ";", "qui", "que"} or units[j].quotation >= 0:
                return None
            if units[j].low == "par":
                end = phrase_right(units, j + 1, appositions=False)
                return (j + 1, end) if end > j + 1 and speaker_like(units, j + 1, end, strict=True) else None
        return None

    @staticmethod
    def _mouthpiece(units: list[Unit], start: int, stop: int) -> tuple[int, int] | None:
        """« a répondu par la voix de son porte-parole, X : « … » »: who lends the voice."""
        for j in range(start, min(stop, len(units) - 4)):
            if units[j].low == "par" and units[j + 2].low in {"voix", "bouche", "intermédiaire", "entremise", "biais"} and units[j + 3].low in {"de", "d'", "du", "des"}:
                end = phrase_right(units, j + 4)
                if end > j + 4 and speaker_like(units, j + 4, end):
                    return j + 4, end
        return None

    def _clause_start(self, units: list[Unit], group: VerbGroup, source: tuple[int, int] | None) -> int:
        """Unit where the clause of a right-hand cue begins, its conjunction and comma included."""
        at = group.first
        if source is not None and source[1] <= group.first and group.form not in {"ger", "inf"} and (all(
            units[k].pos == "ADV" or (units[k].low in CLITICS | {"qui", ","} and units[group.first - 1].low != ",") for k in range(source[1], group.first)
        ) or (source[1] == group.first - 1 and units[source[1]].low == "," and any(u.low == "," for u in units[source[0] : source[1]]))):
            at = source[0]
        if group.form == "inf" and governed(units, group):
            while at > 0 and at > group.first - 4 and units[at - 1].low not in {"et", "mais", "puis", ","}:
                at -= 1
        while at > 0 and units[at].low not in {"et", "mais"} and (units[at - 1].low in _CLAUSE_CONJ or units[at - 1].pos == "ADV" or units[at - 1].low in {"que", "en", "tout", "qu'", "pour"}):
            if units[at - 1].low in {"que", "qu'"} and not (at > 1 and units[at - 2].low in {"tandis", "alors"}):
                break
            at -= 1
        if at > 1 and units[at - 1].low == "dont":
            at -= 1
        if at > 0 and units[at - 1].low == ",":
            at -= 1
        return at

    def _incise(self, units: list[Unit], group: VerbGroup) -> Cue | None:
        """An inverted incise: « dit-il », « a déclaré lundi le ministre », « comme l'affirme X »."""
        raise_governor(units, group)
        if group.form not in {"fin", "pp"} or (group.bare and units[group.at].low not in _ALSO_PRESENT):
            return None
        if any(units[k].low in {"ayant", "étant"} for k in range(group.first, group.at)):
            return None
        if group.entry.lemma in _ONLY_DENIED if not group.negative else group.entry.lemma not in _NEGATABLE:
            return None
        left = group.first - 1
        while left >= 0 and units[left].pos == "ADV" and units[left].quotation < 0 and units[left].low not in {","}:
            left -= 1
        comme = left >= 0 and units[left].low in {"comme", "ainsi"} and left == group.first - 1
        if left == group.first - 1 and left > 3 and group.inverted < 0 and units[left].low in QUE and [u.low for u in units[left - 3 : left]] == [",", "à", "ce"]:
            left, comme = left - 2, True  # « …, à ce que racontent des bergers »
        if comme and group.entry.lemma in _CUSTOM:
            return None
        quoted = left >= 0 and (units[left].quotation >= 0 or (units[left].low in {",", "."} and left > 0 and units[left - 1].quotation >= 0))
        if quoted and group.inverted < 0 and self._names_the_subject(units, left):
            return None
        edge = left < 0 or quoted or units[left].low in {",", "–", "—", "-", "?", "!", "…", ")", "("} or comme
        if not edge:
            return None
        if group.entry.frames == "N" and not quoted:
            return None  # a verb of any kind reports only beside a quotation
        if group.inverted >= 0:
            if units[group.inverted].low in {"-vous", "-nous", "-tu"}:
                return None
            if units[group.inverted].low.endswith("on") and group.entry.lemma in _IDLE_ON:
                return None
            if left < 0 or (units[-1].low == "?" and not quoted and units[left].low != ","):
                return None
            end = group.last + 1
            source = (group.inverted, group.inverted + 1)
            if units[group.inverted].low.endswith("on"):
                source, end = self.place_of(units, end) or (source, end)
            return self._incise_cue(units, group, end, source, left, comme)
        if group.passive or left < 0 or ("n" not in group.entry.frames and not comme):
            return None
        start = skip_adverbials(units, group.last + 1)
        if start >= len(units) or units[start].low in QUE | {":"} or units[start].quotation >= 0:
            return None
        if units[start].low in {"de", "d'", "à", "au", "aux", "en", "sur", "dans", "des"} and units[start].pos == "ADP" and not (
            units[start].low == "des" and start + 1 < len(units) and units[start + 1].low in source_kinds()
        ):
            return None
        end = phrase_right(units, start)
        if end <= start or any(units[k].low in QUE for k in range(start, min(end + 1, len(units)))):
            return None
        if quoted and end < len(units) and not speaker_like(units, start, end) and (units[end].pos == "DET" or units[end].cap):
            beyond = phrase_right(units, end)
            if beyond > end and speaker_like(units, end, beyond):
                start, end = end, beyond  # « … », enfonce le clou | la directrice
        if not quoted and not comme:
            opens = max((k + 1 for k in range(left) if units[k].low in {":", ";"}), default=0)
            learnt = group.entry.lemma == "apprendre" and group.form == "pp"
            manner = group.entry.lemma not in _OF_PEOPLE and speaker_like(units, start, end, strict=True) and self._after_simple_clause(units, group, left, start, end)
            if not (learnt or manner or {"q", "s"} & set(group.entry.frames)) or not (
                has_main_verb(units[opens:], left - opens) or self._headline(units, left, end) or self._fronted(units, left, end) or self._between_subject_and_verb(units, left, self._aside_after(units, self._insertion_end(units, end), left)) or any(u.quotation >= 0 and self.quoted.has_verb(self.quoted.quotations[u.quotation]) for u in units[:left])
            ):
                return None
            if end < len(units) and is_finite(units[end]):
                return None
            if not (speaker_like(units, start, end) or self._body_of(units, start, end) or self._after_simple_clause(units, group, left, start, end)):
                return None
        elif (comme or self._words_before_quote(units, left)) and not speaker_like(units, start, end):
            return None
        end = self._source_alone(units, start, end)
        source = (start, end)
        if units[group.at].low == "dit" and group.first == group.at and not quoted and units[start].cap and units[left - 1].cap and all(u.cap for u in units[start:end]):
            return None  # « Eugène Roux, dit Gégé Roux, »
        if end - start == 1 and units[start].pos == "ADJ" and not units[start].cap:
            return None  # « a cru | bon | de préciser »
        if group.entry.lemma == "apprendre":
            end = next((k for k in range(start + 1, end) if units[k].low == "auprès" or (units[k].low == "de" and units[k + 1].low in {"source", "sources"})), end)
            source = (start, end)
            source, end = self.place_of(units, end) or (source, end)  # « a appris l'agence de source judiciaire »
        return self._incise_cue(units, group, end, source, left, comme)

    @staticmethod
    def _body_of(units: list[Unit], start: int, end: int) -> bool:
        """« la zone de police », « la cellule de crise de la mairie »: a noun of no meaning of its own, of those who speak."""
        comma = next((k for k in range(start + 2, min(end - 2, start + 6)) if units[k].low == ","), 0)
        if comma and units[start].pos == "DET" and all(u.cap for u in units[comma + 1 : end]):
            return True  # « l'économe du lycée, Anne Roux »
        if end - start > 2 and units[start].pos == "DET" and units[start + 1].pos == "NOUN" and sum(u.cap for u in units[start + 2 : end]) >= 2 and units[start + 2].cap:
            return True  # « le glaciologue Paul Durand »
        return end - start > 3 and units[start].pos == "DET" and units[start + 1].pos == "NOUN" and units[start + 2].low in {"de", "d'", "du", "des"} and any(
            u.low in source_kinds() for u in units[start + 3 : min(end, start + 5)])

    @staticmethod
    def _after_simple_clause(units: list[Unit], group: VerbGroup, left: int, start: int, end: int) -> bool:
        """« Il versait le poison dans la soupe, relève la feuille de motivation. »: after one whole clause, a verb before its subject
        reports, whatever the noun."""
        if units[left].low != "," or group.form not in {"fin", "pp"} or units[start].low not in {"le", "la", "l'", "les", "un", "une", "son", "sa", "leur", "ce", "cet", "cette"}:
            return False
        if any(u.low == "," or u.low in {"qui", "dont", "où", "lorsque", "quand", "si", "s'", "tandis", "alors"} or u.low in QUE or u.quotation >= 0 for u in units[:left]):
            return False
        rest = units[end:]
        return not any(is_finite(u) or u.quotation >= 0 or u.low in {",", "et", "mais", "puis", ":", "qui", "pour"} or u.low in QUE for u in rest)

    @staticmethod
    def _headline(units: list[Unit], left: int, end: int) -> bool:
        """« Séisme : pas de victime, dit la police »: words without a verb before an incise that closes the sentence."""
        closes = not any(is_finite(u) or u.low in {",", "et", ":"} or u.quotation >= 0 for u in units[end:])
        return closes and units[left].low == "," and (left > 1 or (left == 1 and units[0].pos in {"ADJ", "ADV"})) and not any(
            is_finite(u) or u.low in QUE or u.low == "," or u.quotation >= 0 for u in units[:left]
        ) and units[0].pos != "ADP" and (left == 1 or any(u.pos in {"NOUN", "PROPN", "NUM"} for u in units[:left]))

    @staticmethod
    def _fronted(units: list[Unit], left: int, end: int) -> bool:
        """« Même si la pluie cessait, avertit X, … »: the incise stands after a fronted clause."""
        opens = units[0].low in {"si", "s'", "quand", "lorsque", "lorsqu'", "tant"} or (units[0].low in {"même", "sauf", "comme"} and units[1].low in {"si", "s'"})
        return opens and end < len(units) and units[end].low == "," and any(is_finite(u) for u in units[:left])

    @staticmethod
    def _between_subject_and_verb(units: list[Unit], left: int, end: int) -> bool:
        """« Les travaux, assure la mairie, finiront en juin »: the incise cuts a clause before its verb."""
        if end >= len(units) or units[end].low != "," or not any(u.pos in {"NOUN", "PROPN", "PRON"} or u.cap for u in units[:left]):
            return False
        k = end + 1
        while k < len(units) and (units[k].low in CLITICS or units[k].pos == "ADV"):
            k += 1
        return k < len(units) and is_finite(units[k])

    def _names_the_subject(self, units: list[Unit], left: int) -> bool:
        """« Le groupe « X » a revendiqué… »: the quotation at `left` is part of the subject."""
        if units[left].quotation < 0 or left == 0 or units[left - 1].low in {",", ".", ":", "et"}:
            return False
        quotation = self.quoted.quotations[units[left].quotation]
        return not self.quoted.has_verb(quotation) and not any(is_finite(u) for u in units[:left])

    def _words_before_quote(self, units: list[Unit], left: int) -> bool:
        """Whether the quotation that ends at `left` stands inside a clause of the narrator."""
        quote = left if units[left].quotation >= 0 else left - 1
        return quote > 0 and units[quote - 1].low not in {".", ":", "!", "?", "…", ";"}

    def place_of(self, units: list[Unit], start: int) -> tuple[tuple[int, int], int] | None:
        """« indique-t-on à la préfecture », « a-t-on appris de source judiciaire »: who or what « on » stands for."""
        n = len(units)
        k = start
        while k < n and (stop := date_end(units, k)) > k:
            k = stop
        if k + 1 < n and units[k].low == "de" and units[k + 1].low in {"source", "sources"}:
            end = phrase_right(units, k + 1, appositions=False)
            return ((k + 1, end), end) if end > k + 1 else None
        if k < n and units[k].low == "auprès":
            k += 1
        if k < n and units[k].low in {"à", "au", "aux", "dans", "sur", "chez", "de", "du", "des", "d'"}:
            end = phrase_right(units, k + 1)
            if end > k + 1 and speaker_like(units, k + 1, end):
                return (k + 1, end), end
        return None

    def _incise_cue(
        self, units: list[Unit], group: VerbGroup, end: int, source: tuple[int, int], left: int, comme: bool
    ) -> Cue:
        first = left + 1 if not comme else left
        stop = end if group.inverted >= 0 else self._insertion_end(units, end)
        stop = self._aside_after(units, stop, left)
        return Cue(
            CueKind.INCISE, first, stop, (group.first, group.last + 1), source, group.entry.lemma,
            group.entry.verb_class, "incise", group=group, clause=first,
        )

    @staticmethod
    def _aside_after(units: list[Unit], end: int, left: int) -> int:
        """Past « lors d'un point de presse » in « La route, a dit le préfet lors d'un point de presse, rouvrira »: up to the comma that closes the incise."""
        if left < 0 or units[left].low not in {",", "!", "?", "…"}:
            return end
        for k in range(end, min(len(units) - 1, end + 16)):
            if units[k].low == ",":
                return k
            if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in QUE | {";", ":", "et", "qui", "mais", "dont", "où", "(", ".", "si"}:
                return end
            if k > end and units[k].low in verb_forms() and units[k].pos == "VERB":
                return end
        return end

    @staticmethod
    def _source_alone(units: list[Unit], start: int, end: int) -> int:
        """Where the mention of a source ends when how or to whom it spoke was taken with it: « le préfet | au micro de Radio Sud »."""
        for k in range(start + 2, end):
            pair = units[k].low, units[k + 1].low if k + 1 < len(units) else ""
            triple = (*pair, units[k + 2].low if k + 2 < len(units) else "")
            if units[k].low in {"auprès", "face", "via", "lors"} or pair in _MANNERS or triple in _MANNERS or aside_end(units, k) > k:
                return k
            if units[k].low in {"à", "sur"} and k + 1 < end and units[k + 1].cap and units[start + 1].low not in {"ambassadeur", "ambassadrice"} and any(
                units[k + 1].low.startswith(m) for m in _AIRED):
                return k
        return end

    def _preposition_cues(self, units: list[Unit]) -> list[Cue]:
        cues = []
        for i, unit in enumerate(units):
            patterns = _BY_FIRST_WORD.get(unit.low)
            if patterns is None:
                continue
            following = tuple([u.low for u in units[i : i + _LONGEST_PREPOSITION]])
            for pattern in patterns:
                if following[: len(pattern)] == pattern:
                    cue = self._preposition(units, i, i + len(pattern), pattern)
                    if cue is not None:
                        cues.append(cue)
                    break
        return cues

    def _preposition(self, units: list[Unit], i: int, j: int, pattern: tuple[str, ...]) -> Cue | None:
        n = len(units)
        if j >= n:
            return None
        cue = (i, j)
        if i and units[i - 1].low in {"nommé", "nommée", "baptisé", "baptisée"}:
            return None
        if pattern == ("d'", "après") and i and units[i - 1].low.startswith(_MADE) and units[i - 1].form == "Part":
            return None  # « sculptée d'après une carte postale »
        first = i - 1 if i and units[i - 1].low in {"toujours", "encore"} else i
        if pattern in _CLITIC_SOURCES:
            before = units[i - 1].low if i else ","
            if units[j].quotation >= 0 and i and units[j - 1].low in {"yeux", "avis", "aveu"}:
                return Cue(CueKind.PREPOSITION, first, j, cue, (i + 1, i + 2), " ".join(pattern), "neutral", "quote", j, first, anaphoric=True)
            if not ((before in {",", ":", ";", "et", "mais", ".", "–", "—", "que", "qu'"} or (i and units[i].cap)) and units[j].low in {",", ".", ";"}):
                return None  # « s'apprêtait à l'entendre sur ce contrat »
            return Cue(CueKind.PREPOSITION, first, j, cue, (i + 1, i + 2), " ".join(pattern), "neutral", "incise", clause=first, anaphoric=True)
        if pattern == ("selon",) and i and (units[i - 1].low != "," or not speaker_like(units, j, min(n, j + 3), strict=True)) and not units[j].cap and any(u.low.startswith(_VARYING) and u.pos in {"VERB", "ADJ", "AUX"} for u in units[max(0, i - 14) : i]):
            return None  # « le prix varie selon les communes »
        if pattern == ("selon",) and units[j].low in {"lequel", "laquelle", "lesquels", "lesquelles"}:
            source = self._selon_lequel(units, i)
            if source is None:  # « X a révélé des informations selon lesquelles »
                return Cue(CueKind.NOUN, i, j + 1, (i, j + 1), self._revealer(units, i), "selon", "neutral", "right", j + 1, i)
            return Cue(CueKind.PREPOSITION, i, j + 1, (i, j + 1), source, "selon", "neutral", "right", j + 1, i)
        if pattern in {("pour",), ("selon",), ("d'", "après")} and units[j].low in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"}:
            antecedent = self._selon_lequel(units, i)
            if antecedent is None or not speaker_like(units, *antecedent) or units[i - 1].low != ",":
                return None
            return Cue(CueKind.PREPOSITION, i, j + 1, cue, antecedent, " ".join(pattern), "neutral", "right", j + 1, i - 1)
        if pattern[:1] == ("de",) and pattern[1] in {"source", "sources"}:
            if i and units[i - 1].low not in {",", "mais", "et", ";", "–", "—"} and units[i - 1].quotation < 0:
                return None
            end = phrase_right(units, j - 1, appositions=False)
            if end <= j:
                return None
            source = (j - 1, end)
        else:
            j = self._giver(units, j)
            end = phrase_right(units, j)
            if units[j].low == "ce" and j + 1 < n and units[j + 1].low in QUE:
                end = next((k for k in range(j + 2, min(n, j + 16)) if units[k].low in {",", "."}), j)
            if end <= j:
                return None
            source = (j, end)
        if pattern == ("pour",) and not self._pour(units, i, j, end):
            return None
        head = next((u.low for u in units[source[0] : source[1]] if (u.pos in {"NOUN", "PROPN", "PRON"} and u.low not in _MANY) or u.low in _PRONOUNS), units[source[0]].low)
        if head in _NOT_SPEAKER or units[j].low in QUE or (pattern[:2] == ("aux", "yeux") and head in _ONLOOKERS) or (
                pattern[:2] == ("aux", "termes") and head in {"loi", "contrat", "accord", "bail", "convention", "traité"}):
            return None
        if pattern == ("d'", "après") and head in _MODELS:
            return None
        cut = first > 1 and units[first - 1].low == "," and units[first - 2].low in ETRE | AVOIR  # « Le site a, selon X, perdu dix postes »
        last = end if cut else self._insertion_end(units, end, i <= 3 and not any(is_finite(u) for u in units[:i]))
        return Cue(
            CueKind.PREPOSITION, first, last, cue, source, " ".join(pattern), "neutral", "incise", clause=first,
            anaphoric=(units[j].low in _PRONOUNS and end == j + 1) or units[j].low in {"ses", "son", "sa"},
        )

    @staticmethod
    def _giver(units: list[Unit], j: int) -> int:
        """« selon les informations que X a confiées », « selon les propos de X »: where the mention of X begins."""
        k = j + (units[j].pos == "DET" and j + 1 < len(units))
        if units[k].low not in _UTTERANCES:
            return j
        for at in range(k + 1, min(len(units) - 1, k + 4)):
            word = units[at].low
            if word in QUE | {"par", "de", "d'", "du"} and units[at].quotation < 0:
                start = at if word == "du" else at + 1
                end = phrase_right(units, start, appositions=False)
                who = end > start and speaker_like(units, start, end, strict=True)
                if who and (word not in QUE or (end < len(units) and is_finite(units[end]))):
                    return start
                return j
            if units[at].pos not in {"VERB", "ADJ"}:
                return j
        return j

    def _revealer(self, units: list[Unit], i: int) -> tuple[int, int] | None:
        """Who gives the information of « selon laquelle »: the subject of the reporting verb it is the object of."""
        for group in reversed(verb_groups(units[:i])):
            if i - group.last <= 8 and not group.passive and not group.bare and group.entry.frames != "N":
                source = self._verb_source(units, group, i)
                return source if source is not None and speaker_like(units, *source) else None
        return None

    def _selon_lequel(self, units: list[Unit], i: int) -> tuple[int, int] | None:

        j = i - 1
        if j >= 0 and units[j].low == ",":
            j -= 1
        found = phrase_left(units, j, 0) if j >= 0 else None
        if found is None:
            return None
        start, end = found
        while start < end - 1 and (units[start].pos == "ADP" or units[start].low in {"d'", "de"}):
            start += 1
        found = start, end
        words = {u.low for u in units[found[0] : found[1]]}
        if words & set(said_nouns()) or any(w.rstrip("s") in said_nouns() for w in words):
            return None
        return found

    def _pour(self, units: list[Unit], i: int, j: int, end: int) -> bool:
        """« Pour le maire, … »: at the head of a clause, followed by a comma, before somebody who can speak."""
        head = i == 0 or self._verdict(units, i) or units[i - 1].low == "." or (units[i - 1].low == "," and (i <= 3 or not any(is_finite(u) for u in units[:i]))) or units[i - 1].low in {",", ";", "mais", "et", "que", "qu'", "tandis", "alors", ":", "car", "or", "donc", "puisque", "puisqu'"} or (
            i <= 3 and all(u.low in _CONNECTORS or u.pos == "ADV" for u in units[:i])
        )
        if not head:
            return False
        if end < len(units) - 1 and units[end - 1].cap and units[end].low == "pour":
            end = next((k for k in range(end, min(len(units), end + 4)) if units[k].low == ","), end)  # « l'association X pour tous, »
        if end >= len(units) - 1 and self._verdict(units, i):
            return speaker_like(units, j, end, strict=True)
        if end < len(units) and units[end].low == "(":
            end = next((k + 1 for k in range(end, min(len(units), end + 9)) if units[k].low == ")"), end)  # « Pour Anne Roux (Lille), »
        if units[j].low in {"ce", "cet", "cette", "ces"} and any(source_kinds().get(u.low) == "document" for u in units[j + 1 : j + 3] if u.pos == "NOUN"):
            return False  # « Pour cette ultime émission, »
        told = i and end + 1 < len(units) and units[end].low in {"c'", "il"} and any(is_finite(u) for u in units[end + 1 : end + 4])
        if end >= len(units) or not (told or units[end].low in {","} or units[end].quotation >= 0 or (end == j + 1 and units[j].low in {"lui", "elle", "eux", "elles"})):
            return False
        if i > 3 and units[i - 1].low == "," and any(is_finite(u) for u in units[:i]) and not any(units[k].low in {"tandis", "alors", "mais", "et"} for k in range(max(0, i - 3), i)):
            return False
        if any(self.quoted.annotated.doc[u.token].ent_type_ == "LOC" for u in units[j : j + 2]) and not any(
            u.quotation >= 0 for u in units[end:]
        ) and not any(u.low in source_kinds() or u.low in _SEATS for u in units[j : j + 2]):
            return False  # « Pour l'Italie, la situation… »
        for k in range(j, min(end - 2, j + 4)):
            if units[k].low in _MANY and units[k + 1].low in {"de", "d'", "des"}:
                j = k + 1 + (units[k + 1].low != "des")  # « Pour un certain nombre d'observateurs, »
                break
        return speaker_like(units, j, end, strict=True)

    def _verdict(self, units: list[Unit], i: int) -> bool:
        """« Une décision « scandaleuse » pour le parti »: whose word the quoted one is."""
        before = i - 1 - (units[i - 1].low == ",") if i else -1
        while 0 < before < i and units[before].quotation < 0 and units[before].pos in {"NOUN", "PROPN", "ADJ", "DET", "ADP"} and i - before < 6:
            before -= 1  # « Une « posture indigne » des syndicats pour le ministre »
        return before >= 0 and units[before].quotation >= 0 and not any(is_finite(u) for u in units[:i])

    @staticmethod
    def _goes_on(unit: Unit) -> bool:
        """Whether the mention of a source goes on past its noun phrase: « des témoins s'exprimant sur… », « un rapport publié | mardi par X »."""
        if unit.quotation >= 0 or is_finite(unit):
            return False
        return unit.pos in {"VERB", "ADP", "ADV", "AUX"} or unit.low in {"s'", "se"} or date_end([unit], 0) > 0

    def _insertion_end(self, units: list[Unit], end: int, initial: bool = False) -> int:
        """Past « , interrogé par l'AFP », « cité par CNN » or « s'exprimant sur les réseaux » after the source."""
        n = len(units)
        if end < n and units[end].low == "(":
            end = next((k + 1 for k in range(end, min(n, end + 9)) if units[k].low == ")"), end)
        if initial and end < n and (self._goes_on(units[end]) or date_end(units, end) > end):
            for k in range(end, min(n, end + 30)):
                if units[k].low == "," and k + 1 < n and units[k + 1].low == "qui":
                    end = k
                    break
                if units[k].low == ",":
                    return k
                titled = units[k].quotation >= 0 and (units[k - 1].pos == "ADP" or units[k - 1].low in NAMED)  # « un rapport | de l'Insee sur « Les revenus », »
                if (units[k].quotation >= 0 and not titled) or is_finite(units[k]) or units[k].low in {";", "."}:
                    break
        if initial and units[0].low in _FIRST_WORDS and end + 1 < n and units[end].low == "," and units[end + 1].low == "qui":
            closing = next((k for k in range(end + 2, min(n, end + 24)) if units[k].low == ","), None)
            if closing is not None and any(is_finite(u) for u in units[closing:]):
                return closing  # « Pour X, qui habite à deux pas, »
        if end + 2 < n and units[end].low == "," and units[end + 1].low in {"du", "de", "d'"} and any(u.cap for u in units[end + 2 : end + 4]):
            closing = next((k for k in range(end + 2, min(n, end + 10)) if units[k].low in {",", "."} or is_finite(units[k]) or units[k].quotation >= 0), end)
            return closing if closing > end and units[closing].low in {",", "."} else end  # « Anne Roux, du CNRS, »
        named = end > 0 and units[end - 1].cap
        role = end + 1 < n and units[end].low == "," and (
            units[end + 1].low in source_kinds()
            or (named and units[end + 1].pos == "NOUN" and not units[end + 1].cap)
            or (units[end + 1].low[:1].isdigit() and end + 2 < n and units[end + 2].low == "ans")
        )
        if role:
            for k in range(end + 1, min(n, end + 20)):
                if units[k].low == ",":
                    if k + 1 < n and (units[k + 1].low in source_kinds() or units[k + 1].low[:1].isdigit()):
                        continue
                    return k
                if units[k].low == "." and k == n - 1:
                    return k
                if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in {";", "."}:
                    break
        if end + 1 < n and units[end].low == "," and units[end + 1].low.endswith(("é", "ée", "és", "ées", "ant", "i", "u")) and (
            units[end + 1].pos in {"VERB", "ADJ"} or (end + 2 < n and units[end + 2].low == "par")
        ) and not (units[end + 1].low.endswith("ant") and units[end + 1].low in verb_forms()):
            return next((k for k in range(end + 1, min(n, end + 16)) if units[k].low in {",", ".", ";"} or units[k].quotation >= 0), end)
        return end

    def _colon_cue(self, units: list[Unit], cues: list[Cue]) -> Cue | None:
        for k, unit in enumerate(units):
            if unit.low == ":" and 0 < k < len(units) - 1 and units[k + 1].quotation >= 0:
                if any(u.low in BANNERS for u in units[:k]) and not cues:
                    return None
                if any(c.first <= k < c.last for c in cues) or any(c.shape == "incise" and c.first > k for c in cues):
                    return None
                if not self.quoted.is_utterance(units[k + 1].quotation):
                    return None
                spoken = next((c for c in reversed(cues) if c.kind is CueKind.VERB and c.first < k and c.source is not None), None)
                if spoken is not None:
                    return Cue(CueKind.COLON, k, k + 1, (k, k + 1), spoken.source, ":", "neutral", "quote", k + 1, k)
                likened = next((j for j in range(k - 2, max(0, k - 12), -1) if units[j].low in {"celle", "celui", "celles", "ceux"} and units[j + 1].low in {"de", "d'", "du"}), None)
                if likened is not None and phrase_right(units, likened + 2) == k and speaker_like(units, likened + 2, k):
                    return Cue(CueKind.COLON, k, k + 1, (k, k + 1), (likened + 2, k), ":", "neutral", "quote", k + 1, k)
                first = 1 if units[0].low in {"pour", "selon", "chez"} else 0
                end = phrase_right(units, first)
                uttered = next((j for j in range(k - 2, max(0, k - 12), -1) if units[j].low == "par" and units[j - 1].low in _UTTERED), None)
                if uttered is not None and phrase_right(units, uttered + 1) == k and speaker_like(units, uttered + 1, k):
                    return Cue(CueKind.COLON, k, k + 1, (k, k + 1), (uttered + 1, k), ":", "neutral", "quote", k + 1, k)
                topic = units[first].pos == "NOUN" and any(u.form == "Part" for u in units[first:k])  # « Banques piratées : « … » »
                source = (first, end) if end == k and not topic and speaker_like(units, first, end) else self._inverted_relative(units, k) or self._clause_subject(units, k) or self._verbless(units, k)
                return Cue(CueKind.COLON, k, k + 1, (k, k + 1), source, ":", "neutral", "quote", k + 1, k)
        return None

    @staticmethod
    def _inverted_relative(units: list[Unit], stop: int) -> tuple[int, int] | None:
        """« Un argument que balaie le docteur X : », « Ce que conteste la mairie : »: the subject after the verb."""
        for k in range(stop - 2, 0, -1):
            if units[k].low in QUE and (is_finite(units[k + 1]) or units[k + 1].low in verb_forms()):
                start = skip_adverbials(units, k + 2)
                end = phrase_right(units, start)
                if end > start and (end == stop or units[end].low == ",") and speaker_like(units, start, end):
                    return start, end
                return None
        return None

    @staticmethod
    def _verbless(units: list[Unit], stop: int) -> tuple[int, int] | None:
        """« Même son de cloche chez le docteur X : », « Réponse de la ministre, mardi : »: whose words a headless sentence announces."""
        if any(is_finite(u) for u in units[:stop]):
            return None
        for k in range(1, min(stop - 1, 8)):
            if units[k].low in {"chez", "de", "d'", "du", "des", "pour", "par", "auprès"}:
                start = k if units[k].low in {"du", "des"} else k + 1
                end = phrase_right(units, start)
                if end > start and end <= stop and speaker_like(units, start, end, strict=True):
                    return start, end
        return None

    def looks_back(self, units: list[Unit]) -> tuple[tuple[int, int], tuple[int, int], str, str] | None:
        """« C'est du moins ce qu'affirme X. », « Voilà ce que dit X. »: a sentence that gives the one before it its source, as
        (cue, source, lemma, class)."""
        at = 2 if [u.low for u in units[:2]] == ["c'", "est"] else 1 if units and units[0].low in {"voilà", "voici"} else 0
        while at and at < min(len(units), 7) and units[at].low != "ce":
            at += 1
        if not at or at + 2 >= len(units) or units[at].low != "ce" or units[at + 1].low not in QUE | {"qu'"}:
            return None
        group = next((g for g in verb_groups(units) if g.first > at + 1 and not g.negative and {"q", "n"} & set(g.entry.frames)), None)
        if group is None or group.form not in {"fin", "pp"} or group.bare or group.passive or any(u.quotation >= 0 for u in units):
            return None
        if group.first == at + 2:
            start = skip_adverbials(units, group.last + 1)
            source = (start, phrase_right(units, start))
        else:
            source = (at + 2, group.first)
        end = max(source[1], group.last + 1)
        if source[1] <= source[0] or not self._announces(units, source) or (end < len(units) and (units[end].low in QUE | {":", "qui"} or is_finite(units[end]))):
            return None
        return (0, group.last + 1), source, group.entry.lemma, group.entry.verb_class

    def announcer(
        self, units: list[Unit]
    ) -> tuple[CueKind, tuple[int, int], tuple[int, int] | None, str, str] | None:
        """Who announces words at the end of `units`, a sentence that ends with a colon:
        (cue kind, cue, source, lemma, class)."""
        last = len(units) - 1
        group = next((g for g in reversed(verb_groups(units)) if not g.negative and "n" in g.entry.frames), None)
        if group is not None:
            source = self._verb_source(units, group, last)
            if source is not None:
                return CueKind.VERB, (group.first, group.last + 1), source, group.entry.lemma, group.entry.verb_class
        source = self._clause_subject(units, last)
        return None if source is None else (CueKind.COLON, (last, last + 1), source, ":", "neutral")

    @staticmethod
    def _announces(units: list[Unit], found: tuple[int, int]) -> bool:
        low = units[found[0]].low
        alone = found[1] - found[0] == 1 and low in SUBJECT_CLITICS
        return (alone or speaker_like(units, *found)) and low not in {"ce", "c'", "on", "cela", "ça"}

    def subject_around(self, units: list[Unit], k: int) -> tuple[int, int] | None:
        """The subject of the clause in which the quotation at `k` stands: « Le maire est « effaré » »."""
        if k and (units[k - 1].cap or units[k - 1].pos in {"NOUN", "PROPN"}):
            found = phrase_left(units, k - 1, 0)
            if found is not None and (found[0] == 0 or units[found[0] - 1].low in {",", ".", ";", "!", "?", ":"}) and speaker_like(units, *found, strict=True):
                return found
        return self._clause_subject(units, k)

    def _clause_subject(self, units: list[Unit], stop: int) -> tuple[int, int] | None:
        """The subject of the clause that announces the quotation."""
        aside = None
        for k in range(stop - 1, 0, -1):
            if is_finite(units[k]):
                probe = VerbGroup(k, k, k, next(iter(verb_entries().values())), "fin")
                while probe.first > 0 and units[probe.first - 1].low in CLITICS:
                    probe.first -= 1
                found = subject_left(units, probe, 0)
                if found is not None and self._announces(units, found):
                    if probe.first > 1 and units[probe.first - 1].low == "qui" and units[probe.first - 2].low == ",":
                        aside = aside or found
                        continue
                    return found
        if aside is not None:
            return aside
        end = phrase_right(units, 0)
        if 0 < end < stop and speaker_like(units, 0, end) and units[0].pos in {"DET", "PROPN", "NOUN"}:
            return 0, end
        return None


def _outer_subject(units: list[Unit], found: tuple[int, int], group: VerbGroup) -> tuple[int, int]:
    """« L'homme accusé d'avoir blessé un garde qui fuyait la brigade dit que »: not the object of a verb that stands inside the subject."""
    nearest = found
    for _ in range(4):
        at = found[0] - 1
        if nearest[1] != group.first or at < 2 or units[at].pos not in {"VERB", "AUX"} or units[at].quotation >= 0:
            break
        while at > 0 and (units[at].pos in {"VERB", "AUX", "ADV", "ADP", "PRON"} or units[at].low in CLITICS | {"qui", "d'", "de"}):
            at -= 1
        outer = phrase_left(units, at, 0)
        if outer is None:
            return nearest
        found = outer
    return found if speaker_like(units, *found) else nearest


def _says_on(units: list[Unit], cue: Cue, following: Cue) -> bool:
    """« De source policière, on indique que »: one source, named before « on »."""
    group = following.group
    return (
        cue.kind is CueKind.PREPOSITION and group is not None and following.shape == "right" and following.source == cue.source
        and units[group.first - 1].low == "on" and group.first - cue.last <= 2
    )


def _asks_for_anonymity(units: list[Unit], start: int) -> bool:
    """« qui a demandé à ne pas être cité »: what the newsroom grants, not what the source says."""
    near = {u.low for u in units[start : start + 7]}
    if near & {"anonyme", "anonymes", "anonymat", "anonymement"}:
        return True
    named = near & {"cité", "citée", "cités", "citées", "nommé", "nommée", "nommés", "identifié", "identifiée", "identifiés", "identifiées"}
    return bool(named) and {"ne", "pas", "être"} <= near


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    """Of two cues on the same words the first is kept (a verb inside the source of « selon » is none)."""
    kept: list[Cue] = []
    for cue in cues:
        if any(o.cue[0] <= cue.cue[0] < o.cue[1] or (o.shape == "incise" and o.source is not None and o.first <= cue.cue[0] < o.source[1]) for o in kept):
            continue
        kept.append(cue)
    return kept


def _reports_speech(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """« raconte que l'homme a fait savoir que… »: somebody else's words inside what is said."""
    group = cue.group
    assert group is not None
    return (
        cue.shape == "right" and not cue.infinitive and group.form in {"fin", "pp"} and not group.passive and not group.bare
        and cue.source is not None and cue.source[0] >= outer.start and cue.source[1] <= group.first
        and speaker_like(units, *cue.source) and cue.lemma not in _SHOWING
    )


def _has_subject(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """« …, tandis que le porte-parole, Anne Roux, jugeait »: the later verb has a subject of its own beside it."""
    group = cue.group
    return (
        cue.source is not None and group is not None and group.form in {"fin", "pp"} and cue.source[0] >= outer.start
        and (cue.source[1] == group.first or group.passive or group.bare or (
            cue.source[1] == group.first - 1 and units[cue.source[0] - 1].low in QUE | {"et", "mais", "car", "or", ";", "alors", "dont"}))
    )


def _breaks_away(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """Whether a later cue leaves the content of the one before it: a new clause of the narrator."""
    group = cue.group
    assert group is not None
    at = cue.clause
    head = {units[k].low for k in range(at, min(at + 3, group.at))}
    if at < outer.start:
        return False
    if governed(units, group):
        return bool({units[k].low for k in range(max(outer.start, group.first - 4), group.first)} & {"et", "mais", "puis"})
    if group.form == "ger":
        return units[at].low == "," or bool(head & {"en", "tout", "et"}) or (at > 0 and units[at - 1].low in {")"})
    if group.form == "inf":
        return bool(head & {"avant", "pour", "sans"}) and units[at].low == ","
    if group.first and units[group.first - 1].low == ",":
        return True
    if "dont" in head and units[at].low == ",":
        return True
    if head & {"qui", "dont"}:
        return units[at].low == "," and outer.shape != "right"
    return bool(head & {"et", "mais", "tandis", "alors", "puis", "ou", "quand"})
