"""Who speaks over several sentences, through the real parser; texts written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse import read
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

CASES = [
    # the speaker of the main clause, not of « alors que »
    ("La mère de Paul a confirmé que l'or existait, alors que la mère du suspect avait parlé d'une « légende ». « Cet or a tout brisé », raconte-t-elle.",
     "Cet or a tout brisé", "mère de Paul"),
    # whoever resumes
    ("Pour Marc Chartier, Louis Faure est « victime » des médias. Il estime que la presse s'acharne.", "la presse s'acharne", "Marc Chartier"),
    # an incise in narrated words is by their subject
    ("L'École des mines a perdu le contact avec le satellite Helvia, a-t-elle indiqué mardi.", "a perdu le contact", "École des mines"),
    # no body says « je »
    ("La maire Solène Aubry se retire. La direction du parti l'avait menacée de publier un audit. « Je pars sans regret », a-t-elle assuré.",
     "Je pars sans regret", "Solène Aubry"),
    ("La direction confirme avoir suspendu un cadre, dit avoir présenté ses excuses, et promet de répondre.", "avoir présenté ses excuses", "direction"),
    ("L'office Calva emploie 46 personnes, d'après son propre organigramme.", "emploie 46 personnes", "Calva"),
    ("« Cette peine est sévère », a réagi l'un de ses avocats à la sortie de l'audience.", "Cette peine est sévère", "un de ses avocats"),
    # documents stand for who made them
    ("Dans un communiqué, le ministère de la Pêche parle de « mesures rapides ». Le texte précise que deux vedettes sont parties.",
     "deux vedettes sont parties", "ministère de la Pêche"),
    ("La glaciologue Ingrid Solheim a parlé hier. D'après ses calculs, le glacier aura disparu avant 2060.",
     "le glacier aura disparu avant 2060", "Ingrid Solheim"),
    ("De source policière, l'homme a fui. La même source fait état de « deux complices arrêtés ».", "deux complices arrêtés", "source policière"),
    # functions
    ("Le médiateur kényan Joseph Mwangi est arrivé mardi. Un accord est possible, estime le médiateur.", "Un accord est possible", "Joseph Mwangi"),
    ("Le député LR Éric Morel s'oppose au texte. « C'est une folie », tonne le député.", "C'est une folie", "Éric Morel"),
    ("Lucie Favre, présidente de l'association Sources, attend. L'eau manquera, prévient sa présidente.", "L'eau manquera", "Lucie Favre"),
    ("La maire de Vaux, Odile Perrin, a reçu le maire de Lens, Francis Dumas. Les deux maires assurent avoir trouvé un accord.",
     "avoir trouvé un accord", "Odile Perrin et Francis Dumas"),
    ("« Nous restons unis », assure le Niçois Marc Arnal, blessé à l'épaule. « On ne lâche rien », lance le Niçois.", "On ne lâche rien", "Marc Arnal"),
    ("Le ministre a nommé un juge ; ce dernier a fait savoir qu'il entendrait les deux parties.", "il entendrait les deux parties", "un juge"),
    # who lends the voice
    ("La région, par la voix de sa vice-présidente, Claire Montel, souligne que l'aide sera versée.", "l'aide sera versée", "Claire Montel"),
    ("« Jamais », a réagi auprès de l'AFP son avocat, Me Bruno Castel.", "Jamais", "Bruno Castel"),
    # a floating quotation is by whom the text tells of
    ("Lou Abadie, 34 ans, a le trac des cafés. « Je préfère les plateaux, au moins on sait où se mettre. »",
     "Je préfère les plateaux", "Lou Abadie"),
    ("« Je suis née dans cette maison. J'y mourrai. » À 91 ans, Fabienne Duclos refuse de partir.", "J'y mourrai", "Fabienne Duclos"),
    # answers and contrasts
    ("« Je n'ai rien pris », a juré Marc Olivier. Le juge Paul Vernet lui a rappelé que douze chèques manquaient. « Je ne sais plus », a-t-il répondu.",
     "Je ne sais plus", "Marc Olivier"),
    ("Le luthier Aimé Joncour a formé dix apprentis. Aimé Joncour vend peu. Un confrère, Paul Roux, juge que le métier meurt. Lui affirme vivre de son art.",
     "vivre de son art", "Aimé Joncour"),
    # names
    ("Un porte-parole de l'équipe Ferrand, qui a refusé d'être nommé, a indiqué que la visite était annulée.",
     "la visite était annulée", "Un porte-parole de l'équipe Ferrand"),
    ("L'un d'eux, un pêcheur de 20 ans, a affirmé avoir vu la lumière.", "avoir vu la lumière", "un pêcheur de 20 ans"),
    ("« Ils sont partis tôt », raconte Odette, 79 ans. La retraitée se dit prête à « signer toutes les pétitions ».",
     "signer toutes les pétitions", "Odette"),
    ("« On nous ment », a lancé le Polonais Piotr Malek.", "On nous ment", "Piotr Malek"),
    # functions, houses and documents taken up
    ("Le conseil de Marc Olivier, Me Anne Roux, soutient que l'enquête a été bâclée.",
     "l'enquête a été bâclée", 'Anne Roux'),
    ("L'ancien notaire Pierre Vidal comparaissait mardi. L'ex-notaire nie « toute escroquerie ».",
     'toute escroquerie', 'Pierre Vidal'),
    ('Au ministère de la Santé, on se veut rassurant. « Les stocks sont suffisants », y assure-t-on.',
     'Les stocks sont suffisants', 'ministère de la Santé'),
    ('Du côté de la direction, on assure que les salaires seront versés.',
     'les salaires seront versés', 'direction'),
    ('À la préfecture du Gers, on indique que la route rouvrira lundi.',
     'la route rouvrira lundi', 'préfecture du Gers'),
    ("Le collectif Stop aux pesticides a saisi le tribunal. Il estime que l'arrêté est illégal. Stop aux pesticides demande aussi que les épandages cessent.",
     'les épandages cessent', 'Stop aux pesticides'),
    ('Le syndicat Santé en colère exige des embauches. « Nous irons au bout », prévient le syndicat.',
     'Nous irons au bout', 'Santé en colère'),
    ('Selon le site Contre-pied, le club a versé deux primes. Le site assure que le trésorier était prévenu.',
     'le trésorier était prévenu', 'Contre-pied'),
    ("Des riverains s'en prennent à l'Office des eaux. Réponse de l'office : « Les règles ont été suivies. »",
     'Les règles ont été suivies', 'Office des eaux'),
    ("Le député Jean Castel est visé par une plainte. L'intéressé, lui, crie au « complot ». « Je suis serein », a-t-il assuré.",
     'Je suis serein', 'Jean Castel'),
    ("Le sénateur Luc Morin se défend. Ses avocats, Mes Paul Grand et Lise Amiel, annoncent qu'ils porteront plainte.",
     'ils porteront plainte', 'Paul Grand et Lise Amiel'),
    ("Au parti, un membre du bureau craint que l'affaire ne « ruine la campagne ». « C'est un poids », souffle-t-il.",
     "C'est un poids", 'un membre du bureau'),
    ("« Ils ont frappé sans prévenir » : des étudiants racontent l'évacuation de la faculté\n\nVendredi soir, la police a évacué la faculté.",
     'Ils ont frappé sans prévenir', 'des étudiants'),
    ("Une fuite a été signalée tard, révèle un rapport interne. « On nous a menti », s'indigne le maire, Thomas Arnal. Le document, daté du 12 août, mentionne que « la direction a préféré attendre ».",
     'la direction a préféré attendre', 'un rapport interne'),
    ("Oumar Ba a jugé l'affirmation « infondée ». « C'est de la pure invention », a lancé le ministre-conseiller. Ce dernier a mis en garde contre « toute tentation ».",
     'toute tentation', 'Oumar Ba'),
    ('Invité de la matinale, Paul Vernet a défendu sa réforme. « Nous tiendrons », a affirmé le ministre du Travail.',
     'Nous tiendrons', 'Paul Vernet'),
    ("« Il avait trop bu », explique le chef d'escadron Guy de Carsac, qui commande la compagnie. L'officier précise que l'enquête est close.",
     "l'enquête est close", 'Guy de Carsac'),
    ("« L'homme a pris la fuite », explique Hervé Castan, vice-procureur de la République à Auch. Le magistrat indique que deux suspects ont été arrêtés.",
     'deux suspects ont été arrêtés', 'Hervé Castan'),
    # bodies, labels and wider words
    ("Le maire a parlé avec l'avocat des parents Morel. « Nous irons en appel », a prévenu le conseil.",
     'Nous irons en appel', 'avocat des parents Morel'),
    ('Des élus, comme Philippe Gaujon, député-maire, et Frédéric Lavigne, député LR, ont protesté. Ce dernier estime que le lieu « doit être sauvé ».',
     'le lieu « doit être sauvé »', 'Frédéric Lavigne'),
    ('Renaissance-Écologie veut faire table rase. Le mouvement demande que les élus démissionnent.',
     'les élus démissionnent', 'Renaissance-Écologie'),
    ('Un accord est exclu, a prévenu le ministre des Mines et président du Conseil du littoral, Carlos Lemos.',
     'Un accord est exclu', 'Carlos Lemos'),
    ('Selon Thierry Aubin, de la CFDT, le groupe a menti. « Ils ont tout caché », déplore le représentant de la CFDT.',
     'Ils ont tout caché', 'Thierry Aubin'),
    ("Les rues seront fermées, selon un communiqué de la préfecture. « La prudence s'impose », ajoute le communiqué.",
     "La prudence s'impose", 'préfecture'),
    ('À Tavernes, la police a prévenu que le camp serait évacué.', 'le camp serait évacué', 'police'),
    ("Le procès de Bernard Oulier s'est ouvert lundi. À la barre, le prévenu a affirmé qu'il n'avait « jamais pris un centime ».",
     'jamais pris un centime', 'Bernard Oulier'),
    ("L'arrêté est suspendu. « Nous avons gagné », se réjouit le conseiller d'État Philippe Lautier. Le ministre ajoute que le canton paiera.",
     'le canton paiera', 'Philippe Lautier'),
]


@pytest.fixture(scope="module")
def pipeline():  # type: ignore[no-untyped-def]
    return open_pipeline()


@pytest.mark.parametrize(("text", "content", "speaker"), CASES)
def test_the_speaker_across_sentences(pipeline, text: str, content: str, speaker: str) -> None:  # type: ignore[no-untyped-def]
    annotated = pipeline.annotate(article_of(text))
    reading = read(annotated)
    found = {" ".join(c.of(annotated.article.text) for c in a.content): reading.speaker_name(a) for a in reading.attributions}
    assert any(content in said and name == speaker for said, name in found.items()), found
