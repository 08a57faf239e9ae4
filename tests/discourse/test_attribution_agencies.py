"""Constructions of agency wires and of the regional press, through the real parser; sentences written for the tests.

Every case: a sentence, and what is said in it as (type, content, source).
"""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

Said = list[tuple[str, str, str]]

CASES: list[tuple[str, Said]] = [
    # the incise cuts the clause before its verb
    ("Les travaux, assure la mairie, seront finis en juin.", [("indirect", "Les travaux | seront finis en juin", "la mairie")]),
    # an agency has learnt it of somebody
    ("Le corps a été retrouvé lundi, a appris l'AFP de source judiciaire.",
     [("indirect", "Le corps a été retrouvé lundi", "source judiciaire")]),
    ("Le corps a été retrouvé lundi, a appris Ouest-Matin auprès du parquet de Nantes.",
     [("indirect", "Le corps a été retrouvé lundi", "parquet de Nantes")]),
    ("De source policière, on indique que le suspect est en fuite.", [("indirect", "le suspect est en fuite", "source policière")]),
    # where and when, before the story begins
    ("RABAT, 3 mai (MAP) – La récolte sera bonne, a annoncé lundi le ministère de l'Agriculture.",
     [("indirect", "La récolte sera bonne", "le ministère de l'Agriculture")]),
    ("15h45 – Selon Météo-Plaine, il est tombé 100 millimètres d'eau, « un record ».",
     [("mixed", "il est tombé 100 millimètres d'eau, « un record »", "Météo-Plaine")]),
    # how it was said is not said
    ("Le suspect est mort, a annoncé le procureur, lors d'une conférence de presse.",
     [("indirect", "Le suspect est mort", "le procureur")]),
    ("Le suspect est mort, a annoncé le procureur, visiblement ému.", [("indirect", "Le suspect est mort", "le procureur")]),
    # relatives
    ("Le suspect, selon qui la victime est tombée seule, a été écroué.",
     [("indirect", "la victime est tombée seule", "Le suspect")]),
    ("Son avocat a déclaré que son client coopérerait, dont le juge, Paul Martin, a dit qu'il était libre.",
     [("indirect", "son client coopérerait", "Son avocat"), ("indirect", "il était libre", "le juge, Paul Martin")]),
    ("Ce conteneur, qui, selon les douanes, venait de Colombie, a été ouvert hier.",
     [("indirect", "venait de Colombie", "les douanes")]),
    # the verb of speech stands between the marks
    ("Dans un communiqué, la société « dément toute pollution » et rappelle que le site est contrôlé.",
     [("direct", "dément toute pollution", "la société"), ("indirect", "le site est contrôlé", "la société")]),
    ("Le maire s'est « excusé auprès des familles ».", [("direct", "excusé auprès des familles", "Le maire")]),
    ("Selon le rapport, la société a « sciemment trompé ses clients ».",
     [("mixed", "la société a « sciemment trompé ses clients »", "le rapport")]),
    # quoted words set apart
    ("Le texte, « honteux » selon le député, sera voté mardi.", [("direct", "honteux", "le député")]),
    ("Le club a quitté la ligue, selon lui « contraint et forcé ».", [("direct", "contraint et forcé", "lui")]),
    ("Le médecin confirme, sous couvert d'anonymat, « deux côtes cassées ».", [("direct", "deux côtes cassées", "Le médecin")]),
    ("La présidente se borne à un laconique « nous verrons bien ».", [("direct", "nous verrons bien", "La présidente")]),
    ("La clinique dit « regretter » cet incident et ne pas vouloir commenter l'enquête.",
     [("mixed", "« regretter » cet incident et ne pas vouloir commenter l'enquête", "La clinique")]),
    # governed infinitives
    ("Le directeur, qui a suivi l'affaire, se borne à dire qu'aucune piste n'est exclue.",
     [("indirect", "aucune piste n'est exclue", "Le directeur")]),
    ("Et le maire d'ajouter que le temps presse.", [("indirect", "le temps presse", "le maire")]),
    # nouns and impersonal turns
    ("Le maire a donné l'assurance que les travaux finiraient en juin.", [("indirect", "les travaux finiraient en juin", "Le maire")]),
    ("Il ressort du rapport que les normes n'ont pas été respectées.",
     [("indirect", "les normes n'ont pas été respectées", "rapport")]),
    ("L'association réclame l'interdiction de vendre ces produits.", []),
    # what the newsroom grants is no content
    ("Une employée, qui a demandé à rester anonyme, décrit « une ambiance délétère ».",
     [("direct", "une ambiance délétère", "Une employée")]),
    # denials
    ("Le préfet ne cache pas que la situation est grave.", [("indirect", "la situation est grave", "Le préfet")]),
    ("Comme le prévoit le règlement, l'arbitre, M. Roux, n'a pas commenté sa décision.", []),
    # a verb read as a noun
    ("L'association Rivière propre juge que ces mesures sont insuffisantes.",
     [("indirect", "ces mesures sont insuffisantes", "L'association Rivière propre")]),
    ("Les conclusions seraient accablantes, croit savoir un délégué syndical.",
     [("indirect", "Les conclusions seraient accablantes", "un délégué syndical")]),
    ("Un cycliste de 20 ans a été tué, indique la zone de police.", [("indirect", "Un cycliste de 20 ans a été tué", "la zone de police")]),
    ("Pour le procureur de Saint-Lys, Éric Maillol, il n'était pas utile de le garder en prison.",
     [("indirect", "il n'était pas utile de le garder en prison", "le procureur de Saint-Lys, Éric Maillol")]),
    # the narrator goes on after an embedded clause
    ("Le ministre, accusé par la fédération d'avoir menti, s'est défendu.", [("indirect", "avoir menti", "la fédération")]),
    ("Le ministre est accusé d'avoir menti par la fédération.", [("indirect", "avoir menti", "la fédération")]),
    ("Le député y voit « une provocation » et réclame des excuses.", [("direct", "une provocation", "Le député")]),
    ("La fédération, qui craint « une usine à gaz », demande au gouvernement de revoir sa copie.",
     [("direct", "une usine à gaz", "La fédération"), ("indirect", "revoir sa copie", "La fédération")]),
    ("L'association juge que ces mesures arrivent trop tard et demande que les golfs soient inclus.",
     [("indirect", "ces mesures arrivent trop tard", "L'association"), ("indirect", "les golfs soient inclus", "L'association")]),
    # whose words a colon or a preposition brings
    ("Le film diffuse une phrase prononcée par l'un des agents : « Ne tirez pas encore. »",
     [("direct", "Ne tirez pas encore.", "l'un des agents")]),
    ("« Le compte n'y est pas » pour la CGT.", [("direct", "Le compte n'y est pas", "la CGT")]),
    ("À la mairie, on parle d'« un accident regrettable ».", [("direct", "un accident regrettable", "la mairie")]),
    ("Selon un rapport publié mardi par l'Insee, les prix ont baissé.",
     [("indirect", "les prix ont baissé", "un rapport publié")]),
    ("Le glacier a perdu un mètre, rappelle le glaciologue Paul Durand.",
     [("indirect", "Le glacier a perdu un mètre", "le glaciologue Paul Durand")]),
    ("Selon un rapport de l'Insee sur « Les revenus des ménages », la pauvreté a reculé.",
     [("indirect", "la pauvreté a reculé", "un rapport de l'Insee")]),
    ("Selon le préfet, cité par Le Courrier, le dialogue continue.", [("indirect", "le dialogue continue", "le préfet")]),
    ("Pour Anne Roux (Lille), la digue tiendra.", [("indirect", "la digue tiendra", "Anne Roux")]),
    ("Pour un certain nombre d'observateurs, la digue tiendra.", [("indirect", "la digue tiendra", "un certain nombre d'observateurs")]),
    ("Même constat pour le préfet, qui évoque « un dialogue constructif ».", [("direct", "un dialogue constructif", "le préfet")]),
    ("Réponse du préfet : « Aucun commentaire. »", [("direct", "Aucun commentaire.", "Réponse du préfet")]),
    # what is held, told by an adjective
    ("La ministre est convaincue que la réforme sera votée.", [("indirect", "la réforme sera votée", "La ministre")]),
    ("Les experts sont formels : la digue ne tiendra pas.", [("indirect", "la digue ne tiendra pas", "Les experts")]),
    ("Il est certain que la digue ne tiendra pas.", []),
    # governors of an incise
    ("« Je ne ferai aucun commentaire », s'est borné à répondre le préfet.",
     [("direct", "Je ne ferai aucun commentaire", "le préfet")]),
    ("« Le dialogue continue », a cru bon de préciser le préfet.", [("direct", "Le dialogue continue", "le préfet")]),
    # wanted or asked for, between marks
    ("Le maire entend « tourner la page ».", [("direct", "tourner la page", "Le maire")]),
    ("Le préfet en appelle « à la responsabilité de chacun ».", [("direct", "à la responsabilité de chacun", "Le préfet")]),
    ("Le préfet a affirmé publiquement soutenir le projet.", [("indirect", "soutenir le projet", "Le préfet")]),
    # the date and the place between verb and subject
    ("Le port sera agrandi, a affirmé, lundi 27 mai à Sfax, le ministre des Transports, Sami Trabelsi.",
     [("indirect", "Le port sera agrandi", "le ministre des Transports, Sami Trabelsi")]),
    ("« Il faut agir », a lancé, sous les applaudissements, la candidate écologiste.",
     [("direct", "Il faut agir", "la candidate écologiste")]),
    # who speaks, described after the name
    ("La route restera fermée, a indiqué Paul Roux, 34 ans, boulanger.", [("indirect", "La route restera fermée", "Paul Roux")]),
    ("La route, a indiqué la chercheuse Anne Roux, du CNRS, restera fermée.",
     [("indirect", "La route | restera fermée", "la chercheuse Anne Roux")]),
    ("Dans un communiqué, « la route restera fermée longtemps », a indiqué le préfet.",
     [("direct", "la route restera fermée longtemps", "le préfet")]),
    ("Pour Matignon, la route doit rouvrir.", [("indirect", "la route doit rouvrir", "Matignon")]),
    ("La saison est perdue, soupire un marin-pêcheur.", [("indirect", "La saison est perdue", "un marin-pêcheur")]),
    # where an infinitive ends
    ("Le gendarme accusé d'avoir blessé un homme qui fuyait la brigade s'est dit « désolé ».",
     [("indirect", "avoir blessé un homme qui fuyait la brigade", ""), ("direct", "désolé", "Le gendarme")]),
    ("Il a demandé pardon, tout en niant l'avoir frappée et en évoquant une chute.", [("indirect", "l'avoir frappée", "Il")]),
    ("La délégation a menacé de rentrer, avant qu'un appel ne débloque tout.", [("indirect", "rentrer", "La délégation")]),
    # insertions and clauses beside « selon »
    ("Le car, parti de Tunis d'après l'agence, a dévalé la pente.", [("indirect", "parti de Tunis", "l'agence")]),
    ("Le choc a fait deux blessés, selon l'hôpital, et le trafic a repris.", [("indirect", "Le choc a fait deux blessés", "l'hôpital")]),
    ("Elle a filmé une salle où, disait-elle, des ouvriers frappent des veaux.",
     [("indirect", "des ouvriers frappent des veaux", "elle")]),
    ("Le maire assure que la rue restera fermée dans un communiqué diffusé lundi.",
     [("indirect", "la rue restera fermée", "Le maire")]),
    ("Accident à Lignac : pas de blessé, dit le transporteur.", [("indirect", "pas de blessé", "le transporteur")]),
    ("L'hôpital a fonctionné sans médecin, pointe un rapport de l'agence de santé.",
     [("indirect", "L'hôpital a fonctionné sans médecin", "un rapport de l'agence de santé")]),
    ("Le parquet a demandé lui-même que l'affaire soit renvoyée.", [("indirect", "l'affaire soit renvoyée", "Le parquet")]),
    ("La direction a proposé aux délégués une prime, que ceux-ci ont refusée.", []),
    # no speech
    ("La peine est, selon les juridictions, de dix ou vingt ans.", []),
    ("Les électeurs sont appelés à élire leur maire.", []),
    ("Ses amis, ayant repris la radio, le rappellent pour une émission.", []),
    ("Il est prévu que la capsule se pose dans l'océan.", []),
    ("La loi exige que l'accord soit signé par deux syndicats.", []),
    ("Voyant ce mouvement comme une menace, le club a vendu son terrain.", []),
    ("Aux yeux du grand public, le festival est trop cher.", []),
    ("Le trésorier a convaincu les joueurs de reporter le match.", []),
    ("L'autrice publie « La Ville sans murs ».", []),
    ("Les premiers éléments laissent penser que le frein ne fonctionnait pas.", []),
    # a quotation that ends a sentence is not what the next one presents
    ("« C'est du tri. » À ses yeux, la direction « regarde ailleurs ».",
     [("direct", "C'est du tri.", ""), ("mixed", "la direction « regarde ailleurs »", "ses")]),
    ("Comme l'annonce le préfet, la digue a cédé.", [("indirect", "la digue a cédé", "le préfet")]),
    ("À la préfecture, on estime que la digue a cédé.", [("indirect", "la digue a cédé", "la préfecture")]),
    ("Le préfet, dont le cabinet affirme que la digue a cédé, sera entendu.", [("indirect", "la digue a cédé", "le cabinet")]),
    # phrases used as nouns, titles, charges
    ("Le gouvernement a mis fin au « quoi qu'il en coûte » à l'automne.", []),
    ("La lettre, intitulée « Pour une école plus juste et plus libre », a été signée par cent maires.", []),
    ("Il a été condamné pour « violences volontaires en réunion sur personne vulnérable ».", []),
    ("Un panneau indique « accès interdit au public » à l'entrée.", []),
    # the accent of a capital left out
    ("A en croire le collectif, la digue a cédé.", [("indirect", "la digue a cédé", "le collectif")]),
    ("À les croire, un enfant a été oublié.", [("indirect", "un enfant a été oublié", "les")]),
    # what others told the person quoted
    ("« On nous répond que la digue tiendra », dit la gardienne.",
     [("direct", "On nous répond que la digue tiendra", "la gardienne"), ("indirect", "la digue tiendra", "On")]),
    # a subject after a fronted clause, a clitic like an article, adjectives alone
    ("Alors que des lignes sont à terre, EDF dit avoir mobilisé 450 agents.", [("indirect", "avoir mobilisé 450 agents", "EDF")]),
    ("Il leur demande de rétablir l'arrêt.", [("indirect", "rétablir l'arrêt", "Il")]),
    ("Insuffisant, tranchent les syndicats.", [("indirect", "Insuffisant", "les syndicats")]),
    ("Elle plaide pour que les pesées soient confiées à des médecins.",
     [("indirect", "les pesées soient confiées à des médecins", "Elle")]),
    ("Une voisine assure que les frères « s'adoraient », quand le maire évoque « une haine de trente ans ».",
     [("mixed", "les frères « s'adoraient »", "Une voisine"), ("direct", "une haine de trente ans", "le maire")]),
    ("La tête a été sculptée d'après une carte postale.", []),
    # a banner is not a speaker
    ("Une banderole pend à l'entrée : « Ici on soigne debout, on craque assis ».", []),
]


def said(text: str) -> Said:
    annotated = open_pipeline().annotate(article_of("Un titre\n\n" + text))
    _, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    whole = annotated.article.text
    return [
        (a.type.value, " | ".join(span.of(whole) for span in a.content), a.source.of(whole) if a.source else "") for a in attributions
    ]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_wire(sentence: str, expected: Said) -> None:
    assert said(sentence) == expected
