"""Who speaks, through the real parser; sentences written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse import read
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

CASES = [
    ("Le maire de Lorvy, Paul Aubin, a promis de rouvrir l'école.\n\n« Les enfants reviendront », a-t-il assuré.", ["Paul Aubin", "Paul Aubin"]),
    (
        "La ministre des Transports Claire Fontan a annoncé que la ligne serait fermée.\n\nSelon la ministre, les travaux dureront un an.",
        ["Claire Fontan", "Claire Fontan"],
    ),
    (
        "L'Union des pêcheurs bretons (UPB) a déclaré que la saison était perdue. Selon l'UPB, douze bateaux sont à quai.",
        ["Union des pêcheurs bretons", "Union des pêcheurs bretons"],
    ),
    (
        "Le président Marc Delmas a reçu les élus. « Je tiendrai parole », a affirmé le chef de l'État.",
        ["Marc Delmas"],
    ),
    ("Moscou affirme que les manœuvres sont terminées.", ["Moscou"]),
    ("Selon des témoins, le camion roulait trop vite.", ["des témoins"]),
]


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=range(len(CASES)))
def test_speakers(text: str, speakers: list[str]) -> None:
    reading = read(open_pipeline().annotate(article_of(text)))
    assert [reading.speaker_name(a) for a in reading.attributions] == speakers
