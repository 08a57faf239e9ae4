"""The same constructions through the real parser; sentences written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

CASES = [
    # « selon » of variation is no source
    ("Le prix d'un billet varie de 10 à 90 euros selon les saisons et les gares.", []),
    # « l'entendre » may be the verb of the clause
    ("Le maire a quitté la salle avant la commission, qui s'apprêtait à l'entendre sur le contrat.", []),
    # a relative clause after an object is no reported clause
    ("La direction a proposé une prime de 900 euros, que les élus ont refusée.", []),
    # the same words are presented once
    ("Le club dément : d'après son gérant, le car avait passé la visite en mai.",
     [("indirect", "le car avait passé la visite en mai")]),
    # what was said is over where the narrator tells of the saying
    ("Deux hommes ont pris la fuite, a-t-il ajouté, confirmant une information de la radio.",
     [("indirect", "Deux hommes ont pris la fuite")]),
    # a verb that governs the reporting one
    ("« Nous restons ouverts au dialogue », a osé répondre le porte-parole, Jean Martens.",
     [("direct", "Nous restons ouverts au dialogue")]),
    # an agency before the subject
    ("« Il tient bon », a confié à l'agence Reuters son épouse, Amel Gharbi.", [("direct", "Il tient bon")]),
    ("Le dossier est « incomplet et mal daté », peut-on lire dans le rapport.",
     [("mixed", "Le dossier est « incomplet et mal daté »")]),
    # the infinitive asked for stands between the marks
    ("Le président sortant a invité sa rivale à « respecter le verdict des urnes ».",
     [("direct", "respecter le verdict des urnes")]),
    # the narrator sums up what was announced
    (
        "Le ministre a promis de débloquer 40 millions d'euros, une annonce jugée « insuffisante » par les élus.",
        [("indirect", "débloquer 40 millions d'euros"), ("direct", "insuffisante")],
    ),
    # an adverbial phrase between verb and subject
    ("Le dossier est clos, assure de son côté la direction de l'hôpital.", [("indirect", "Le dossier est clos")]),
    # a subject pronoun that contrasts
    ("Lui affirme ne rien devoir à personne.", [("indirect", "ne rien devoir à personne")]),
    # a verb tagged as a participle after an apposition
    ("Le gérant, Paul Sarrat, dit vouloir rouvrir avant l'été.", [("indirect", "vouloir rouvrir avant l'été")]),
    # accusations that go both ways
    ("Les deux partis s'accusent de trahir l'accord.", [("indirect", "trahir l'accord")]),
    # whoever « à l'entendre » takes up
    ("Le patron va plus loin : à l'entendre, l'État a vendu la mer.", [("indirect", "l'État a vendu la mer")]),
    # « y voit » with a quotation
    ("Le texte passe mal : la droite y voit « une usine à gaz ».", [("direct", "une usine à gaz")]),
    # words quoted within quoted words
    (
        "« Elle me répétait : “On ne quitte pas une maison.” J'ai mis vingt ans à comprendre », dit la romancière Anne Roux.",
        [
            ("direct", "Elle me répétait : “On ne quitte pas une maison.” J'ai mis vingt ans à comprendre"),
            ("direct", "On ne quitte pas une maison."),
        ],
    ),
    # two sentences between straight quotation marks
    (
        'Les analystes parlent d\'une "douche froide". "Nous attendions un ralentissement", écrit leur directeur, Daniel Frei.',
        [("direct", "douche froide"), ("direct", "Nous attendions un ralentissement")],
    ),
    # no verb announces the words
    ("Même son de cloche chez le docteur Paul Serre : « Nous sommes trois pour huit postes. »",
     [("direct", "Nous sommes trois pour huit postes.")]),
    # « assurer » is to provide, too
    ("La mairie a tout fait pour assurer le « vivre ensemble ».", []),
    ("Le maire l'assure : la piscine rouvrira avant l'été.", [("indirect", "la piscine rouvrira avant l'été")]),
    (
        "« Les travaux dureront six mois », a précisé lundi à l'AFP le directeur de cabinet du préfet, Jean Dubois.",
        [("direct", "Les travaux dureront six mois")],
    ),
    (
        "Le procureur a fait savoir que le corps avait été identifié, ajoutant qu'une autopsie serait pratiquée.",
        [("indirect", "le corps avait été identifié"), ("indirect", "une autopsie serait pratiquée")],
    ),
    (
        "L'hôpital affirme de son côté avoir respecté le protocole et se dit « à la disposition de la justice ».",
        [("indirect", "avoir respecté le protocole"), ("direct", "à la disposition de la justice")],
    ),
    (
        "Le Premier ministre s'est dit convaincu que la réforme serait adoptée avant l'automne.",
        [("indirect", "la réforme serait adoptée avant l'automne")],
    ),
    (
        "La Cour des comptes relève que les dépenses ont augmenté de 4 % et recommande de supprimer trois agences.",
        [("indirect", "les dépenses ont augmenté de 4 %"), ("indirect", "supprimer trois agences")],
    ),
    (
        "Le trafic reprendra progressivement mardi, a-t-on appris auprès de la compagnie.",
        [("indirect", "Le trafic reprendra progressivement mardi")],
    ),
    (
        "L'entreprise assure que « tout sera fait » pour éviter les licenciements secs.",
        [("mixed", "« tout sera fait » pour éviter les licenciements secs")],
    ),
    (
        "« C'est faux », balaie l'intéressé, qui annonce vouloir porter plainte.",
        [("direct", "C'est faux"), ("indirect", "vouloir porter plainte")],
    ),
    (
        "L'ONG demande aux autorités de cesser les expulsions et les exhorte à respecter le droit.",
        [("indirect", "cesser les expulsions"), ("indirect", "respecter le droit")],
    ),
    ("L'accusé a été reconnu coupable de meurtre par la cour d'assises.", []),
    ("La société « Bâtir demain » a livré trente logements à la commune.", []),
    ("Il a été mis en examen pour « homicide involontaire ».", []),
    ("Rappelons que la ligne avait été fermée en 2012.", []),
    ("L'association a critiqué le budget et salué le départ du directeur.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_whole_path(sentence: str, expected: list[tuple[str, str]]) -> None:
    annotated = open_pipeline().annotate(article_of("Un titre\n\n" + sentence))
    _, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    text = annotated.article.text
    assert [(a.type.value, " ".join(span.of(text) for span in a.content)) for a in attributions] == expected


def test_contents_and_sources_slice_to_words_of_their_paragraph() -> None:
    text = (
        "Un titre\n\n« On a eu peur, raconte Martine, 62 ans, qui habite en face. Puis tout s'est tu. »\n\n"
        "Selon la préfecture, 3.500 personnes ont défilé, 8.000 selon les syndicats. « Un succès », dit-on à la mairie."
    )
    annotated = open_pipeline().annotate(article_of(text))
    _, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    assert len(attributions) == 4
    for attribution in attributions:
        for span in (*attribution.content, attribution.cue, attribution.source):
            assert span is not None
            assert len(span)
            part = annotated.article.part_at(span.start)
            assert part is not None
            assert part.span.contains(span)
            assert span.of(text) == span.of(text).strip()
