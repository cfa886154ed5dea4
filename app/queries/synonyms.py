"""Synonyms: words that readers search for, and the words that the record has for the same thing.

They work in one direction: a search for `casualties` also finds `killed`, but not the other way round. A pair of words
that mean the same is listed twice. Only words that denote the same thing belong here; a drone is no missile.
"""

from app.queries.engine.folding import normalise

SYNONYMS: dict[str, tuple[str, ...]] = {
    "casualties": ("killed", "wounded"),
    "casualty": ("killed", "wounded"),
    "dead": ("killed",),
    "deaths": ("killed",),
    "death toll": ("killed",),
    "fatalities": ("killed",),
    "fatality": ("killed",),
    "wounded": ("injured",),
    "injured": ("wounded",),
    "ISIS": ("Islamic State",),
    "ISIL": ("Islamic State",),
    "IS": ("Islamic State",),
    "Daesh": ("Islamic State",),
    "داعش": ("Islamic State",),
    "Revolutionary Guards": ("Revolutionary Guard",),
    "Baluchistan": ("Balochistan", "Baluchestan"),
    "Baluch": ("Baloch",),
    "Baloch": ("Baluch",),
    "envoy": ("ambassador",),
    "envoys": ("ambassadors",),
    "ambassador": ("envoy",),
    "ambassadors": ("envoys",),
    "air strike": ("airstrike",),
    "air strikes": ("airstrikes",),
    "rocket": ("missile",),
    "rockets": ("missiles",),
}
ONLY_ALONE = {"is"}  # an English word too: it has its synonyms only if the search has no other word

BY_FOLDED_WORDS = {tuple(normalise(word).split()): synonyms for word, synonyms in SYNONYMS.items()}
LONGEST = max(map(len, BY_FOLDED_WORDS))  # words of the longest entry
