"""Telling a prompt in a language that tandem-mini does not read, by its script or by the small words of its grammar."""

from __future__ import annotations

import unicodedata

from .vocabulary import Vocabulary, english_words

LANGUAGE_NOTE = "tandem-mini reads English and Chinese only: words of other languages are not understood."
READ_SCRIPTS = frozenset({"LATIN", "CJK", "FULLWIDTH", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"})
"""First words of the Unicode names of letters that English and Chinese texts are written with."""
MOSTLY = 0.5
FEWEST_WORDS = 3
FEWEST_OF_A_SENTENCE = 5
FEWEST_LETTERS = 2

_GRAMMAR = """
le la les un une des du et est dans avec sur qui que pas il elle ses son sa une pour aux ce cette
der die das den dem ein eine einen einem einer und ist mit auf im sie er wie zu von nicht spricht sagt
el los las una del y en con por para que se su es hay muy lo como dice
o os as um uma do da dos das e em com na no nas nos ao diz muito
lo gli di della dello del che per nel nella sul sulla al alla dice con molto
de het een en van met op niet zegt bij hij zij
en ett och med som det den til af og paa av er det jeg han hun
jest sie nie na z w i do oraz ktora ktory kobieta
bir ve ile bu icin var diyor cok
yang dan di dengan seorang sebuah ini itu untuk pada
ang ng mga sa na ay
mot va trong voi cua nguoi co
egy es az van ja on joka kanssa se si cu pe care este
"""
GRAMMAR_WORDS = frozenset(_GRAMMAR.split())
"""Articles, prepositions, pronouns and forms of "to be" and "to say" of languages in Latin letters, without accents."""


def is_in_another_language(text: str, vocabulary: Vocabulary) -> bool:
    """True for letters of a script that is not read, and for Latin words that are mostly unknown and not English.

    Unknown words alone are no proof, since English has many: with them must come small words of another grammar,
    letters beyond a to z, or a whole sentence without one English word.
    """
    letters = [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha()]
    if sum(_script(letter) not in READ_SCRIPTS for letter in letters) >= FEWEST_LETTERS:
        return True
    words = [word for word in english_words(text) if word.isalpha() and len(word) > 1]
    unknown = [word for word in words if not vocabulary.knows_english(word)]
    if len(words) < FEWEST_WORDS or len(unknown) < MOSTLY * len(words):
        return False
    has_accents = any(not letter.isascii() and _script(letter) == "LATIN" for letter in letters)
    is_sentence = len(unknown) == len(words) >= FEWEST_OF_A_SENTENCE and "," not in text
    return has_accents or is_sentence or not GRAMMAR_WORDS.isdisjoint(unknown)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").replace("-", " ").split(" ")[0]
