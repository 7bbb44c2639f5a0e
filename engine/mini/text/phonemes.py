"""The sounds that a script can ask for. A name's place in PHONEMES is its id and part of the weights: append only.

`en:` and `zh:` names are espeak-ng's mnemonics of American English and of Mandarin without stress marks, rare
allophones merged; `sing:` names are the vowels of song.
"""

from __future__ import annotations

SILENCE = "silence"
ENGLISH = (
    "n t I l m aI s k d r u: z w E D V a i: j eI i 3 f p @ oU g b h v 0 aU N A@ t# U 3: tS S T e@ @L O: dZ O@ A: i@ "
    "aI3 OI U@ Z"
)
CHINESE = (
    "n i N @ w Au j s. X A S; o ai m t a o- l iE ts ts. i. u tS; p tS;h k kh th ei uai iA ts.h y iou i[ ong f uo s ou "
    "ua ph @r yE z. uei y& tsh yu u@ y@"
)
SUNG_VOWELS = ("sing:a", "sing:e", "sing:i", "sing:o", "sing:u")

PHONEMES: tuple[str, ...] = (
    SILENCE,
    *(f"en:{name}" for name in ENGLISH.split()),
    *(f"zh:{name}" for name in CHINESE.split()),
    *SUNG_VOWELS,
)
PHONEME_IDS: dict[str, int] = {name: index for index, name in enumerate(PHONEMES)}
VOWEL_LETTERS = frozenset("aA&03@EeIiyoOuUV")


def is_vowel(name: str) -> bool:
    """True for a phoneme that carries a syllable: its name without the language begins with a vowel's sign."""
    return name.partition(":")[2][:1] in VOWEL_LETTERS
