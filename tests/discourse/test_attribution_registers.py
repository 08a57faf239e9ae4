"""Constructions met in the wire, regional and national registers, through the real parser; sentences written for the tests.

Every case: a sentence, and what is said in it as (type, content, source).
"""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse import read
from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

Said = list[tuple[str, str, str]]

CASES: list[tuple[str, Said]] = [
    # a clitic that the tokenizer cuts off its verb
    ("Les ouvrières ne céderont pas, disent-elles.", [("indirect", "Les ouvrières ne céderont pas", "elles")]),
    ("La halle rouvrira en mai, ont-elles fait savoir.", [("indirect", "La halle rouvrira en mai", "elles")]),
    # words without a verb before an incise that closes the sentence
    ("Fuite de gaz à Rennes : aucun blessé, dit la préfecture", [("indirect", "aucun blessé", "la préfecture")]),
    ("Grippe : 12 % de cas en plus, indique l'agence sanitaire", [("indirect", "12 % de cas en plus", "l'agence sanitaire")]),
    ("Le club, par la voix de son trésorier, exige une enquête.", []),
    ("L'accord, signé hier à l'aube, prévoit une prime de la direction.", []),
    # a verb read as a noun between a comma and its subject
    ("Le barrage n'a pas été entretenu depuis dix ans, pointe un audit.",
     [("indirect", "Le barrage n'a pas été entretenu depuis dix ans", "un audit")]),
    ("Un fromage sur quatre est mal étiqueté, alerte la répression des fraudes.",
     [("indirect", "Un fromage sur quatre est mal étiqueté", "la répression des fraudes")]),
    # subjects of an incise
    ("Le hangar a brûlé, souligne cette dernière dans un message.", [("indirect", "Le hangar a brûlé", "cette dernière")]),
    ("Une visite a eu lieu en mai, a confirmé l'économe du lycée, Odile Brun.",
     [("indirect", "Une visite a eu lieu en mai", "l'économe du lycée, Odile Brun")]),
    # a group set apart is all that is the source's
    ("La plaque, posée en 1950 d'après le guide, a été volée dimanche.", [("indirect", "posée en 1950", "le guide")]),
    ("Le chauffard, connu de la police selon son avocat, a été libéré.", [("indirect", "connu de la police", "son avocat")]),
    ("Loin d'être ruinés comme le soutient la droite, les rentiers s'enrichissent.", [("indirect", "être ruinés", "la droite")]),
    ("Le suspect, selon le parquet, a été libéré.", [("indirect", "Le suspect | a été libéré", "le parquet")]),
    # a clause after « , selon X, et » is the narrator's; after « , a dit X, et » it goes on
    ("La route est coupée, selon la mairie, et les pompiers ont évacué dix personnes.", [("indirect", "La route est coupée", "la mairie")]),
    ("La route est coupée, a dit le maire, et elle le restera jusqu'à lundi.",
     [("indirect", "La route est coupée | et elle le restera jusqu'à lundi", "le maire")]),
    # an incise in a relative
    ("Le collectif a publié une photo où, disait-il, on voit des poules mortes.", [("indirect", "on voit des poules mortes", "il")]),
    ("Un homme qui, dit-il, passait par là, a donné l'alerte.", [("indirect", "passait par là", "il")]),
    # a quoted object is complete; a quoted predicate takes its complement
    ("Le syndicat dénonce « un mépris total » de la direction.", [("direct", "un mépris total", "Le syndicat")]),
    ("Le directeur dément « formellement » ces accusations.", [("direct", "formellement", "Le directeur")]),
    ("Une source proche du club se dit « très confiante » sur ce transfert.",
     [("mixed", "« très confiante » sur ce transfert", "Une source proche du club")]),
    # the prepositional phrase before the quoted words is none of them
    ("La société évoque dans un message « un simple incident ».", [("direct", "un simple incident", "La société")]),
    ("Le patron présente son usine comme « la plus propre d'Europe ».", [("direct", "la plus propre d'Europe", "Le patron")]),
    ("Le jury a motivé son choix par « un manque de sérieux ».", [("direct", "un manque de sérieux", "Le jury")]),
    # an insertion right after the verb
    ("Le ministre a répondu, quand on l'a interrogé, que le texte serait retiré.",
     [("indirect", "le texte serait retiré", "Le ministre")]),
    ("Le ministre a plaidé, comme si de rien n'était, pour « une pause ».", [("direct", "une pause", "Le ministre")]),
    # the denial stands between the marks
    ("La banque n'a « aucun commentaire à faire ».", [("direct", "aucun commentaire à faire", "La banque")]),
    ("Le club n'est « pas au courant » de l'affaire.", [("direct", "pas au courant", "Le club")]),
    # adverbials of speech
    ("Le témoin jure ses grands dieux n'avoir rien vu.", [("indirect", "n'avoir rien vu", "Le témoin")]),
    ("Le témoin a affirmé sous serment avoir vu le camion.", [("indirect", "avoir vu le camion", "Le témoin")]),
    # a « ne » that denies nothing
    ("L'usine a fermé avant que les syndicats ne fassent savoir qu'ils saisiraient le juge.",
     [("indirect", "ils saisiraient le juge", "les syndicats")]),
    # the narrator objects
    ("La mairie affirme que l'eau est potable, mais trois analyses ont montré le contraire.",
     [("indirect", "l'eau est potable", "La mairie")]),
    ("La mairie affirme que l'eau est potable, mais qu'il faut la faire bouillir.",
     [("indirect", "l'eau est potable, mais qu'il faut la faire bouillir", "La mairie")]),
    ("L'éleveur affirme que la clôture tenait, photos d'un huissier à l'appui.", [("indirect", "la clôture tenait", "L'éleveur")]),
    # the narrator names the thing, the quoted word is the source's
    ("Une décision « conforme à la loi » aux dires de son auteur a été cassée.", [("direct", "conforme à la loi", "son auteur")]),
    ("Le conseil a voté la hausse, une mesure « juste » selon le maire.", [("direct", "juste", "le maire")]),
    ("Le maire y voit une « farce ».", [("direct", "farce", "Le maire")]),
    # a bare noun is nothing said
    ("Les députés y voient la fin du dialogue social.", []),
    ("Les députés y voient la preuve que le texte est bâclé.", [("indirect", "la preuve que le texte est bâclé", "Les députés")]),
    # asked by nobody in particular
    ("Les habitants sont invités à rester chez eux.", []),
    ("L'usine loge des cadres, appelés à faire tourner les machines.", []),
    ("L'élue a cru bon de demander un délai pour faire examiner le dossier.", []),
    # what a court holds
    ("Les juges ont retenu que la société avait trompé ses clients.", [("indirect", "la société avait trompé ses clients", "Les juges")]),
    ("Le groupe retient les marins qu'il a capturés en mai.", []),
    # what stands before is somebody's
    ("Le vigile avait quitté son poste. C'est du moins ce qu'affirme son collègue.",
     [("indirect", "Le vigile avait quitté son poste", "son collègue")]),
    ("Le frein avait lâché. C'est ce que le chauffeur a raconté aux enquêteurs.",
     [("indirect", "Le frein avait lâché", "le chauffeur")]),
    ("Le club a vendu son stade. C'est ce que voulait le président.", []),
    ("Un ours a été vu près du village, à ce que racontent des bergers.",
     [("indirect", "Un ours a été vu près du village", "des bergers")]),
    ("Il s'en tient à ce que disent les médecins.", []),
    # each figure is its own source's
    ("La marche a réuni 5 000 personnes selon la police et 20 000 selon les organisateurs.",
     [("indirect", "La marche a réuni 5 000 personnes", "la police"), ("indirect", "20 000", "les organisateurs")]),
    ("La marche a réuni entre 5 000 personnes selon la police et 20 000 selon les organisateurs.",
     [("indirect", "5 000 personnes", "la police"), ("indirect", "20 000", "les organisateurs")]),
    ("Les manifestants étaient 5 000 (selon la préfecture) et 12 000 (d'après la CGT).",
     [("indirect", "Les manifestants étaient 5 000", "la préfecture"), ("indirect", "12 000", "la CGT")]),
    # adverbs before « que »
    ("Elle précise bien que les barrages sont ouverts.", [("indirect", "les barrages sont ouverts", "Elle")]),
    ("Le général annonce tôt qu'il ne restera pas.", [("indirect", "il ne restera pas", "Le général")]),
    ("Le maire s'est tu, bien que la presse l'ait interrogé.", []),
    # insertions after a date
    ("Le chanteur a confié mardi, en reposant sa guitare, qu'il arrêtait.", [("indirect", "il arrêtait", "Le chanteur")]),
    # governors
    ("Plusieurs experts n'ont pas manqué de remarquer que le pont penchait.",
     [("indirect", "le pont penchait", "Plusieurs experts")]),
    ("L'équipe a réussi à prouver que le virus mute.", [("indirect", "le virus mute", "L'équipe")]),
    # what research finds it publishes
    ("Une équipe d'astronomes a découvert que la planète est entourée de sept lunes.",
     [("indirect", "la planète est entourée de sept lunes", "Une équipe d'astronomes")]),
    ("Le voisin a découvert que sa voiture avait disparu.", []),
    # read somewhere
    ("Dans un communiqué de l'aéroport, on apprend qu'un poste de secours a été ouvert.",
     [("indirect", "un poste de secours a été ouvert", "un communiqué de l'aéroport")]),
    ("On peut lire dans le rapport que le toit fuyait.", [("indirect", "le toit fuyait", "le rapport")]),
    ("On apprend que le pont est fermé.", []),
    # reasons between marks, verdicts
    ("La cour justifie cette décision par l'« extrême gravité » des faits.", [("direct", "extrême gravité", "La cour")]),
    ("Une « posture irresponsable » des syndicats pour la ministre des Transports.",
     [("mixed", "Une « posture irresponsable » des syndicats", "la ministre des Transports")]),
    ("Il a quitté le parti, car pour lui, la ligne est suicidaire.", [("indirect", "la ligne est suicidaire", "lui")]),
    # a clitic and not an article
    ("Le consortium la présente comme « la plus sobre du monde », mais elle engloutit de l'eau.",
     [("direct", "la plus sobre du monde", "Le consortium")]),
    # a topic before a colon does not speak
    ("Budget : le maire « regrette » la décision de l'État", [("direct", "regrette", "le maire")]),
    ("Sa fortune a été estimée à 3,3 milliards de dollars (3,07 milliards d'euros) par le classement du magazine.",
     [("indirect", "à 3,3 milliards de dollars (3,07 milliards d'euros)", "le classement du magazine")]),
    # after one whole clause, a verb before its subject reports, whatever the noun
    ("L'accusé versait le poison dans la soupe, relève la feuille de motivation.",
     [("indirect", "L'accusé versait le poison dans la soupe", "la feuille de motivation")]),
    ("Le pain augmente, regrette la clientèle.", [("indirect", "Le pain augmente", "la clientèle")]),
    ("Les pharmaciens ne délivreront plus ce sirop, a décidé jeudi l'Agence des médicaments.",
     [("indirect", "Les pharmaciens ne délivreront plus ce sirop", "l'Agence des médicaments")]),
    ("Un homme a été placé en garde à vue, a fait connaître le parquet.",
     [("indirect", "Un homme a été placé en garde à vue", "le parquet")]),
    ("Le groupe, fondé en 1990, annonce la fermeture de son usine.", []),
    ("Le groupe, qui perd de l'argent, a annoncé la fermeture de son usine.", []),
    ("Le maire a fermé l'école, annoncé la vente du stade et limogé le directeur.", []),
    ("Lundi, le maire a annoncé la fermeture de l'école.", []),
    # a verb after an insertion
    ("L'agence, jointe par courriel, dit n'avoir reçu aucun reproche.", [("indirect", "n'avoir reçu aucun reproche", "L'agence")]),
    # quoted infinitives with their pronoun, verbs with their object
    ("Il entend « se consacrer à sa défense ».", [("direct", "se consacrer à sa défense", "Il")]),
    ("Le Premier ministre a « pris acte » du vote.", [("direct", "pris acte", "Le Premier ministre")]),
    ("La fonderie ose parler de « progrès constants ».", [("direct", "progrès constants", "La fonderie")]),
    # a relative ends where the main clause goes on
    ("Les primes, que la banque affirme avoir versées, n'étaient pas sur les comptes.",
     [("indirect", "avoir versées", "la banque")]),
    ("Le parti accuse le pays voisin d'armer les rebelles ce que celui-ci dément.",
     [("indirect", "armer les rebelles", "Le parti")]),
    # verdicts and decisions are acts
    ("Elle l'a déclaré coupable d'avoir empoisonné son beau-père.", []),
    ("Le maire a décidé de fermer l'école.", []),
    ("Le conseil a décidé que l'école fermerait.", [("indirect", "l'école fermerait", "Le conseil")]),
    # an incise after words without a finite verb
    ("Pas question de céder, prévient la déléguée CGT.", [("indirect", "Pas question de céder", "la déléguée CGT")]),
    ("Impossible de rouvrir avant mai, explique la directrice.", [("indirect", "Impossible de rouvrir avant mai", "la directrice")]),
    ("Pour répondre à la demande, la mairie annonce la création de dix places.", []),
    # a source that cuts a verb
    ("Le texte est, de l'aveu du ministre, imparfait.", [("indirect", "Le texte est | imparfait", "ministre")]),
    ("Le site a, selon la CGT, perdu dix postes.", [("indirect", "Le site a | perdu dix postes", "la CGT")]),
    # turns before a colon, a reply to what was said
    ("Les pêcheurs n'en démordent pas : les quotas sont trop bas.", [("indirect", "les quotas sont trop bas", "Les pêcheurs")]),
    ("Le ministre a tenu à rassurer : les stocks sont pleins.", [("indirect", "les stocks sont pleins", "Le ministre")]),
    ("Ce à quoi la maire rétorque que l'État a promis de payer.", [("indirect", "l'État a promis de payer", "la maire")]),
    # the narrator goes on after what is promised
    ("Le maire a assuré que l'école rouvrirait et a quitté la salle.", [("indirect", "l'école rouvrirait", "Le maire")]),
    ("Le maire a dit que l'homme était ivre et a été arrêté.", [("indirect", "l'homme était ivre et a été arrêté", "Le maire")]),
    ("Le maire a promis de rouvrir l'école et de baisser la taxe, mais rien n'est fait.",
     [("indirect", "rouvrir l'école et de baisser la taxe", "Le maire")]),
    ("Le maire a promis de rouvrir l'école, puis il est parti.", [("indirect", "rouvrir l'école", "Le maire")]),
    ("Le groupe menace de retirer son logo et son argent si le film est projeté.",
     [("indirect", "retirer son logo et son argent si le film est projeté", "Le groupe")]),
    # quoted infinitives keep their objects
    ("Le maire a dit « espérer » une réouverture et « comprendre » les parents.",
     [("mixed", "« espérer » une réouverture et « comprendre » les parents", "Le maire")]),
    # the later verb has the subject of the incise
    ("L'école rouvrira, a assuré le maire, avant d'ajouter que la cantine serait gratuite.",
     [("indirect", "L'école rouvrira", "le maire"), ("indirect", "la cantine serait gratuite", "le maire")]),
    # turns of any kind between a quotation and its speaker
    ("« Ce chantier a coûté cher », enfonce le clou la directrice.", [("direct", "Ce chantier a coûté cher", "la directrice")]),
    ("« Ce chantier a coûté cher », tire la sonnette d'alarme la directrice.",
     [("direct", "Ce chantier a coûté cher", "la directrice")]),
    ("« Les stocks sont pleins », se veut rassurant le préfet.", [("direct", "Les stocks sont pleins", "le préfet")]),
    ("« Nous avons perdu », finit par admettre l'entraîneur.", [("direct", "Nous avons perdu", "l'entraîneur")]),
    # verbs of manner after one whole clause
    ("Ce chantier a coûté cher, nuance la directrice.", [("indirect", "Ce chantier a coûté cher", "la directrice")]),
    ("On nous a menti, s'étrangle un éleveur.", [("indirect", "On nous a menti", "un éleveur")]),
    ("Le préfet arrive, salue la directrice.", []),
    # what a thing is meant to be, what another verb quotes
    ("Le plan se veut simple et rapide.", []),
    ("On progresse en analysant des enfants regardant un film sur les « petits riens ».", []),
    # a place taken up
    ("À la mairie, on reste prudent. « Tout va bien », y affirme-t-on.", [("direct", "Tout va bien", "la mairie")]),
    # the verb is not said again
    ("Les uns parlent d'« un hasard », les autres d'« une manœuvre ».",
     [("direct", "un hasard", "Les uns"), ("direct", "une manœuvre", "les autres")]),
    ("Le maire dénonce « un mensonge », et la police « une rumeur ».",
     [("direct", "un mensonge", "Le maire"), ("direct", "une rumeur", "la police")]),
    ("Le texte a été qualifié de « liberticide » par la gauche et de « timide » par la droite.",
     [("direct", "liberticide", "la gauche"), ("direct", "timide", "la droite")]),
    ("Le maire dénonce « un mensonge », « une rumeur » et « une honte ».",
     [("direct", "un mensonge | une rumeur | une honte", "Le maire")]),
    ("L'un dit avoir vu une lueur, l'autre affirme que le ciel était noir.",
     [("indirect", "avoir vu une lueur", "L'un"), ("indirect", "le ciel était noir", "l'autre")]),
    ("« On ignore tout », a reconnu, mardi, lors d'un point de presse, le colonel Paul Roux.",
     [("direct", "On ignore tout", "le colonel Paul Roux")]),
    # an occasion's name is nothing said
    ("Le maire a dénoncé le projet lors d'une « réunion publique ».", []),
    ("Le maire a dénoncé, lors d'une réunion, « une honte ».", [("direct", "une honte", "Le maire")]),
]


def said(text: str) -> Said:
    annotated = open_pipeline().annotate(article_of("Un titre\n\n" + text))
    _, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    whole = annotated.article.text
    return [
        (a.type.value, " | ".join(span.of(whole) for span in a.content), a.source.of(whole) if a.source else "") for a in attributions
    ]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_register(sentence: str, expected: Said) -> None:
    assert said(sentence) == expected


def contents(text: str) -> list[str]:
    annotated = open_pipeline().annotate(article_of("Un titre\n\n" + text))
    return [a.extent.of(annotated.article.text) for a in read(annotated).attributions]


def test_a_sentence_between_two_of_one_speaker_is_the_speakers() -> None:
    assert contents("Le pont est fermé, a indiqué la préfecture. Les bus passent par Roche. La nuit sera calme, ajoute-t-elle.") == [
        "Le pont est fermé", "Les bus passent par Roche", "La nuit sera calme"]


@pytest.mark.parametrize("text", [
    "Le pont est fermé, a indiqué la préfecture. Les bus passent par Roche. La nuit sera calme, ajoute le maire.",
    "Le pont est fermé, a indiqué la préfecture. Les bus passent par Roche.\n\nLa nuit sera calme, ajoute-t-elle.",
    "Le pont est fermé, a indiqué la préfecture. Deux bus passent. Trois trains roulent. Un car attend. La nuit sera calme, ajoute-t-elle.",
])
def test_other_speakers_paragraphs_and_long_stretches_are_left(text: str) -> None:
    assert contents(text) == ["Le pont est fermé", "La nuit sera calme"]
