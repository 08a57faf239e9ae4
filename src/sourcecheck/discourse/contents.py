"""The extent of what is said: from the cue to the end of what its source is held to have said."""

from __future__ import annotations

from sourcecheck.discourse.cues import (
    AVOIR,
    CLITICS,
    DETERMINERS,
    ETRE,
    QUE,
    SUBJECT_CLITICS,
    aside_end,
    has_main_verb,
    is_finite,
    is_infinitive,
    source_kinds,
    verb_forms,
)
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import date_end
from sourcecheck.domain.discourse import CueKind, Quotation

_CONNECTORS = frozenset("mais et or car cependant toutefois ainsi donc enfin ensuite puis aussi quant tandis alors que "
                        "pourtant néanmoins par ailleurs en outre effet , même de plus également outre".split())
_NARRATOR_CONJ = (("alors", "que"), ("alors", "qu'"), ("tandis", "que"), ("tandis", "qu'"), ("avant", "de"), ("avant", "d'"), ("avant", "que"), ("avant", "qu'"),
                  ("après", "avoir"), ("en", "marge"), ("au", "micro"), ("avant", ","), ("ce", "que"), ("ce", "qu'"), ("après", "que"), ("après", "qu'"), ("pour", "qui"))
_LABELLING = frozenset("qualifier traiter taxer comparer caractériser".split())
_ADJUNCT = frozenset("lors dans devant sur à au aux après avant pendant depuis en ce hier lundi mardi mercredi jeudi vendredi "
                     "samedi dimanche par chez suite face alors tandis pour auprès via vis-à-vis dès selon".split())
_SUBORDINATE = frozenset("si s' lorsque lorsqu' quand depuis bien puisque puisqu' comme".split())
_BOUNDARY = frozenset(", et mais tandis alors puis ou avant en tout qui dont quand ( : pour sans".split())
_DASHES = frozenset({"–", "—", "-"})
_STOPS = frozenset({".", "?", "!", "…"})
SUMMARIES = frozenset(
    "annonce annonces décision décisions accusation accusations déclaration déclarations affirmation affirmations allégation allégations "
    "information informations chiffre chiffres promesse promesses proposition propositions demande demandes mesure mesures initiative "
    "initiatives thèse thèses version versions critique critiques reproche reproches propos position positions hypothèse hypothèses "
    "explication explications argument arguments menace menaces revendication revendications estimation estimations bilan analyse analyses "
    "constat conclusion conclusions lecture interprétation seuil objectif montant niveau délai échéance peine assertion assertions démenti aveu aveux requête requêtes".split()
)
_TOLD = frozenset(
    "jugé jugée jugés jugées qualifié qualifiée qualifiés qualifiées contesté contestée contestés contestées démenti démentie démentis démenties "
    "rejeté rejetée rejetés rejetées critiqué critiquée critiqués critiquées relativisé relativisée relativisés relativisées dénoncé dénoncée "
    "dénoncés dénoncées salué saluée salués saluées confirmé confirmée confirmés confirmées accueilli accueillie accueillis accueillies réfuté "
    "réfutée réfutés réfutées nié niée niés niées repris reprise reprises balayé balayée balayés balayées".split()
)
_OCCASIONS = frozenset({"lors", "devant", "via", "hier"})
_OCCASION_PHRASES = frozenset(tuple(words.split()) for words in (
    "à la suite", "à l' issue", "à l' occasion", "en marge", "au cours", "au lendemain", "au terme", "au micro", "dans un", "dans une", "sur x", "sur twitter",
    "sur facebook", "sur bfmtv", "sur franceinfo", "sur rtl", "en conférence", "dans les colonnes", "à propos", "au sujet", "auprès de", "auprès d'", "par la voix",
    "par voie", "à l' adresse", "à l' antenne", "sur son compte", "sur les réseaux", "à sa sortie", "à son arrivée", "en réaction", "en réponse", "sans plus",
    "sous couvert", "sous le", "sur le plateau", "à l' attention", "non sans", "sourire aux",
))
_QUESTIONED = frozenset(
    "interrogé interrogée interrogés interrogées cité citée cités citées joint jointe joints jointes contacté contactée contactés contactées "
    "invité invitée rencontré rencontrée rencontrés sollicité sollicitée présent présente présents venu venue venus visé visée accompagné accompagnée "
    "entouré entourée dépêché dépêchée".split()
)
_MEDIUMS = frozenset(
    "communiqué tweet message entretien interview lettre courrier courriel avis note vidéo allocution discours tribune publication post point conférence billet "
    "déclaration missive mail texto podcast".split()
)
_DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier interpellé interpellée via face".split())
_DENYING = frozenset("dément démentent démentait démentaient conteste contestent contestait contestaient nie nient niait niaient réfute réfutent réfutait récuse "
                     "récusent récusait rejette rejettent rejetait confirme confirment confirmait démenti contesté nié réfuté récusé rejeté confirmé".split())
_COUNTS = frozenset("compte comptent emploie emploient coûte abrite regroupe réunit rassemble totalise dure pèse".split())
_RELATIVES = frozenset("où qui que qu' dont lequel laquelle lesquels lesquelles".split())
_WORDING = frozenset("mots termes expression formule".split())


class Contents:
    """Content ranges in units of a period, half-open; several when an incise cuts the content."""

    def __init__(self, quoted: Quoted) -> None:
        self.quoted = quoted

    def ranges(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> list[tuple[int, int]]:
        if cue.shape == "quote":
            return [self._object_range(units, cue, cues)]
        if cue.shape == "attr":
            return [(cue.start, self._predicate_end(units, cue, cues))]
        if cue.shape == "right":
            return self._right(units, cue.start, cue, cues)
        return self._around(units, cue, cues)

    def _predicate_end(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> int:
        if cue.lemma != "voir":
            return self.right_end(units, cue.start, cue, cues, short=True)
        end = self.right_end(units, cue.start, cue, cues)
        for k in range(cue.start + 1, end):
            if units[k].low in {"et", "mais"} and k + 1 < end and is_finite(units[k + 1]):
                return k  # « y voit une menace et réclame »
            if units[k].low == ":" or (units[k].low == "," and k + 1 < end and units[k + 1].low == "qui"):
                return k
        return end

    def _object_range(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> tuple[int, int]:
        """The quoted object; with the noun phrase round it when the quoted words alone would say little."""
        start, end = cue.start, self._quotes_end(units, cue.start, cues)
        tail = end + (end < len(units) and units[end].low == ",")
        if tail < len(units) and units[tail].low == "qui" and cue.kind is CueKind.VERB:
            stop = self.right_end(units, start, cue, cues)
            later = [k for k in range(tail, min(stop, tail + 14)) if units[k].quotation >= 0]
            if later and not any(units[k].low in verb_forms() and units[k].pos == "VERB" for k in range(tail, later[0])):
                return start, later[-1] + 1
        quotation = self.quoted.quotations[units[start].quotation]
        if self._goes_on_with_infinitive(units, end, end + 1, quotation, cue):
            return start, self.right_end(units, start, cue, cues)
        predicate = cue.group is not None and "p" in cue.group.entry.frames
        if predicate and end + 1 < len(units) and units[end].low in {"à", "de", "d'"} and is_infinitive(units[end + 1]):
            return start, self.right_end(units, start, cue, cues)  # « se dit « prêt » à partir »
        labelled = cue.lemma in _LABELLING or (cue.group is not None and (cue.group.passive or cue.group.bare))
        if cue.kind is not CueKind.VERB or cue.group is None or self.quoted.words(quotation) > 4 or labelled:
            return start, end
        if units[start - 1].low == ":":
            return start, end
        if units[start - 1].low in {"se", "s'", "ne", "n'", "lui", "leur", "y", "en"} and start - 1 > cue.group.last:
            limit = self.right_end(units, start, cue, cues)
            return start - 1, limit
        limit = self.right_end(units, start, cue, cues)
        if self._goes_on_with_infinitive(units, end, limit, quotation, cue):
            return start, limit
        k = end
        if predicate and end + 1 < limit and units[end].low == "sur" and units[end + 1].low in DETERMINERS and tuple(u.low for u in units[end : end + 3]) not in _OCCASION_PHRASES:
            k = end + 2  # « se dit « prudente » sur cette piste »
        elif not predicate and not self.quoted.opens_with_infinitive(quotation) and end < limit and (units[end].low in {"de", "d'", "du", "des"} or units[end].pos == "DET"):
            limit = end  # « dénonce « un mépris total » de la direction »: the quoted words are all there is
        while k < limit and not (is_finite(units[k]) and units[k].low not in SUBJECT_CLITICS) and (units[k].low not in _ADJUNCT or (units[k].low == "en" and not units[k + 1 : k + 2][0].low.endswith("ant"))) and units[k].low not in {",", "et", "mais", ":", "—", "–"}:
            k = limit if units[k].low == "qui" else k + 1
        if units[start - 1].pos == "DET" and end < len(units) and units[end].pos == "ADP":
            k = end  # « a évoqué le « comportement étrange » de l'élu »
        begin = start
        marker = units[start - 1].low in {"de", "d'", "à"} and bool({"d", "a", "x"} & set(cue.group.entry.frames))
        if (cue.group.form != "pp" or not cue.group.passive) and not marker:
            j = start - 1
            while j > cue.group.last and units[j].pos in {"NOUN", "ADJ", "DET", "ADP", "NUM", "VERB", "ADV"} and units[j].low not in {"comme" if cue.lemma != "décrire" else "", "à", "par", "dans", "sur", "lors", "pour", "contre"}:
                j -= 1
            if any(units[i].pos == "NOUN" for i in range(j + 1, start)):
                begin = j + 1
                while begin < start and (units[begin].low in {"de", "d'"} or date_end(units, begin) > begin):
                    begin = max(begin + 1, date_end(units, begin), aside_end(units, begin))
                if not any(units[i].pos == "NOUN" for i in range(begin, start)) or units[j].low in {"dans", "lors", "par"}:
                    begin = start  # « évoque dans un message « un simple incident » »
        return begin, max(k, end)

    def _goes_on_with_infinitive(self, units: list[Unit], start: int, stop: int, quotation: Quotation, cue: Cue) -> bool:
        """« dit « regretter » le geste et ne pas vouloir en parler »: a second infinitive after the quoted one."""
        if cue.group is None or not {"i", "d", "a", "x"} & set(cue.group.entry.frames) or not self.quoted.opens_with_infinitive(quotation):
            return False
        for k in range(start, min(stop, len(units) - 1)):
            if units[k].low in {"et", "mais"}:
                if units[k + 1].low in {"de", "d'", "à"}:
                    k += 1
                again = units[k + 1].quotation
                if again >= 0 and self.quoted.opens_with_infinitive(self.quoted.quotations[again]):
                    return True  # « dit « espérer » la paix et « redouter » la suite »
                return is_infinitive(units[k + 1]) or (units[k + 1].low in {"ne", "n'", "se", "s'"} and any(is_infinitive(u) for u in units[k + 2 : k + 4]))
        return False

    def _quotes_end(self, units: list[Unit], start: int, cues: list[Cue]) -> int:
        """Coordinated quotations of one object: « « A », « B » et des « C » »."""
        end = start + 1
        k = end
        gap = 0
        while k < len(units) and gap <= 4:
            unit = units[k]
            if unit.quotation >= 0:
                end = k + 1
                gap = 0
            elif unit.low in {",", "et", "ou", "mais"} or unit.pos in {"DET", "ADP", "CCONJ"} or (unit.pos == "VERB" and unit.low.endswith("ant")):
                gap += 1
            else:
                break
            if any(c.first == k for c in cues):
                break
            k += 1
        return end

    def _right(self, units: list[Unit], start: int, cue: Cue, cues: list[Cue]) -> list[tuple[int, int]]:
        n = len(units)
        while start < n and units[start].low in {",", ":"}:
            start += 1
        skipped = next((c for c in cues if (c is not cue and c.shape == "incise" and c.first <= start < c.last) or (c is not cue and c.shape == "incise" and c.first == start)), None)
        if skipped is not None:
            start = skipped.last
            while start < n and units[start].low == ",":
                start += 1
        if start >= n:
            return []
        if units[start].quotation >= 0:
            stop = self._after_opening_quote(units, start, cue, cues)
            if stop is not None:
                return [(start, stop)]
        end = self.right_end(units, start, cue, cues)
        agent = cue.source if cue.group is not None and cue.group.passive else None
        if agent is not None and start < agent[0] - 1 < end and units[agent[0] - 1].low == "par":
            return [(start, agent[0] - 1), *([(agent[1], end)] if end - agent[1] > 2 else [])]  # « est accusé d'avoir menti par X »
        return self._cut(units, start, end, cue, cues)

    def _after_opening_quote(self, units: list[Unit], start: int, cue: Cue, cues: list[Cue]) -> int | None:
        """Where a content that opens with a quotation ends, or None if the clause goes on past it."""
        k = start + 1
        n = len(units)
        if k >= n or units[k].low in {".", ";", ")", "(", "!", "?", "…", ":"}:
            while k + 1 < n and units[k].low in {".", "!", "?", "…"} and units[k + 1].quotation >= 0:
                k += 2
            return k
        quotation = self.quoted.quotations[units[start].quotation]
        whole = self.quoted.has_verb(quotation) and self.quoted.words(quotation) >= 4
        if units[k].low in {",", "et", "mais", "ou"}:
            nxt = k + 1
            if units[k].low == "," and nxt < n and units[nxt].low in {"et", "mais", "ou"}:
                nxt += 1
            if nxt < n and (units[nxt].low in QUE or units[nxt].quotation >= 0):
                return None
            if any(c is not cue and c.clause <= nxt <= c.first for c in cues if c.clause >= 0):
                return k
            if units[k].low != "," and nxt < n and not whole:
                return None
            return k if whole or units[k].low == "," else None
        if whole and (units[k].low in _ADJUNCT or is_finite(units[k]) or units[k].low in {"qui", "—", "–", "-", "dixit"}):
            return k
        return None

    def right_end(self, units: list[Unit], start: int, cue: Cue, cues: list[Cue], short: bool = False) -> int:
        """One past the last unit of a content that begins at `start`."""
        n = len(units)
        limit = self._next_cue(units, start, cue, cues)
        if cue.infinitive and cue.group is not None and cue.group.bare and cue.first > 0 and units[cue.first - 1].pos in {"NOUN", "PROPN", "ADJ"}:
            limit = min(limit, _main_verb_of_noun(units, start, limit))
        subordinate = _in_opening_clause(units, cue)
        depth = 0
        for k in range(start, limit):
            word = units[k].low
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
                if depth < 0:
                    return k
            elif word == ";" or (word in _STOPS and k + 1 < n and units[k + 1].low not in {")", "."}):
                return k
            elif k == start:
                continue
            elif (word == ":" and k + 1 < n and units[k + 1].quotation >= 0 and self.quoted.is_utterance(units[k + 1].quotation)) or (word == "," and (
                (subordinate and k > start + 1) or _narrator_resumes(units, k, cue, start)
            )) or (short and word in {",", "qui", "lors", "après", "depuis", "par"}):
                return k
            if k > start + 2 and word == "ce" and units[k - 1].pos in {"NOUN", "PROPN", "ADJ"} and units[k + 1 : k + 2] and units[k + 1].low in QUE and (
                    any(u.low in _DENYING for u in units[k + 2 : k + 8])):
                return k  # « …, accuse X de mentir ce que celui-ci dément »
            if k > start + 1 and word in {"dans", "par", "lors", "devant", "via"} and _medium(units, k, limit):
                return k
            if cue.infinitive and self._leaves_infinitive(units, k):
                return k
            if word == "et" and cue.kind is CueKind.VERB and units[start - 1].low in QUE and _done_after_promised(units, start, k):
                return k
        return limit

    def _next_cue(self, units: list[Unit], start: int, cue: Cue, cues: list[Cue]) -> int:
        """Where another cue ends the content: its incise, or the clause it opens."""
        limit = len(units)
        for other in cues:
            if other is cue or other.first <= start:
                continue
            if other.shape == "incise":
                if other.kind is CueKind.INCISE and not other.anaphoric:
                    limit = min(limit, other.first)
            elif other.clause > start and units[other.clause].low in _BOUNDARY:
                limit = min(limit, other.clause)
        return limit

    def _leaves_infinitive(self, units: list[Unit], k: int) -> bool:
        """Whether the narrator goes on at `k` after a reported infinitive."""
        word = units[k].low
        if word in {"et", "mais"} and k + 2 < len(units) and units[k + 1].low == "en" and units[k + 2].low.endswith("ant"):
            return True
        if word in {"alors", "tandis"}:
            return (
                k + 2 < len(units) and units[k + 1].low in QUE and units[k + 2].low not in {"il", "elle", "ils", "elles"}
            )
        return word in {"et", "mais", "puis", "car", "puisque", ","} and self._main_verb_after(units, k + 1, word)

    def _clause_follows(self, units: list[Unit], k: int) -> bool:
        """Whether a new clause with a subject of its own begins at `k`: « …, les restes ont été retrouvés »."""
        if k >= len(units) or not (units[k].pos == "DET" or units[k].low in {"il", "elle", "ils", "elles", "rien", "personne", "aucun", "aucune", "nul", "cela", "tout"}):
            return False
        for j in range(k + 1, min(len(units), k + 8)):
            if is_finite(units[j]):
                return True
            if units[j].low in QUE | {",", "qui", "dont", "où", ";", ".", "et"} | _SUBORDINATE or units[j].quotation >= 0:
                return False
        return False

    def _main_verb_after(self, units: list[Unit], k: int, word: str) -> bool:
        """After an infinitive, « et » with a finite verb goes on from the main verb, not from what is said."""
        if word in {"car", "puisque"}:
            return units[k - 2].low == ","
        if word in {"mais", ",", "et", "puis"} and self._clause_follows(units, k):
            return True
        if word == ",":
            return False
        while k < len(units) and units[k].low not in verb_forms() and (units[k].low in CLITICS or units[k].pos == "ADV"):
            k += 1
        return k < len(units) and (is_finite(units[k]) or (units[k].low in verb_forms() and units[k].form == "Part" and units[k].low.endswith("é")))

    def _cut(self, units: list[Unit], start: int, end: int, cue: Cue, cues: list[Cue]) -> list[tuple[int, int]]:
        """Leave out the incises that stand inside a content."""
        ranges = []
        at = start
        for other in cues:
            if other is cue or other.shape != "incise" or not start < other.first < end:
                continue
            ranges.append((at, other.first))
            at = other.last
        ranges.append((at, end))
        return [(a, b) for a, b in ranges if a < b]

    def _around(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> list[tuple[int, int]]:
        """The content of an incise or of « selon X »: what stands before it, after it, or round it."""
        n = len(units)
        if any(other.shape == "incise" and other is not cue and other.last == cue.first for other in cues) and cue.kind is CueKind.PREPOSITION:
            return []  # « dit-il selon X »
        rivals = self._rival_figures(units, cue, cues)
        if rivals is not None:
            return [rivals]
        begin = self._left_begin(units, cue, cues)
        left_end = cue.first
        while left_end > begin and units[left_end - 1].low in {",", "(", "–", "—", "-"}:
            left_end -= 1
        after = cue.last
        comma_after = after < n and units[after].low in {",", "–", "—", ")"}
        right = after + comma_after
        quote_left = left_end > begin and units[left_end - 1].quotation >= 0
        left_units = units[begin:left_end]
        has_left = any(u.quotation >= 0 or is_finite(u) for u in left_units)
        if cue.kind is CueKind.PREPOSITION and self._opens_clause(units, cue, begin, left_end, has_left):
            semicolon = next((k for k in range(right, n - 1) if units[k].low == ";"), None)
            if semicolon is not None and units[semicolon + 1].quotation >= 0 and not any(is_finite(u) for u in units[right:semicolon]):
                right = semicolon + 1
            return self._right(units, right, cue, cues)
        if left_end > begin and units[left_end - 1].low in _RELATIVES and cue.kind is CueKind.INCISE:
            return self._right(units, right, cue, cues)  # « une vidéo où, disait-elle, on voit… »
        if cue.kind is CueKind.PREPOSITION and quote_left and left_end == cue.first and self._quoted_apposition(units, cue, begin):
            return [(left_end - 1, left_end)]
        if cue.kind is CueKind.PREPOSITION and self._aside_quote(units, cue, right):
            return [(cue.first - 1, cue.first)] if units[cue.first - 1].quotation >= 0 else [(right, self._quotes_end(units, right, cues))]
        aside = self._aside(units, cue, begin, left_end)
        if aside is not None:
            return [aside] if units[after].low == "," else [aside, *((a, b) for a, b in [(right, next(k for k in range(right, n) if units[k].low == ","))] if a < b)]
        if cue.kind is CueKind.PREPOSITION and self._figures(units, cue, cues):
            start = self._figure_start(units, begin, left_end)
            verbal = units[start].low in verb_forms() or units[start].pos in {"VERB", "AUX"}
            if left_end - start <= 9 and start > begin and not verbal and units[start - 1].low != "et" and any(u.low[:1].isdigit() for u in units[start:left_end]) and not any(is_finite(u) for u in units[start:left_end]):
                return [(start, left_end)]
        if not has_left:
            if begin == left_end and cue.kind is CueKind.INCISE and units[cue.first].low == "comme" and len(cues) > 1:
                return []
            if begin == left_end:
                return self._right(units, right, cue, cues)
            if cue.kind is CueKind.INCISE and begin < left_end and not any(is_finite(u) or u.quotation >= 0 for u in units[right:]):
                return [(begin, left_end)]  # « Séisme : pas de victime, dit la police »
            ends_here = right >= n or units[after].low in {".", ";", ")"} or units[right].low in {"qui", "dont", "où"}
            if ends_here or self._figures(units, cue, cues):
                return [(self._figure_start(units, begin, left_end), left_end)]
            rights = self._right(units, right, cue, cues)
            return [(begin, left_end), *rights]
        fronted = next((k for k in range(begin, left_end) if units[k].quotation >= 0), None)
        if fronted is not None and fronted > begin + 1 and units[fronted - 1].low == "," and self._fronted_circumstance(units, begin, fronted):
            begin = fronted  # « Dans un communiqué, « la route est fermée », indique X »
            left_units = units[begin:left_end]
        if quote_left and (units[cue.first].low == "comme" or (cue.source is not None and units[cue.source[0]].low in {"les", "l'", "la"} and units[cue.source[0] + 1].low in _WORDING)):
            return [(left_end - 1, left_end)]
        ranges = [(begin, left_end)]
        if right < n and is_finite(units[right]) and units[right].low not in SUBJECT_CLITICS and not any(c.first <= right < c.last for c in cues):
            return [*ranges, *self._right(units, right, cue, cues)]
        if quote_left:
            only = begin == left_end - 1 or all(u.quotation >= 0 or u.low in {",", ".", "et", "mais"} for u in left_units)
            if right < n and units[right].quotation >= 0 and comma_after:
                end = self._quotes_end(units, right, cues)
                if not only or not self._closed(units[left_end - 1]):
                    return [*ranges, (right, end)]
                return [*ranges, (right, end)]
            return ranges
        if comma_after and units[cue.first - 1].low in {",", "–", "—"} if cue.first else False:
            if right < n and not self._breaks(units, right, cue, cues):
                ranges.extend(self._right(units, right, cue, cues))
        elif right < n and not comma_after and units[right].pos in {"VERB", "AUX"} and units[right].form != "Part":
            ranges.extend(self._right(units, right, cue, cues))
        return ranges

    @staticmethod
    def _aside(units: list[Unit], cue: Cue, begin: int, left_end: int) -> tuple[int, int] | None:
        """« Le car, parti de Tunis d'après l'agence, a dévalé la pente », « Loin d'être ruinés comme le dit X, ils… »: only the
        insertion is the source's."""
        likened = cue.kind is CueKind.INCISE and units[cue.first].low == "comme"
        if not (likened or cue.kind is CueKind.PREPOSITION) or units[cue.first - 1].low == ",":
            return None
        comma = next((k for k in range(left_end - 1, max(begin, left_end - 14), -1) if units[k].low == ","), begin - 1)
        if any(is_finite(u) or u.quotation >= 0 for u in units[begin:left_end]):
            return None
        closing = next((k for k in range(cue.last, min(len(units), cue.last + 8)) if units[k].low == ","), None)
        if closing is None or not any(is_finite(u) for u in units[closing + 1 : closing + 5]):
            return None
        if units[comma + 1].low == "loin" and units[comma + 2].low in {"de", "d'"}:
            return comma + 3, left_end
        if comma <= begin:
            return None
        head = comma + 1 + (units[comma + 1].low in {"tous", "toutes", "tout", "déjà", "alors", "pourtant"} or units[comma + 1].pos == "ADV")
        told = head < left_end and units[head].pos in {"ADJ", "VERB", "NOUN"} and not units[head].cap and not is_infinitive(units[head])
        return (comma + 1, left_end) if told else None

    def _rival_figures(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> tuple[int, int] | None:
        """« 5 000 personnes selon la police, 20 000 selon les syndicats »: each figure is its own source's."""
        if cue.kind is not CueKind.PREPOSITION:
            return None
        beside = [c for c in cues if c.kind is CueKind.PREPOSITION and c.shape == "incise"]
        at = beside.index(cue) if cue in beside else -1
        if at < 0 or len(beside) < 2:
            return None
        end = cue.first
        while end and units[end - 1].low in {",", "("}:
            end -= 1
        if at > 0 and (own := _bare_figure(units, beside[at - 1].last, end)) is not None:
            return own
        if at + 1 == len(beside):
            return None
        following = beside[at + 1]
        stop = following.first
        while stop and units[stop - 1].low in {",", "("}:
            stop -= 1
        if _bare_figure(units, cue.last, stop) is None or not any(_counts(u) for u in units[max(0, end - 6) : end]):
            return None
        begin = self._left_begin(units, cue, cues)
        for k in range(end - 1, max(begin, end - 7), -1):
            if units[k].low in {"entre", "de"} and _counts(units[k + 1]):
                return k + 1, end
        start = self._figure_start(units, begin, end)
        return (begin, end) if any(is_finite(u) for u in units[start:end]) else (start, end)

    def _quoted_apposition(self, units: list[Unit], cue: Cue, begin: int) -> bool:
        """« Il soumet le texte au vote, une règle « conforme » aux dires de X », « Une règle « conforme » selon X a été cassée »: the
        narrator names the thing, the quoted words alone are the source's."""
        start = next((k + 1 for k in range(cue.first - 1, begin, -1) if units[k].low == ","), begin)
        if any(is_finite(u) for u in units[start : cue.first]) or self.quoted.has_verb(self.quoted.quotations[units[cue.first - 1].quotation]):
            return False
        if start == cue.first - 1 or not any(u.pos == "NOUN" for u in units[start : cue.first - 1]):
            return False
        resumes = cue.last < len(units) and is_finite(units[cue.last])
        return resumes or (start > begin and any(is_finite(u) for u in units[begin:start]))

    def _fronted_circumstance(self, units: list[Unit], begin: int, quote: int) -> bool:
        if not self.quoted.has_verb(self.quoted.quotations[units[quote].quotation]):
            return False
        opens = units[begin].pos in {"ADP", "ADV"} or units[begin].low in _DAYS or date_end(units, begin) > begin or units[begin].low in {"interrogé", "interrogée", "contacté", "contactée", "joint", "jointe"}
        return opens and not any(is_finite(u) or u.quotation >= 0 or u.low in {"selon", "pour"} for u in units[begin:quote])

    def _aside_quote(self, units: list[Unit], cue: Cue, right: int) -> bool:
        """« Le texte, « bâclé » selon elle, sera voté », « il est parti, selon lui « contraint » »: the words set apart are all there is."""
        before = cue.first - 1
        if before > 0 and units[before].quotation >= 0:
            inside = right <= len(units) and right > cue.last and any(is_finite(u) for u in units[right : right + 4])
            return units[before - 1].low == "," and inside and not self.quoted.has_verb(self.quoted.quotations[units[before].quotation])
        return before > 1 and units[before].low == "," and right == cue.last and right < len(units) and units[right].quotation >= 0 and any(
            is_finite(u) for u in units[:before])

    def _closed(self, unit: Unit) -> bool:
        return self.quoted.quotations[unit.quotation].inner.of(self.quoted.text).endswith((".", "!", "?", "…"))

    def _opens_clause(self, units: list[Unit], cue: Cue, begin: int, left_end: int, has_left: bool) -> bool:
        k = cue.first - 1
        if k >= 0 and units[k].low == ",":
            k -= 1
        if k < begin:
            return True
        if all(u.low in _CONNECTORS or u.pos in {"ADV", "CCONJ", "SCONJ"} for u in units[begin:left_end]):
            return True
        return units[k].low == "qui" or (has_left and units[k].low in {"et", "mais", "que", "qu'", "car", "où", "or"}) or (
            cue.cue[1] - cue.cue[0] == 1 and units[cue.first].low == "pour" and cue.last < len(units) - 1)

    def _breaks(self, units: list[Unit], right: int, cue: Cue, cues: list[Cue]) -> bool:
        if units[right].low == "pour" and right + 1 < len(units) and units[right + 1].low in {"qui", "lequel", "laquelle", "lesquels"}:
            return True
        word = units[right].low
        open_ = units[cue.first - 2] if cue.first > 1 and units[cue.first - 1].low == "," else None
        if open_ is not None and cue.kind is CueKind.PREPOSITION and (open_.low in ETRE | AVOIR or open_.pos in {"DET", "ADP"}):
            return False  # « Le texte est, de l'aveu du ministre, imparfait »
        if word.endswith("ant") and word in verb_forms():
            return True  # « …, a-t-il dit, confirmant une information de X »
        if word in {"sans", "avant", "tout"} and any(u.low in verb_forms() and (is_infinitive(u) or u.low.endswith("ant")) for u in units[right + 1 : right + 3]):
            return True
        if self._circumstance(units, right):
            return True
        if cue.kind is CueKind.PREPOSITION and units[right].low == "et" and self._clause_follows(units, right + 1):
            return True  # « …, selon l'hôpital, et le trafic a repris »
        if units[right].low in {"qui", "tandis", "alors", "mais", "dont", "où", "ce"}:
            return True
        return any(c is not cue and c.clause >= 0 and cue.last - 1 <= c.clause <= right for c in cues)

    @staticmethod
    def _circumstance(units: list[Unit], right: int) -> bool:
        """« …, a-t-il dit, lors d'un point de presse », « …, a dit X, cité par l'agence »: how it was said, or who says it."""
        words = tuple(u.low for u in units[right : right + 3])
        left = len(units) - right - (units[-1].low == ".")
        if left > 0 and max(aside_end(units, right), date_end(units, right)) >= right + left:
            return True
        if 0 < left <= 4 and (units[right].pos == "ADJ" or units[right].form == "Part" or (units[right].pos == "ADV" and left > 1 and (
                units[right + 1].pos == "ADJ" or units[right + 1].form == "Part"))):
            return True  # « …, a annoncé le procureur, visiblement ému »
        if not (words[0] in _OCCASIONS or words[:2] in _OCCASION_PHRASES or words in _OCCASION_PHRASES or (
            units[right].form == "Part" and words[0] in _QUESTIONED) or words[0] in source_kinds() or (
            words[0] in {"de", "du", "des", "d'"} and any(u.cap for u in units[right + 1 : right + 3]))):
            return False  # « …, indique le ministère de la Pêche, de l'Eau et des Forêts »
        return not has_main_verb(units[right:], len(units) - right)

    def _figures(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> bool:
        if units[cue.first - 1].low == ",":
            return False
        return any(u.pos == "NUM" or u.low[:1].isdigit() for u in units[max(0, cue.first - 8) : cue.first])

    def _figure_start(self, units: list[Unit], begin: int, end: int) -> int:
        for k in range(end - 1, begin, -1):
            if units[k].low in {",", "(", "et"}:
                verbal = units[k].low == "," and k + 2 < end and units[k + 1].low in _COUNTS and units[k + 2].pos == "NUM"
                return begin if verbal else k + 1  # « Le club, fondé en 1978, compte 210 licenciés »
        return begin

    def _left_begin(self, units: list[Unit], cue: Cue, cues: list[Cue]) -> int:
        begin = 0
        for k in range(cue.first - 1, -1, -1):
            word = units[k].low
            if word == ";" or word == ":" or (word == "(" and k < cue.first - 1 and not any(units[i].low == ")" for i in range(k, cue.first))):
                begin = k + 1
                break
            if units[k].quotation >= 0 and units[k + 1].cap and self._closed(units[k]):
                begin = k + 1  # « … fini. » À ses yeux, …
                break
            if 0 < k < 14 and k < cue.first and word in _DASHES and _dateline(units, k):
                begin = k + 1
                break
            if word in {".", "!", "?"} and k < cue.first - 2 and (units[k + 1].cap or (units[k + 1].quotation >= 0 and not all(u.quotation >= 0 or u.low in _STOPS for u in units[:k]))):
                begin = k + 1
                break
        for other in cues:
            if other is cue or other.first >= cue.first:
                continue
            if other.shape != "incise" or other.last > cue.first:
                continue
            said = any(u.quotation >= 0 or is_finite(u) for u in units[other.last : cue.first])
            if said or (cue.kind is not CueKind.INCISE and self._figures(units, cue, cues)):
                begin = max(begin, other.last)
        while begin < cue.first and units[begin].low in {",", ".", ")", "-", "–"}:
            begin += 1
        return begin


def _counts(unit: Unit) -> bool:
    return unit.pos == "NUM" or unit.low[:1].isdigit() or unit.low in {"double", "triple", "moitié", "quart", "tiers", "dizaine", "centaine", "millier"}


def _bare_figure(units: list[Unit], start: int, end: int) -> tuple[int, int] | None:
    """A figure with what it counts and nothing else between `start` and `end`: « , et 20 000 personnes »."""
    while start < end and units[start].low in {",", ")", "et", "à", "contre", "mais", "ou", "puis", "voire"}:
        start += 1
    inside = units[start:end]
    if not inside or len(inside) > 8 or not any(_counts(u) for u in inside[:4]):
        return None
    if any(is_finite(u) or u.quotation >= 0 or u.low in {",", ";", ".", ":", "qui", "que"} for u in inside):
        return None
    return start, end


def _dateline(units: list[Unit], dash: int) -> bool:
    """« DAKAR, 12 mai (APS) – », « 15h45 – »: where and when, before the story begins."""
    head = units[:dash]
    closed = dash > 1 and head[-1].low == ")"
    timed = dash <= 3 and head[0].low[:1].isdigit()
    return (closed or timed or (dash <= 3 and head[0].cap and head[0].end - head[0].start > 2 and all(u.cap for u in head))) and not any(
        is_finite(u) or u.quotation >= 0 for u in head)


def _speech_word(units: list[Unit], k: int) -> bool:
    while k < len(units) and units[k].low not in verb_forms() and (units[k].low in CLITICS or units[k].pos == "ADV" or units[k].low in {",", "d'", "de"}):
        k += 1
    return k < len(units) and units[k].low in verb_forms()


def _in_opening_clause(units: list[Unit], cue: Cue) -> bool:
    """« Si le maire assure que…, », « Affirmant que…, »: the content ends with the clause that opens the sentence."""
    opens = units[0].low in _SUBORDINATE or (
        units[0].low in {"même", "alors", "bien", "tandis", "après"}
        and len(units) > 1 and units[1].low in {"si", "que", "qu'", "s'"}
    )
    gerund = cue.group is not None and cue.group.form == "ger" and cue.first <= 1
    return (opens or gerund) and not any(units[k].low == "," for k in range(cue.cue[0]))


def _sums_up(units: list[Unit], k: int) -> bool:
    """« …, une annonce jugée insuffisante », « …, chiffres contestés par X »: the narrator names what was said."""
    n = len(units)
    noun = k + (units[k].low in {"un", "une", "des"})
    if noun + 1 >= n or units[noun].low not in SUMMARIES:
        return False
    after = noun + 1
    while after < n - 1 and units[after].pos in {"ADJ", "ADV"} and units[after].low not in _TOLD:
        after += 1
    word = units[after].low
    return word in _TOLD or word in {"qui", "que", "qu'", "dont", "à", "par"}


def _main_verb_of_noun(units: list[Unit], start: int, limit: int) -> int:
    """« L'homme accusé d'avoir volé le car s'est dit innocent »: where the verb of « l'homme » begins."""
    subordinate = False
    for k in range(start, limit):
        if units[k].low in {"qui", "que", "qu'", "dont", "où", "lorsque", "quand", "alors", "si"}:
            subordinate = True
        elif is_finite(units[k]):
            if subordinate:
                subordinate = False
                continue
            while k > start and (units[k - 1].low in CLITICS or units[k - 1].low in {"ne", "n'"}):
                k -= 1
            return k
    return limit


def _medium(units: list[Unit], k: int, limit: int) -> bool:
    """« …, dans un communiqué diffusé mardi » at the end: where it was said."""
    noun = k + 1
    while noun < limit and (units[noun].pos in {"DET", "ADJ"} or units[noun].low in {"d'", "de"}):
        noun += 1
    if noun == k + 1 or noun >= limit or units[noun].low not in _MEDIUMS:
        return False
    rest = units[noun:limit]
    return len(rest) <= 14 and not any(is_finite(u) or u.quotation >= 0 for u in rest)


def _done_after_promised(units: list[Unit], start: int, et: int) -> bool:
    """« assure que l'école rouvrira et | a quitté la salle »: what is done goes on from the narrator's verb, not from what will be."""
    k = et + 1
    while k < len(units) and units[k].low in CLITICS:
        k += 1
    if k + 1 >= len(units) or units[k].low not in {"a", "ont", "est", "sont"} or units[k + 1].form != "Part":
        return False
    verbs = [u for u in units[start:et] if is_finite(u)]
    return bool(verbs) and all(u.low.endswith(("ra", "ront", "rait", "raient")) for u in verbs)


def _but(units: list[Unit], comma: int, cue: Cue, start: int) -> bool:
    """« dit que l'eau est pure, mais trois analyses ont montré… »: the narrator objects."""
    if units[comma + 1].low != "mais" or cue.kind is not CueKind.VERB or units[start - 1].low not in QUE or comma + 3 >= len(units):
        return False
    first = units[comma + 2]
    if first.low in QUE or first.pos in {"ADP", "SCONJ"} or first.quotation >= 0:
        return False
    return any(is_finite(u) for u in units[comma + 2 : comma + 14])


def _finite_at(units: list[Unit], k: int) -> bool:
    """Whether a finite verb stands at `k`, its clitics and « et », « mais » before it passed over; the subject is further back."""
    if units[k].low in {"et", "mais", "puis"}:
        k += 1
    while k < len(units) and (units[k].low in CLITICS or units[k].low in {"ne", "n'"} or units[k].pos == "ADV"):
        k += 1
    return k < len(units) and is_finite(units[k]) and not (k + 1 < len(units) and units[k + 1].low in SUBJECT_CLITICS)


def _narrator_resumes(units: list[Unit], comma: int, cue: Cue, start: int) -> bool:
    """Whether the words after a comma are the narrator's again."""
    n = len(units)
    if comma + 1 >= n:
        return False
    following = units[comma + 1]
    if comma + 2 < n and (following.low, units[comma + 2].low) in _NARRATOR_CONJ:
        if following.low == "ce":
            return any(_speech_word(units, k) for k in range(comma + 3, min(n, comma + 7)))
        later = cue.infinitive and units[comma + 2].low in QUE
        return following.low != "avant" or later or comma + 3 >= n or _speech_word(units, comma + 3)
    if comma == start + 1:
        return False
    if _sums_up(units, comma + 1) or _but(units, comma, cue, start):
        return True
    if tuple(u.low for u in units[comma + 2 :][:8])[-4:-1] == ("à", "l'", "appui"):
        return True
    if following.low in QUE and (following.pos == "PRON" or cue.infinitive):
        return True
    relative = cue.kind in {CueKind.PREPOSITION, CueKind.INCISE} and ((cue.shape == "right" and cue.kind is CueKind.PREPOSITION) or (
        cue.first > 1 and units[cue.first - 1].low == "," and units[cue.first - 2].low == "qui"))
    told = cue.source[0] if cue.source is not None and cue.group is not None and cue.source[1] == cue.group.first else 0
    relative = relative or (told > 1 and units[told - 1].low in QUE and units[told - 2].low == ",")  # « Les primes, que X dit avoir versées, »
    embedded = relative or (cue.group is not None and (
        cue.group.form == "ger" or (cue.first > 0 and units[cue.first - 1].low in {"qui", "qu'"}) or (
            cue.source is not None and cue.source[0] > 0 and units[cue.source[0] - 1].low == "dont") or (cue.group.bare and cue.first > 0 and units[cue.first - 1].low == ",")
    ))
    return embedded and _finite_at(units, comma + 1)
