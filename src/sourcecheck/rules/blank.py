"""A card to fill in, for a newsroom that writes its own rule."""

from __future__ import annotations

from pathlib import Path

from sourcecheck.errors import CardError, SettingsError
from sourcecheck.rules.cards import ID

BLANK = '''# The rule {id}. docs/cards.md explains every key. Then: sourcecheck rules test {folder} --rule {id}
id = "{id}"
tier = 2
kind = "lexicon"            # lexicon | pattern | dependency | metric | score | detector
severity = "info"           # info | warning | error
confidence = "medium"       # low | medium | high
norms = ["N12"]             # from rules/norms.toml; « N02.3 » is clause 3 of N02
# genres = ["news"]         # news communique interview opinion live brief listing; default: all but opinion, listing
# voices = ["narrator", "mixed"]
# zones = ["title", "lead", "body"]

[title]
fr = "À écrire"
en = "To be written"

[why]
fr = "Ce que le lecteur perd quand un texte fait cela."
en = "What readers lose when a text does this."

[message]
fr = "« {{words}} » : dire ce que le texte ne dit pas."
en = "“{{words}}”: say what the text does not say."

[question]
fr = "La question que le chef de service poserait ?"
en = "The question that the desk head would ask?"

[blind_spots]
fr = "Ce que la règle ne voit pas."
en = "What the rule does not see."

[parameters]
words = ["mot à signaler"]
# except = ["mot à signaler aussi"]
# [[parameters.unless]]
# words = ["selon"]
# within = "sentence"       # words before after sentence next previous around paragraph title article

[[flag]]
text = "Une phrase avec le [[mot à signaler]], que la règle doit relever."

[[silent]]
text = "Une phrase voisine que la règle doit laisser passer."
'''


def write_blank(rule: str, house: Path) -> Path:
    """Write ``rules/cards/RULE.toml`` in the house folder; never over a card that stands there."""
    if not ID.match(rule):
        raise CardError("The id “{id}” is not three capitals, a dash, three figures, such as ABC-001.", id=rule)
    path = house / "rules" / "cards" / f"{rule}.toml"
    if path.exists():
        raise SettingsError("The card {path} exists already.", path=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BLANK.format(id=rule, folder=house.name), encoding="utf-8")
    return path
