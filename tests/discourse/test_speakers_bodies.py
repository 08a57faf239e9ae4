"""Companies, institutions and documents that a phrase without a name stands for, through the real parser; texts written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse import read
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

CASES = [
    # trades and what a name says
    ("Cent vols ont été supprimés lundi à Lisbon Airport, a fait savoir l'exploitant.", "Cent vols ont été supprimés", "Lisbon Airport"),
    ("Les trains sont restés à quai, d'après une première estimation de Ferronet. Le courant était coupé, selon le gestionnaire du réseau.",
     "Le courant était coupé", "Ferronet"),
    ("La cour a condamné le détaillant de poêles Flamme Vive. L'entreprise se dit « sereine ».", "sereine", "Flamme Vive"),
    ("Le Chemin de fer ardennais a déploré un déraillement. Personne n'est blessé, selon le transporteur.", "Personne n'est blessé", "Chemin de fer ardennais"),
    ("Selon Kaolane, cent postes sont menacés. La société promet de reclasser les ouvriers.", "reclasser les ouvriers", "Kaolane"),
    ("Deux camions de Kaolane se sont renversés jeudi. Personne n'est blessé, assure l'entreprise.", "Personne n'est blessé", "Kaolane"),
    ("Corvis Pharma a annoncé la fermeture d'un site. La firme invoque « une baisse des commandes ».", "une baisse des commandes", "Corvis Pharma"),
    # an unnamed maker is taken up by a wider word
    ("Le fabricant a falsifié les analyses. « Nous coopérons », a soutenu l'entreprise.", "Nous coopérons", "fabricant"),
    # two of them: each its own
    ("Le détaillant Flamme Vive attend. Le fabricant coréen avait déplacé une carte. Le fabricant parle d'« installateurs mal formés ».",
     "installateurs mal formés", "fabricant coréen"),
    # an acronym whose name ends in small letters
    ("L'artillerie des Brigades de défense populaire a tiré. Les BDP démentent avoir visé le marché.", "avoir visé le marché", "Brigades de défense populaire"),
    # offices
    ("Sept personnes sont mortes de froid, conclut la coroner Me Louise Gagné. La coroner affirme que les alarmes étaient coupées.",
     "les alarmes étaient coupées", "Louise Gagné"),
    ("« Le score est flatteur », a concédé Marc Valoin. L'entraineur adverse, Sten Lundberg, juge que son équipe méritait mieux.",
     "son équipe méritait mieux", "Sten Lundberg"),
    ("La socialiste Nadia Perret a voté contre. L'élue assure n'avoir rien négocié.", "n'avoir rien négocié", "Nadia Perret"),
    # documents and who issued them
    ("Le tribunal administratif de Nice a suspendu la battue. L'ordonnance précise que le danger n'est pas établi.",
     "le danger n'est pas établi", "tribunal administratif de Nice"),
    ("La préfète du Tarn a pris un arrêté. Les piscines ne pourront plus être remplies, précise le texte.",
     "Les piscines ne pourront plus", "préfète du Tarn"),
    ("Par un arrêté publié lundi, le maire de Sète a fermé la plage. L'eau est polluée, indique l'arrêté.", "L'eau est polluée", "maire de Sète"),
    ("Deux personnes sont mortes, a annoncé la police cantonale. Une troisième est recherchée, ajoute le communiqué.",
     "Une troisième est recherchée", "police cantonale"),
    ("La cour d'appel de Liège a confirmé la peine mardi. Le prévenu savait tout, selon l'arrêt.", "Le prévenu savait tout", "cour d'appel de Liège"),
    ("La coroner Julie Hamel a rendu son rapport lundi. Le document note que la salle était bondée.", "la salle était bondée", "Julie Hamel"),
    ("Dans une étude, l'université de Dakar estime que la côte recule. Le document conclut que dix villages sont menacés.",
     "dix villages sont menacés", "université de Dakar"),
    ("Un rapport de l'inspection générale accable la direction. Le document relève que trois alertes ont été ignorées.",
     "trois alertes ont été ignorées", "inspection générale"),
    ("La Cour suprême du Canada a tranché. Le jugement souligne que la loi viole la Charte.", "la loi viole la Charte", "Cour suprême du Canada"),
    ("La direction a réagi mardi. Une enquête interne est ouverte, indique un communiqué.", "Une enquête interne est ouverte", "direction"),
    # an order is not of an office that only spoke; a judgment is not of a newspaper
    ("La préfecture de l'Eure a indiqué qu'une enquête était ouverte. Le nombre de classes passera à 40, aux termes de l'arrêté.",
     "Le nombre de classes passera à 40", "arrêté"),
    ("Le Parisien a publié le rapport. Les comptes sont faux, selon le rapport.", "Les comptes sont faux", "rapport"),
    # a name belongs to the outer function; parties and origins before a name
    ("L'avocat de la famille, Me Ruben Katz, a plaidé. Les experts s'étaient trompés, a-t-il soutenu.", "Les experts s'étaient trompés", "Ruben Katz"),
    ("Le conseil a refusé le crédit. « Le projet était trop cher », résume l'UDC Marc Favre.", "Le projet était trop cher", "Marc Favre"),
    ("Le conseil a refusé le crédit. « Le projet était trop cher », résume la Valaisanne Lina Moret.", "Le projet était trop cher", "Lina Moret"),
    ("Le RN Tiago Lopes a voté contre. « C'était couru », lâche-t-il.", "C'était couru", "Tiago Lopes"),
    # what is told of is not who tells
    ("Interrogé par la radio, le PDG Luc Ferro a été évasif. Le site sera vendu, a-t-il reconnu.", "Le site sera vendu", "Luc Ferro"),
    # fields of work, ages
    ("L'ostréicultrice Maud Perrot a présenté ses comptes. « Rien n'est fait », a assuré la quinquagénaire.", "Rien n'est fait", "Maud Perrot"),
    ("Loïc Kerven, échevin depuis dix ans, ne décolère pas. « Rien n'est fait », lance le mandataire.", "Rien n'est fait", "Loïc Kerven"),
    ("Le dossier a été rouvert. La proviseure, Kaat Van Damme, a parlé d'« un scandale ». La cheffe d'établissement estime que les chiffres sont faux.",
     "les chiffres sont faux", "Kaat Van Damme"),
    ("« Rien n'est fait », affirme le conseiller communal Tjeerd Hoekstra. La décision tombera lundi. L'élu dit espérer un report.",
     "espérer un report", "Tjeerd Hoekstra"),
    ("Le syndicaliste Mamadou Sy a quitté la salle. « Rien n'est fait », a assuré le délégué.", "Rien n'est fait", "Mamadou Sy"),
]


@pytest.fixture(scope="module")
def pipeline():  # type: ignore[no-untyped-def]
    return open_pipeline()


@pytest.mark.parametrize(("text", "content", "speaker"), CASES)
def test_whom_a_phrase_stands_for(pipeline, text: str, content: str, speaker: str) -> None:  # type: ignore[no-untyped-def]
    annotated = pipeline.annotate(article_of(text))
    reading = read(annotated)
    found = {" ".join(c.of(annotated.article.text) for c in a.content): reading.speaker_name(a) for a in reading.attributions}
    assert any(content in said and name == speaker for said, name in found.items()), found
