"""Is it French? Function words of six neighbours, counted."""

from __future__ import annotations

import re

from sourcecheck.errors import InputError

_WORDS = {
    "French": "le la les un une des du de au aux et est sont dans pour que qui sur pas par plus avec ce cette ont été il elle mais ses son nous leur",
    "English": "the of and to in a is that for it was on with as his be at by this had not are but from or have an they which were has",
    "Spanish": "el los las una del y en que es por con para se su como más pero sus le ha al lo este fue han son muy también",
    "German": "der die das und ist in den von zu mit sich des auf für nicht ein eine dem es an werden aus er hat dass sie nach wird bei",
    "Italian": "il lo gli una di che è per con non del della dei nel sono più come anche ha dal alla le si questo stato hanno ma",
    "Dutch": "de het een van en is dat op te zijn voor met niet aan er om ook als bij maar naar door over hij heeft ze uit werd",
    "Portuguese": "o os as uma do da dos em que é não com para por mais como foi ao ele seu sua são mas pelo pela também já",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_ENOUGH = 25


def require_french(text: str, name: str) -> None:
    """Raise `InputError` when a text of some length is plainly in another language."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    if len(words) < _ENOUGH:
        return
    counts = {language: sum(word in known for word in words) for language, known in _LANGUAGES.items()}
    best = max(counts, key=lambda language: counts[language])
    if best != "French" and counts[best] > 1.5 * counts["French"] and counts[best] > 0.12 * len(words):
        raise InputError(
            "{path} seems to be in another language ({language}): sourcecheck reads French articles only.",
            path=name, language=best,
        )
    if counts["French"] < 0.08 * len(words):
        raise InputError("{path} does not look like a French text: nothing was audited.", path=name)
