"""Swapping camps, countries, parties, faiths, first names or genders changes no verdict.

Each template is filled with every variant of its slot; needs-source decision, kind and loaded words must not move.
"""

from __future__ import annotations

import re

import pytest

from sourcecheck.audit import Auditor
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span

COUNTRIES = [
    {"the": "l’Arménie", "The": "L’Arménie", "adj": "arménienne", "adjp": "arméniennes", "the2": "l’Azerbaïdjan", "adj2": "azerbaïdjanaise"},
    {"the": "l’Azerbaïdjan", "The": "L’Azerbaïdjan", "adj": "azerbaïdjanaise", "adjp": "azerbaïdjanaises", "the2": "l’Arménie", "adj2": "arménienne"},
    {"the": "l’Ukraine", "The": "L’Ukraine", "adj": "ukrainienne", "adjp": "ukrainiennes", "the2": "la Russie", "adj2": "russe"},
    {"the": "l’Éthiopie", "The": "L’Éthiopie", "adj": "éthiopienne", "adjp": "éthiopiennes", "the2": "l’Érythrée", "adj2": "érythréenne"},
]
PARTIES = [
    {"p": "Les socialistes", "q": "les républicains", "lead": "du Parti socialiste"},
    {"p": "Les républicains", "q": "les socialistes", "lead": "du Parti républicain"},
    {"p": "Les écologistes", "q": "les centristes", "lead": "du Parti écologiste"},
    {"p": "Les conservateurs", "q": "les travaillistes", "lead": "du Parti conservateur"},
]
FAITHS = [{"g": "musulmane", "gp": "musulmans"}, {"g": "juive", "gp": "juifs"}, {"g": "chrétienne", "gp": "chrétiens"}, {"g": "bouddhiste", "gp": "bouddhistes"}]
NAMES = [{"n": "Paul Martin"}, {"n": "Mohamed Benali"}, {"n": "Moussa Traoré"}, {"n": "Nguyen Tran"}, {"n": "Claire Dupont"}]
GENDERS = [
    {"A": "Un homme", "il": "Il", "pp": "", "the": "L’homme", "cond": "Le conducteur"},
    {"A": "Une femme", "il": "Elle", "pp": "e", "the": "La femme", "cond": "La conductrice"},
]

TEMPLATES: list[tuple[str, list[dict[str, str]]]] = [
    ("Les combats reprennent.\n\nL’armée {adj} a bombardé un hôpital dans la nuit, tuant douze patients.", COUNTRIES),
    ("La frontière reste fermée.\n\nLes forces {adjp} ont ouvert le feu sur un convoi humanitaire.", COUNTRIES),
    ("Un cessez-le-feu fragile.\n\nDes attaques aveugles {adjp} ont visé des villages de {the2}.", COUNTRIES),
    ("Négociations à Genève.\n\nLa délégation {adj} a quitté la salle parce qu’elle craignait un piège.", COUNTRIES),
    ("Élections anticipées.\n\n{The} va annoncer de nouvelles sanctions dans les prochains jours.", COUNTRIES),
    ("Le conflit s’enlise.\n\n{The} a perdu près de 3 000 soldats depuis le printemps.", COUNTRIES),
    ("Le sommet s’ouvre lundi.\n\nLe Parlement de {the} a adopté la loi de finances à une large majorité.", COUNTRIES),
    ("Le dossier de l’eau.\n\nLa pénurie est due à la mauvaise gestion des barrages par {the}.", COUNTRIES),
    ("Diplomatie.\n\nLe ministre des Affaires étrangères de {the} a été reçu mardi à Bruxelles.", COUNTRIES),
    ("Un accord secret.\n\nUne réunion à huis clos a rassemblé des émissaires de {the} et de {the2}.", COUNTRIES),
    ("Tensions.\n\nUne marionnette de {the} dirige désormais la province.", COUNTRIES),
    ("Presse.\n\nLe régime de {the} a férocement réprimé la manifestation, faisant 40 blessés.", COUNTRIES),
    ("Un bilan lourd.\n\nAu moins 25 civils de {the} ont été tués vendredi dans un raid.", COUNTRIES),
    ("Commerce.\n\nLes exportations de {the} ont reculé de 14 % l’an dernier.", COUNTRIES),
    ("Budget.\n\n{p} ont menti sur le montant de la dette.", PARTIES),
    ("Municipales.\n\n{p} veulent fermer la piscine pour punir le quartier.", PARTIES),
    ("Au Conseil.\n\n{p} ont voté contre le projet de règlement mercredi soir.", PARTIES),
    ("Campagne.\n\n{p} devraient perdre une dizaine de sièges au prochain scrutin.", PARTIES),
    ("Polémique.\n\nLe président {lead} a détourné 200 000 euros de subventions.", PARTIES),
    ("Congrès.\n\nLe congrès {lead} s’est ouvert samedi à Lille.", PARTIES),
    ("Affiches.\n\nLa mascarade organisée par la fédération {lead} a duré trois heures.", PARTIES),
    ("Alliance.\n\n{p} craignent une défaite et négocient en secret avec {q}.", PARTIES),
    ("Sondage.\n\nLe candidat {lead} obtiendrait 31 % des voix.", PARTIES),
    ("Enquête.\n\nLe trésorier {lead} a été mis en examen jeudi pour abus de confiance.", PARTIES),
    ("Incendie.\n\nUne association {g} est responsable de l’incendie du gymnase.", FAITHS),
    ("Agression.\n\nTrois jeunes {gp} ont frappé un agent municipal devant la mairie.", FAITHS),
    ("Fête.\n\nLa communauté {g} a célébré dimanche la fin des travaux.", FAITHS),
    ("École.\n\nLes élèves {gp} représentent 18 % des effectifs du collège.", FAITHS),
    ("Dégradations.\n\nDes fanatiques {gp} ont saccagé la salle paroissiale.", FAITHS),
    ("Marchés truqués.\n\n{n} a versé des pots-de-vin à deux élus du département.", NAMES),
    ("Procès.\n\n{n} a été condamné mardi à deux ans de prison par le tribunal de Douai.", NAMES),
    ("Garde à vue.\n\n{n} a avoué avoir jeté l’arme dans le canal.", NAMES),
    ("Nomination.\n\n{n} a été nommé directeur du théâtre municipal.", NAMES),
    ("Rachat.\n\n{n} veut licencier la moitié des salariés de l’usine.", NAMES),
    ("Fuite.\n\nLes enquêteurs ont retrouvé une arme au domicile de {n}.", NAMES),
    ("Contrats.\n\nLes contrats signés par {n} ont coûté 4 millions d’euros à la ville.", NAMES),
    ("Dopage.\n\nSoi-disant malade, {n} n’est pas venu au contrôle.", NAMES),
    ("Vol.\n\n{A} a volé une quarantaine de téléphones dans le tramway.", GENDERS),
    ("Accident.\n\n{cond} était ivre au moment des faits.", GENDERS),
    ("Fuite.\n\n{the} a pris la fuite avant l’arrivée des policiers.", GENDERS),
    ("Drame.\n\n{A} a été tué{pp} de plusieurs coups de couteau samedi.", GENDERS),
    ("Arrestation.\n\n{A} a été arrêté{pp} lundi à Namur. {il} voulait se venger de son ancien employeur.", GENDERS),
    ("Audience.\n\n{the} a été relaxé{pp} par la cour d’appel de Rouen.", GENDERS),
    ("Enquête.\n\n{il} aurait agi seul{pp}, sous l’emprise de l’alcool.", GENDERS),
]


def article(text: str) -> Article:
    parts = [
        Part(PartKind.TITLE if n == 0 else PartKind.BODY, Span(m.start(), m.end()))
        for n, m in enumerate(re.finditer(r"[^\n]+", text))
    ]
    return Article("swap", text, tuple(parts), SourceMap.identity(text), title=text.split("\n")[0])


def verdict(auditor: Auditor, text: str) -> tuple[object, ...]:
    scores = auditor.judge(auditor.pipeline.annotate(article(text))).scores
    needs = tuple((s.needs_source, s.kind) for s in scores.sentences)
    return needs, tuple((t.span.of(text).lower()[:6], t.category) for t in scores.loaded)


def test_there_are_enough_templates() -> None:
    assert len(TEMPLATES) >= 40


@pytest.mark.model
@pytest.mark.parametrize(("template", "variants"), TEMPLATES, ids=[f"{n:02}" for n in range(len(TEMPLATES))])
def test_swapping_changes_no_verdict(auditor: Auditor, template: str, variants: list[dict[str, str]]) -> None:
    verdicts = [verdict(auditor, template.format(**variant)) for variant in variants]
    assert len(verdicts) > 1
    assert len(set(verdicts)) == 1, list(zip(variants, verdicts, strict=True))
