"""Words without the names in them: what a model may learn from, so that no verdict hangs on who is meant.

Proper names, words that name a people, a faith or a political camp, numbers and gendered pronouns or
person nouns each become one mark; a run of names is one mark, so that « Ali Ben Salah » weighs as « Paul ».
"""

from __future__ import annotations

NAME = "NOM"
CAMP = "CAMP"
NUMBER = "NB"

PERSONS = {
    word: mark
    for mark, words in {
        "PERS": "homme femme monsieur madame mademoiselle messieurs mesdames garçon fille m. mme m mme. mlle dame",
        "PARENT": "père mère papa maman beau-père belle-mère grand-père grand-mère oncle tante",
        "PROCHE": "frère sœur soeur fils mari épouse époux compagnon compagne cousin cousine neveu nièce "
        "beau-frère belle-sœur beau-fils belle-fille ex-mari ex-femme veuf veuve",
        "PRO": "il elle ils elles lui celui celle ceux celles ce-dernier",
    }.items()
    for word in words.split()
}
