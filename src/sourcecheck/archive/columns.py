"""What the columns of the tables are: their type and their meaning, said once for writers and for the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass

STRING, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"


@dataclass(frozen=True)
class Column:
    """`type` is one of Table Schema's: string, integer, number, boolean."""

    name: str
    type: str
    meaning: str


_KEY = (
    Column("input", STRING, "file the row came from"),
    Column("row", INTEGER, "number of the row in that file, from 0; with `input` it names the article in every table"),
    Column("id", STRING, "identifier of the article as given, else its file or row"),
)

ARTICLES = (
    *_KEY,
    Column("title", STRING, "title"),
    Column("byline", STRING, "author as given"),
    Column("outlet", STRING, "newspaper or site as given"),
    Column("section", STRING, "section as given"),
    Column("published", STRING, "date as given"),
    Column("published_day", STRING, "that date as YYYY-MM-DD (a month alone: its first day); empty when it could not be read"),
    Column("genre", STRING, "genre given, else found: news, opinion, interview…"),
    Column("error", STRING, "why the row could not be audited; empty when it was, and all counts are missing when it was not"),
)

METRICS = (
    Column("words", INTEGER, "words that were judged (furniture, captions, tables and notes are not)"),
    Column("sentences", INTEGER, "sentences that were judged"),
    Column("narrator_sentences", INTEGER, "sentences in which the newsroom speaks"),
    Column("attributed_sentences", INTEGER, "sentences in which a source speaks"),
    Column("mixed_sentences", INTEGER, "sentences in which both speak"),
    Column("narrator_share", NUMBER, "narrator_sentences / sentences"),
    Column("attributed_share", NUMBER, "attributed_sentences / sentences"),
    Column("mixed_share", NUMBER, "mixed_sentences / sentences"),
    Column("reported_words_share", NUMBER, "words held to have been said by a source / words, at most 1"),
    Column("attributions", INTEGER, "stretches of content presented as said, each with its source"),
    Column("unnamed_attributions", INTEGER, "attributions whose source the article does not name"),
    Column("speakers", INTEGER, "different sources that speak"),
    Column("quoted_women", INTEGER, "named persons who speak and whom the text shows to be women"),
    Column("quoted_men", INTEGER, "named persons who speak and whom the text shows to be men"),
    Column("quoted_unknown_gender", INTEGER, "named persons who speak and whose gender the text does not show"),
    Column("allegations", INTEGER, "accusations against an identifiable party"),
    Column("grave_allegations", INTEGER, "those of a grave act"),
    Column("unanswered_allegations", INTEGER, "grave accusations to which the text holds no reply and no request for one"),
    Column("needs_source", INTEGER, "sentences that would need a source and have none"),
    Column("needs_source_per_1000_words", NUMBER, "1000 × needs_source / words"),
    Column("loaded", INTEGER, "words in the newsroom's voice that judge"),
    Column("loaded_per_1000_words", NUMBER, "1000 × loaded / words"),
    Column("findings_error", INTEGER, "findings of severity error"),
    Column("findings_warning", INTEGER, "findings of severity warning"),
    Column("findings_info", INTEGER, "findings of severity info"),
    Column("one_sided", BOOLEAN, "a dispute in which one side alone is heard"),
)

FINDINGS = (
    *_KEY,
    Column("rule", STRING, "rule, see the rule book"),
    Column("severity", STRING, "info, warning or error"),
    Column("confidence", STRING, "low, medium or high"),
    Column("start", INTEGER, "first character of the flagged words in the text as it was read"),
    Column("end", INTEGER, "one past the last character"),
    Column("line", INTEGER, "line of the file or of the cell, from 1"),
    Column("column", INTEGER, "column in that line, from 1"),
    Column("words", STRING, "what is flagged"),
    Column("message", STRING, "what the text lacks"),
    Column("question", STRING, "what to ask the writer"),
    Column("norms", STRING, "norms it stands on, separated by blanks"),
    Column("whole_article", BOOLEAN, "true when the finding is about the article as a whole"),
    Column("score", NUMBER, "probability, where a classifier gave one"),
    Column("fingerprint", STRING, "stays the same while the sentence does"),
)

_NUMBER = Column("number", INTEGER, "number in the article, from 0")

ATTRIBUTIONS = (
    *_KEY, _NUMBER,
    Column("type", STRING, "direct, indirect or mixed"),
    Column("start", INTEGER, "first character of the content"),
    Column("end", INTEGER, "one past its last character (a cue in the middle lies between them)"),
    Column("words", STRING, "the content; « … » stands where a cue cuts it"),
    Column("cue", STRING, "the words that say that it was said"),
    Column("cue_kind", STRING, "verb, incise, preposition, noun, colon, continuation or none"),
    Column("verb_class", STRING, "neutral, factive, doubt or charged: how far the cue engages the newsroom"),
    Column("source", STRING, "the words that name the source there"),
    Column("speaker", INTEGER, "number of the speaker in the table speakers; empty when the text does not tell"),
    Column("speaker_name", STRING, "fullest name the article gives"),
    Column("named", BOOLEAN, "true when the article names the source"),
)

ALLEGATIONS = (
    *_KEY, _NUMBER,
    Column("start", INTEGER, "first character"),
    Column("end", INTEGER, "one past the last character"),
    Column("words", STRING, "the accusing words"),
    Column("act", STRING, "words that name the act"),
    Column("matter", STRING, "kind of act"),
    Column("accused", STRING, "who is accused"),
    Column("accuser", STRING, "who accuses; empty: the newsroom itself"),
    Column("grave", BOOLEAN, "the act is grave"),
    Column("legal", BOOLEAN, "a charge, verdict or inquiry stated as such"),
    Column("conditional", BOOLEAN, "told in the conditional of reserve"),
    Column("reply", STRING, "none, off-topic, relevant or sought"),
    Column("reply_words", STRING, "the reply"),
)

SPEAKERS = (
    *_KEY, _NUMBER,
    Column("name", STRING, "fullest name the article gives"),
    Column("kind", STRING, "person, organisation, document, group, place or unnamed"),
    Column("role", STRING, "function the article gives"),
    Column("named", BOOLEAN, "true when the article names them"),
    Column("gender", STRING, "feminine, masculine or unknown, by the words of the text alone"),
    Column("party", STRING, "side of the dispute"),
    Column("attributions", INTEGER, "attributions to them"),
    Column("words", INTEGER, "words attributed to them"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (*ARTICLES, *METRICS),
    "findings": FINDINGS,
    "attributions": ATTRIBUTIONS,
    "allegations": ALLEGATIONS,
    "speakers": SPEAKERS,
}
ALWAYS = ("articles", "findings")
OPTIONAL = ("attributions", "allegations", "speakers")
ABOUT = {
    "articles": "One row for each row of the input, also for those that could not be audited.",
    "findings": "One row for each finding that nobody set aside.",
    "attributions": "One row for each stretch of content presented as said.",
    "allegations": "One row for each accusation against an identifiable party.",
    "speakers": "One row for each source that speaks, for each article.",
}
