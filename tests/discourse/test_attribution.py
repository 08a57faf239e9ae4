"""Every construction on Docs spelled by hand; sentences written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import read, spell, told

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.domain.discourse import CueKind, QuotationUse, VerbClass
from sourcecheck.domain.text import PartKind

MAIRE = "Le_DET maire_NOUN"
QUOTE = "«_PUNCT Nous_PRON partirons_VERB:Fin demain_ADV »_PUNCT"
TROUBLED = "le_DET pont_NOUN sera_AUX:Fin fermé_VERB:Part"


def one(spelling: str) -> tuple[str, str, str | None, str | None, list[str]]:
    found = told(spell(spelling))
    assert len(found) == 1, found
    return found[0]


def test_verb_with_que_clause() -> None:
    assert one(f"{MAIRE} affirme_VERB:Fin que_SCONJ {TROUBLED}+ ._PUNCT") == (
        "indirect", "verb", "affirme", "Le maire", ["le pont sera fermé"],
    )


def test_compound_tense_with_adverbs_between() -> None:
    found = one(f"{MAIRE} a_AUX:Fin par_ADP la_DET suite_NOUN confirmé_VERB:Part que_SCONJ {TROUBLED}+ ._PUNCT")
    assert found[2] == "a par la suite confirmé"
    assert found[4] == ["le pont sera fermé"]


def test_a_participle_with_an_attribute_is_no_cue() -> None:
    assert told(spell("L'_DET+ accusé_NOUN a_AUX:Fin été_AUX:Part reconnu_VERB:Part coupable_ADJ+ ._PUNCT")) == []


@pytest.mark.parametrize("negated", ["ne_ADV précise_VERB:Fin pas_ADV que_SCONJ", "n'_ADV+ a_AUX:Fin pas_ADV indiqué_VERB:Part que_SCONJ"])
def test_what_is_not_said_is_no_content(negated: str) -> None:
    assert told(spell(f"{MAIRE} {negated} {TROUBLED}+ ._PUNCT")) == []


def test_bare_infinitive() -> None:
    assert one(f"{MAIRE} dit_VERB:Fin vouloir_VERB:Inf partir_VERB:Inf+ ._PUNCT")[4] == ["vouloir partir"]


def test_infinitive_with_its_preposition() -> None:
    assert one(f"{MAIRE} a_AUX:Fin promis_VERB:Part de_ADP partir_VERB:Inf+ ._PUNCT")[4] == ["partir"]
    found = one(f"{MAIRE} appelle_VERB:Fin les_DET habitants_NOUN à_ADP partir_VERB:Inf+ ._PUNCT")
    assert (found[2], found[4]) == ("appelle", ["partir"])


def test_infinitive_ends_where_the_main_verb_goes_on() -> None:
    found = told(
        spell(f"{MAIRE} promet_VERB:Fin de_ADP partir_VERB:Inf et_CCONJ salue_VERB:Fin la_DET foule_NOUN+ ._PUNCT")
    )
    assert [item[4] for item in found] == [["partir"]]


def test_indirect_question() -> None:
    found = one(f"{MAIRE} a_AUX:Fin expliqué_VERB:Part comment_ADV il_PRON partirait_VERB:Fin+ ._PUNCT")
    assert found[4] == ["comment il partirait"]


def test_a_bare_noun_object_is_no_content() -> None:
    assert told(spell(f"{MAIRE} a_AUX:Fin critiqué_VERB:Part la_DET loi_NOUN+ ._PUNCT")) == []
    assert told(spell(f"{MAIRE} a_AUX:Fin appelé_VERB:Part au_ADP calme_NOUN+ ._PUNCT")) == []


def test_quoted_object() -> None:
    assert one(f"{MAIRE} dénonce_VERB:Fin «_PUNCT un_DET abandon_NOUN »_PUNCT+ ._PUNCT") == (
        "direct", "verb", "dénonce", "Le maire", ["un abandon"],
    )


def test_quoted_islands_make_one_mixed_content() -> None:
    found = one(
        f"{MAIRE} estime_VERB:Fin que_SCONJ le_DET projet_NOUN est_AUX:Fin «_PUNCT trop_ADV cher_ADJ »_PUNCT "
        "et_CCONJ «_PUNCT inutile_ADJ »_PUNCT+ ._PUNCT"
    )
    assert (found[0], found[4]) == ("mixed", ["le projet est « trop cher » et « inutile »"])


def test_que_with_a_whole_quotation_is_direct() -> None:
    found = one(f"{MAIRE} assure_VERB:Fin que_SCONJ {QUOTE}+ ._PUNCT")
    assert (found[0], found[4]) == ("direct", ["Nous partirons demain"])


def test_colon() -> None:
    assert one(f"{MAIRE} répond_VERB:Fin :_PUNCT {QUOTE}+ ._PUNCT")[4] == ["Nous partirons demain"]
    found = one(f"{MAIRE} prévient_VERB:Fin :_PUNCT {TROUBLED}+ ._PUNCT")
    assert (found[0], found[4]) == ("indirect", ["le pont sera fermé"])


def test_colon_without_a_verb() -> None:
    found = one(f"{MAIRE} :_PUNCT {QUOTE}")
    assert found[:4] == ("direct", "colon", ":", "Le maire")


def test_incise_with_a_clitic_cuts_the_quotation() -> None:
    found = one("«_PUNCT Je_PRON pars_VERB:Fin »_PUNCT+ ,_PUNCT dit_VERB:Fin+ -elle_PRON+ ,_PUNCT «_PUNCT et_CCONJ vite_ADV »_PUNCT+ ._PUNCT")
    assert found == ("direct", "incise", "dit-elle", "elle", ["Je pars", "et vite"])


def test_incise_with_a_noun_far_from_its_verb() -> None:
    found = one(
        f"{QUOTE}+ ,_PUNCT a_AUX:Fin déclaré_VERB:Part lundi_NOUN à_ADP la_DET presse_NOUN le_DET ministre_NOUN "
        "Jean_PROPN Roux_PROPN+ ._PUNCT"
    )
    assert found == ("direct", "incise", "a déclaré", "le ministre Jean Roux", ["Nous partirons demain"])


def test_incise_without_quotation_marks() -> None:
    found = one("Le_DET pont_NOUN fermera_VERB:Fin lundi_NOUN+ ,_PUNCT indique_VERB:Fin la_DET préfecture_NOUN+ ._PUNCT")
    assert found == ("indirect", "incise", "indique", "la préfecture", ["Le pont fermera lundi"])


def test_incise_of_hearsay() -> None:
    found = one(
        "Le_DET pont_NOUN fermera_VERB:Fin lundi_NOUN+ ,_PUNCT a_AUX:Fin+ -t_PRON+ -on_PRON appris_VERB:Part "
        "auprès_ADP de_ADP la_DET préfecture_NOUN+ ._PUNCT"
    )
    assert (found[1], found[4]) == ("incise", ["Le pont fermera lundi"])


def test_an_enumeration_of_verbs_is_no_incise() -> None:
    assert told(spell(f"{MAIRE}+ ,_PUNCT élu_VERB:Part hier_ADV+ ,_PUNCT a_AUX:Fin salué_VERB:Part la_DET foule_NOUN+ ._PUNCT")) == []


def test_incise_between_the_marks_themselves() -> None:
    found = one(
        "«_PUNCT On_PRON a_AUX:Fin eu_VERB:Part peur_NOUN+ ,_PUNCT raconte_VERB:Fin Martine_PROPN+ ,_PUNCT 62_NUM ans_NOUN+ ._PUNCT "
        "Tout_PRON tremblait_VERB:Fin+ ._PUNCT »_PUNCT"
    )
    assert found == ("direct", "incise", "raconte", "Martine", ["On a eu peur", "Tout tremblait."])


def test_governed_incise() -> None:
    found = one(f"{QUOTE}+ ,_PUNCT tient_VERB:Fin à_ADP préciser_VERB:Inf le_DET maire_NOUN+ ._PUNCT")
    assert found[1:4] == ("incise", "tient à préciser", "le maire")


def test_historic_infinitive() -> None:
    found = one("Et_CCONJ d'_ADP+ ajouter_VERB:Inf :_PUNCT «_PUNCT Nous_PRON restons_VERB:Fin ._PUNCT »_PUNCT")
    assert (found[2], found[4]) == ("ajouter", ["Nous restons ."])


@pytest.mark.parametrize(
    ("lead", "cue", "source"),
    [
        ("Selon_ADP la_DET police_NOUN", "Selon", "la police"),
        ("D'_ADP+ après_ADP la_DET police_NOUN", "D'après", "la police"),
        ("Pour_ADP la_DET police_NOUN", "Pour", "la police"),
        ("À_ADP en_ADP croire_VERB:Inf la_DET police_NOUN", "À en croire", "la police"),
        ("De_ADP source_NOUN policière_ADJ", "De source", "source policière"),
        ("Aux_ADP yeux_NOUN de_ADP la_DET police_NOUN", "Aux yeux de", "la police"),
    ],
)
def test_prepositions(lead: str, cue: str, source: str) -> None:
    found = one(f"{lead}+ ,_PUNCT {TROUBLED}+ ._PUNCT")
    assert found == ("indirect", "preposition", cue, source, ["le pont sera fermé"])


def test_selon_at_the_end_and_in_the_middle() -> None:
    assert one(f"{TROUBLED}+ ,_PUNCT selon_ADP la_DET police_NOUN+ ._PUNCT")[4] == ["le pont sera fermé"]
    found = one("Le_DET pont_NOUN+ ,_PUNCT selon_ADP la_DET police_NOUN+ ,_PUNCT sera_AUX:Fin fermé_VERB:Part+ ._PUNCT")
    assert found[4] == ["Le pont", "sera fermé"]


def test_two_counts_by_two_sources() -> None:
    found = told(
        spell(
            "Le_DET cortège_NOUN a_AUX:Fin réuni_VERB:Part+ ,_PUNCT 800_NUM personnes_NOUN selon_ADP la_DET police_NOUN+ ,_PUNCT "
            "2000_NUM selon_ADP les_DET organisateurs_NOUN+ ._PUNCT"
        )
    )
    assert [item[4] for item in found] == [["800 personnes"], ["2000"]]


@pytest.mark.parametrize(
    "spelling",
    [
        f"Selon_ADP les_DET cas_NOUN+ ,_PUNCT {TROUBLED}+ ._PUNCT",
        f"Pour_ADP la_DET première_ADJ fois_NOUN+ ,_PUNCT {TROUBLED}+ ._PUNCT",
        f"Pour_ADP partir_VERB:Inf+ ,_PUNCT {TROUBLED}+ ._PUNCT",
    ],
)
def test_prepositions_of_something_else(spelling: str) -> None:
    assert told(spell(spelling)) == []


def test_second_cue_in_one_sentence() -> None:
    found = told(
        spell(f"{MAIRE} a_AUX:Fin dit_VERB:Part que_SCONJ {TROUBLED}+ ,_PUNCT ajoutant_VERB:Part que_SCONJ la_DET route_NOUN rouvrira_VERB:Fin+ ._PUNCT")
    )
    assert [(item[2], item[3], item[4]) for item in found] == [
        ("a dit", "Le maire", ["le pont sera fermé"]),
        ("ajoutant", "Le maire", ["la route rouvrira"]),
    ]


def test_two_speakers_in_one_sentence() -> None:
    found = told(
        spell(
            f"{MAIRE} affirme_VERB:Fin que_SCONJ {TROUBLED} mais_CCONJ le_DET préfet_NOUN assure_VERB:Fin que_SCONJ "
            "la_DET route_NOUN rouvrira_VERB:Fin+ ._PUNCT"
        )
    )
    assert [(item[3], item[4]) for item in found] == [
        ("Le maire", ["le pont sera fermé"]),
        ("le préfet", ["la route rouvrira"]),
    ]


def test_relative_clause() -> None:
    found = one(f"C'_PRON+ est_AUX:Fin Paul_PROPN Roux_PROPN qui_PRON affirme_VERB:Fin que_SCONJ {TROUBLED}+ ._PUNCT")
    assert (found[3], found[4]) == ("Paul Roux", ["le pont sera fermé"])


def test_locutions() -> None:
    found = one(f"{MAIRE} a_AUX:Fin fait_VERB:Part savoir_VERB:Inf que_SCONJ {TROUBLED}+ ._PUNCT")
    assert (found[2], found[4]) == ("a fait savoir", ["le pont sera fermé"])


def test_passive_with_agent() -> None:
    found = one("Le_DET projet_NOUN est_AUX:Fin qualifié_VERB:Part par_ADP les_DET riverains_NOUN d'_ADP+ «_PUNCT absurde_ADJ »_PUNCT+ ._PUNCT")
    assert (found[3], found[4]) == ("les riverains", ["absurde"])


def test_accusation_with_an_infinitive() -> None:
    found = one(f"{MAIRE} accuse_VERB:Fin le_DET préfet_NOUN d'_ADP+ avoir_AUX:Inf menti_VERB:Part+ ._PUNCT")
    assert found[4] == ["avoir menti"]


def test_information_selon_laquelle() -> None:
    found = one(f"La_DET rumeur_NOUN selon_ADP laquelle_PRON {TROUBLED} circule_NOUN+ ._PUNCT")
    assert found[1] == "noun"


def test_floating_quotation_inherits_its_source() -> None:
    found = told(
        spell(f"{QUOTE}+ ,_PUNCT dit_VERB:Fin le_DET maire_NOUN+ ._PUNCT | «_PUNCT Il_PRON faut_VERB:Fin nous_PRON aider_VERB:Inf »_PUNCT+ ._PUNCT")
    )
    assert [(item[1], item[3]) for item in found] == [("incise", "le maire"), ("continuation", "le maire")]


def test_conditional_of_hearsay_goes_on_from_its_source() -> None:
    found = one(
        f"Selon_ADP la_DET police_NOUN+ ,_PUNCT {TROUBLED}+ ._PUNCT | Un_DET pilier_NOUN aurait_AUX:Fin cédé_VERB:Part+ ._PUNCT"
    )
    assert found[4] == ["le pont sera fermé", "Un pilier aurait cédé"]


def test_an_attribution_never_crosses_into_the_next_paragraph() -> None:
    found = one(
        f"Selon_ADP la_DET police_NOUN+ ,_PUNCT {TROUBLED}+ ._PUNCT ¶ Un_DET pilier_NOUN aurait_AUX:Fin cédé_VERB:Part+ ._PUNCT"
    )
    assert found[4] == ["le pont sera fermé"]


def test_running_quotation_is_one_attribution() -> None:
    found = one(
        "«_PUNCT Nous_PRON avons_AUX:Fin tout_PRON perdu_VERB:Part+ ._PUNCT ¶ La_DET maison_NOUN est_AUX:Fin partie_VERB:Part »_PUNCT+ ,_PUNCT dit_VERB:Fin Ali_PROPN+ ._PUNCT"
    )
    assert (found[2], found[4]) == ("dit", ["Nous avons tout perdu.", "La maison est partie"])


def test_quotation_announced_at_the_end_of_the_paragraph_before() -> None:
    found = one(f"L'_DET+ association_NOUN précise_VERB:Fin :_PUNCT ¶ {QUOTE}")
    assert found == ("direct", "verb", "précise", "L'association", ["Nous partirons demain"])


def test_quotation_signed_below() -> None:
    found = one(f"{QUOTE} ¶ —_PUNCT Anne_PROPN Roux_PROPN")
    assert (found[1], found[3]) == ("none", "Anne Roux")


def test_quotation_signed_in_brackets() -> None:
    found = one(f"{QUOTE} (_PUNCT+ Anne_PROPN Roux_PROPN+ )_PUNCT")
    assert (found[1], found[3]) == ("none", "Anne Roux")


def test_scare_quotes_and_names_are_no_speech() -> None:
    quotations, attributions = read(
        spell("Les_DET «_PUNCT barons_NOUN »_PUNCT du_ADP club_NOUN ont_AUX:Fin vu_VERB:Part «_PUNCT Carmen_PROPN »_PUNCT+ ._PUNCT")
    )
    assert attributions == ()
    assert [q.use for q in quotations] == [QuotationUse.SCARE, QuotationUse.TITLE]


def test_named_and_called_things_are_no_speech() -> None:
    assert told(spell("L'_DET+ opération_NOUN baptisée_VERB:Part «_PUNCT Ville_NOUN propre_ADJ »_PUNCT commence_VERB:Fin+ ._PUNCT")) == []


def test_the_newsroom_speaking_of_its_own_is_no_source() -> None:
    assert told(spell(f"Rappelons_VERB:Fin que_SCONJ {TROUBLED}+ ._PUNCT")) == []
    assert told(spell(f"On_PRON note_VERB:Fin que_SCONJ {TROUBLED}+ ._PUNCT")) == []


def test_verb_class_and_sentence_number() -> None:
    annotated = spell(f"Il_PRON pleut_VERB:Fin+ ._PUNCT | {MAIRE} prétend_VERB:Fin que_SCONJ {TROUBLED}+ ._PUNCT")
    (attribution,) = read(annotated)[1]
    assert attribution.verb_class is VerbClass.DOUBT
    assert attribution.cue_lemma == "prétendre"
    assert attribution.sentence == 1
    assert attribution.speaker is None
    assert not attribution.named


def test_block_quotation_is_somebodys_words() -> None:
    annotated = spell(
        "Titre_NOUN ¶ Nous_PRON remercions_VERB:Fin tous_DET nos_DET clients_NOUN+ ._PUNCT",
        (PartKind.TITLE, PartKind.BLOCKQUOTE),
    )
    (attribution,) = find_attributions(annotated, find_quotations(annotated).quotations)[1]
    assert attribution.cue_kind is CueKind.NONE
    assert attribution.content[0].of(annotated.article.text) == "Nous remercions tous nos clients."


def test_interview_answers_are_said_and_questions_are_not() -> None:
    annotated = spell(
        "Pourquoi_ADV partir_VERB:Inf ?_PUNCT ¶ Parce_SCONJ que_SCONJ rien_PRON ne_ADV change_VERB:Fin+ ._PUNCT ¶ "
        "Et_CCONJ après_ADV ?_PUNCT ¶ Je_PRON vais_VERB:Fin me_PRON reposer_VERB:Inf+ ._PUNCT",
        (PartKind.QUESTION, PartKind.BODY, PartKind.QUESTION, PartKind.BODY),
    )
    text = annotated.article.text
    found = read(annotated)[1]
    assert [a.content[0].of(text) for a in found] == ["Parce que rien ne change.", "Je vais me reposer."]


def test_empty_article() -> None:
    assert told(spell("")) == []
