"""Folding: the one way in which texts and searches are made alike, in any script."""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ة": "ہ",
        "ه": "ہ",
        "ۀ": "ہ",
        "ۂ": "ہ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ـ": "",  # tatweel only stretches a word
    }
)
APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb`\u00b4]")  # Iran's and Irans are one word
WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Words in lower case, without marks, apostrophes and punctuation, letter variants and digits made one."""
    if text.isascii():  # nothing to decompose, and most texts by far
        return " ".join(WORD.findall(APOSTROPHES.sub("", text.lower()).replace("_", " ")))
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    folded = APOSTROPHES.sub("", unicodedata.normalize("NFKC", bare)).translate(LETTERS)
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in folded)
    return " ".join(WORD.findall(digits.replace("_", " ")))


def tokens(text: str) -> list[str]:
    """The words of a search, folded."""
    return normalise(text).split()
