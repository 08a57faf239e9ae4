"""Who is accused: plain accusations are found, figures of speech are not; roles on hand-built Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tests.discourse.allegation_texts import reading

from sourcecheck.discourse.act_classes import find_acts
from sourcecheck.discourse.candidates import Candidate, is_sure
from sourcecheck.discourse.linear import Linear
from sourcecheck.discourse.parties import PartyBook, country_of, name_words
from sourcecheck.discourse.roles import act_roles, is_passive
from sourcecheck.discourse.tokens import tokens_of
from sourcecheck.domain.text import Article, SourceMap
from sourcecheck.language import Annotated, Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


ACCUSED = [
    ("Le tribunal a condamné Paul Lemoine à deux ans de prison pour escroquerie.", "Paul Lemoine"),
    ("Paul Lemoine, accusé de viol par deux anciennes élèves, comparaîtra lundi.", "Paul Lemoine"),
    ("La mairie accuse la société Verdier d'avoir pollué la rivière.", "Verdier"),
    ("Marie Duval a été mise en examen pour abus de confiance.", "Marie Duval"),
    ("Une enquête vise le groupe Solem pour fraude fiscale.", "Solem"),
    ("Les syndicats reprochent à la direction de harceler les salariés.", "direction"),
    ("Trois civils ont été tués par l'armée lors de l'assaut.", "armée"),
    ("Les attaques de la milice contre les villages ont fait dix morts.", "milice"),
    ("Un homme de 34 ans a poignardé son voisin samedi.", "homme"),
    ("Le préfet est accusé de négligence par les familles des victimes.", "préfet"),
    ("Karim Benali a été reconnu coupable de meurtre.", "Karim Benali"),
    ("Il est reproché à l'avocat d'avoir intimidé un témoin.", "avocat"),
    ("Le syndicat Union Sud reproche au préfet d'avoir fermé les yeux sur les fraudes.", "préfet"),
    ("La trésorière aurait détourné la caisse du club.", "trésorière"),
    ("L'incendie est l'œuvre du groupe Solem, qui terrorise la vallée.", "Solem"),
    ("Une plainte pour harcèlement a été déposée contre le directeur du collège.", "directeur"),
    ("La société Verdier est visée par une enquête pour fraude.", "Verdier"),
    ("Un ancien trésorier comparaît pour abus de confiance.", "trésorier"),
    ("Marie Duval a été placée en garde à vue pour vol.", "Marie Duval"),
    ("Nadia Perrin, la directrice, déplore que le comité ait menti aux salariés.", "comité"),
]

FIGURES = [
    "L'attaque de l'équipe bordelaise a été brillante dimanche.",
    "La guerre des prix fait rage dans la grande distribution.",
    "Le film raconte le meurtre d'un notaire.",
    "La police a arrêté la circulation pendant une heure.",
    "Le virus a tué des milliers d'arbres.",
    "Le ministre s'attaque au chômage.",
    "Le gouvernement lutte contre la fraude fiscale.",
    "La loi punit le harcèlement moral.",
    "Une formation contre les violences conjugales est proposée aux gendarmes.",
    "La marée a envahi la plage.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "accused"), ACCUSED)
def test_a_plain_accusation_names_the_accused(pipeline: Pipeline, text: str, accused: str) -> None:
    annotated, found = reading(pipeline, text)
    assert any(accused in a.accused for a in found.allegations), found.allegations
    for allegation in found.allegations:
        sentence = found.sentences[allegation.sentence].span
        assert sentence.contains(allegation.span)
        assert sentence.contains(allegation.act)
        assert len(allegation.span.of(annotated.article.text).split()) <= 25


@pytest.mark.model
@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_of_speech_accuses_nobody(pipeline: Pipeline, text: str) -> None:
    assert reading(pipeline, text)[1].allegations == ()


@pytest.mark.model
def test_exchanging_two_camps_exchanges_the_verdict(pipeline: Pipeline) -> None:
    text = (
        "Des combats opposent la {a} et la {b} depuis mardi. Les forces {x} ont bombardé un village {y}. "
        "La {a} dément, la {b} ne s'est pas exprimée."
    )
    one = reading(pipeline, text.format(a="Norvège", b="Pologne", x="norvégiennes", y="polonais"))[1]
    two = reading(pipeline, text.format(a="Pologne", b="Norvège", x="polonaises", y="norvégien"))[1]
    assert [a.accused for a in one.allegations] == ["Norvège"]
    assert [a.accused for a in two.allegations] == ["Pologne"]
    assert (one.dispute.exists, one.dispute.one_sided) == (two.dispute.exists, two.dispute.one_sided)


def built(words: str, tags: str, deps: str, heads: str, lemmas: str = "", morphs: str = "") -> Annotated:
    tokens = words.split()
    doc = Doc(
        Vocab(), words=tokens, pos=tags.split(), deps=deps.split(), heads=[int(h) for h in heads.split()],
        lemmas=lemmas.split() or tokens, morphs=[m if m != "_" else "" for m in morphs.split()] or None,
    )
    return Annotated(Article("hand", doc.text, (), SourceMap.identity(doc.text)), doc)


PASSIVE = built(
    "Des civils sont tués par la milice", "DET NOUN AUX VERB ADP DET NOUN", "det nsubj:pass aux:pass ROOT case det obl:agent",
    "1 3 3 3 6 6 3", "un civil être tuer par le milice",
)
ACTIVE = built(
    "La milice a tué des civils", "DET NOUN AUX VERB DET NOUN", "det nsubj aux:tense ROOT det obj", "1 3 3 3 5 3",
    "le milice avoir tuer un civil",
)


@pytest.mark.parametrize(("annotated", "relation"), [(PASSIVE, "agent_passive"), (ACTIVE, "agent")])
def test_who_does_it_in_both_voices(annotated: Annotated, relation: str) -> None:
    acts, _ = find_acts(annotated)
    act = next(a for a in acts if a.lemma == "tuer")
    roles = [(r, t.text) for r, t in act_roles(act, tokens_of(annotated)[act.token])]
    assert (relation, "milice") in roles
    assert ("patient", "civils") in roles
    assert is_passive(tokens_of(annotated)[act.token]) is (relation == "agent_passive")


def test_an_offence_of_several_words_is_one_act() -> None:
    annotated = built("abus de biens sociaux", "NOUN ADP NOUN ADJ", "ROOT case nmod amod", "0 2 0 2")
    acts, _ = find_acts(annotated)
    assert [(a.lemma, a.matter, a.grave) for a in acts] == [("abus de biens sociaux", "fraud", True)]


@pytest.mark.parametrize(("word", "country"), [("arménienne", "Arménie"), ("turque", "Turquie"), ("maliens", "Mali"), ("table", None)])
def test_a_demonym_leads_to_its_country(word: str, country: str | None) -> None:
    assert country_of(word) == country


def test_one_party_for_all_its_mentions() -> None:
    annotated = built("La milice fuit . La milice revient", "DET NOUN VERB PUNCT DET NOUN VERB", "det nsubj ROOT punct det nsubj ROOT", "1 2 2 2 5 6 6")
    book = PartyBook(annotated)
    assert book.party_of(tokens_of(annotated)[1]) == book.party_of(tokens_of(annotated)[5]) is not None


def test_names_are_compared_without_titles_and_accents() -> None:
    assert name_words("M. Élie Dupré") == ("elie", "dupre")


def test_an_accuser_is_not_accused_by_its_own_sentence() -> None:
    candidate = Candidate(0, 0, {"framed_with_act": 1.0, "group:accuse:accused": 1.0}, rank=5.0)
    assert is_sure(candidate)
    candidate.features["is_accuser"] = 1.0
    assert not is_sure(candidate)


def test_a_linear_model_ignores_features_it_does_not_know() -> None:
    model = Linear(0.0, {"seen": 2.0}, 0.6)
    assert model.probability({"unseen": 5.0}) == 0.5
    assert model.accepts({"seen": 1.0, "unseen": -9.0})


@pytest.mark.model
def test_somebody_unnamed_is_not_the_newsroom(pipeline: Pipeline) -> None:
    _, found = reading(pipeline, "« Paul Lemoine a volé la caisse de l'association. »\n\nLa séance a été levée à midi.")
    assert {a.accuser for a in found.allegations if a.attribution is not None} <= {"UNKNOWN"}
    _, told = reading(pipeline, "Paul Lemoine a tué trois clients de la banque samedi soir.")
    assert [a.accuser for a in told.allegations] == [None]


@pytest.mark.model
def test_an_offence_is_procedure_only_where_justice_acts(pipeline: Pipeline) -> None:
    _, told = reading(pipeline, "Les gardes de la société Verdier ont commis un homicide involontaire sur un ouvrier.")
    _, charged = reading(pipeline, "Paul Lemoine a été mis en examen pour homicide involontaire.")
    assert [a.legal for a in charged.allegations] == [True]
    assert not any(a.legal for a in told.allegations)


@pytest.mark.model
def test_a_suspect_is_not_the_mayor_who_tells(pipeline: Pipeline) -> None:
    text = "Un homme a poignardé deux passants.\n\nLe maire a indiqué que la place était fermée. Le suspect avait déjà menacé ses voisins."
    _, found = reading(pipeline, text)
    assert not any("maire" in a.accused for a in found.allegations)


@pytest.mark.model
def test_both_sides_of_a_mutual_accusation(pipeline: Pipeline) -> None:
    _, found = reading(pipeline, "Les sociétés Verdier et Solem s'accusent mutuellement de fraude.")
    assert {"Verdier", "Solem"} <= {name for a in found.allegations for name in ("Verdier", "Solem") if name in a.accused}
