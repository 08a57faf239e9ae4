"""Named detectors: what patterns cannot say. Registered here by hand; a card names one.

A detector is a builder: it reads its options from the card once and returns the check with the names of
the fields it gives to the message.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors import (
    accusing,
    affairs,
    anonymous,
    balance,
    calendar,
    conditional,
    counts,
    dates,
    figures,
    garbled,
    layout,
    leftovers,
    naming,
    polls,
    procedure,
    quoting,
    sourcing,
    spelling,
    titles,
    wording,
)
from sourcecheck.rules.tables import Table

DETECTORS: dict[str, Callable[[Workshop, Table], Built]] = {
    "accusing-title": accusing.accusing_title,
    "affair-without-defence": affairs.affair_without_defence,
    "anonymous-source": anonymous.anonymous_source,
    "bare-declaration": balance.bare_declaration,
    "buried-reply": balance.buried_reply,
    "charged-paraphrase": quoting.charged_paraphrase,
    "charged-verb": quoting.charged_verb,
    "crime-label": wording.crime_label,
    "differing-figures": counts.differing_figures,
    "drafting-leftovers": leftovers.drafting_leftovers,
    "furniture": layout.furniture,
    "guilt-before-judgement": affairs.guilt_before_judgement,
    "hardened-title": titles.hardened_title,
    "imputed-cause": accusing.imputed_cause,
    "incompatible-times": calendar.incompatible_times,
    "lost-words": garbled.lost_words,
    "missing-reaction": balance.missing_reaction,
    "named-minor": naming.named_minor,
    "named-victim": naming.named_victim,
    "narrator-accusation": accusing.narrator_accusation,
    "neutralised-reply": balance.neutralised_reply,
    "news-on-one-nameless-source": titles.news_on_one_nameless_source,
    "no-origin": sourcing.no_origin,
    "office-answers": affairs.office_answers,
    "one-sided-dispute": accusing.one_sided_dispute,
    "orphan-quotation": quoting.orphan_quotation,
    "overflowing-sum": counts.overflowing_sum,
    "points-as-per-cent": counts.points_as_per_cent,
    "poll-without-notice": polls.poll_without_notice,
    "procedure-words": procedure.procedure_words,
    "rival-spellings": spelling.rival_spellings,
    "rumour-conditional": conditional.rumour_conditional,
    "scare-quotes": balance.scare_quotes,
    "single-crowd-count": counts.single_crowd_count,
    "speech-by-party": balance.speech_by_party,
    "territory-status": wording.territory_status,
    "title-without-body": titles.title_without_body,
    "trailing-clause": balance.trailing_clause,
    "unanchored-time": dates.unanchored_time,
    "unanswered-accusation": accusing.unanswered_accusation,
    "unbalanced-marks": layout.unbalanced_marks,
    "uneven-acts": accusing.uneven_acts,
    "uneven-victims": accusing.uneven_victims,
    "uneven-verbs": balance.uneven_verbs,
    "unquestioned-accusation": balance.unquestioned_accusation,
    "unqualified-speaker": quoting.unqualified_speaker,
    "unreferenced-document": sourcing.unreferenced_document,
    "unsettled-conviction": procedure.unsettled_conviction,
    "unsourced-opening": balance.unsourced_opening,
    "unsourced-toll": figures.unsourced_toll,
}
