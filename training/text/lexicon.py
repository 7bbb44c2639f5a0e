"""English words and how espeak-ng says them: alone (to teach spelling) and in sentences (for the words it reduces)."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np

from ..speech import english
from ..speech.espeak import Speech, say
from ..speech.inventory import phoneme_name
from ..speech.sentences import draw_sentence
from ..speech.voices import ESPEAK_LANGUAGES

WORD_LIST = Path("/usr/share/dict/american-english-small")
"""Debian's package wamerican-small; any list with one word per line will do."""
PLAIN_WORD = re.compile(r"[a-z]{2,14}")
HELD_OUT_PERCENT = 5
SENTENCES = 3000
_FUNCTION_WORDS = (
    "a an the of to and in is it you that he was for on are with as i his they be at this have from or had by but "
    "not what "
    "all were we when your can said there use each which she do how their if will up other about out many then them "
    "these "
    "so some her would him has us my our me been could should am did does don't i'm it's you're we're they're he's "
    "she's "
    "let's that's what's can't won't didn't doesn't isn't aren't wasn't i'll you'll we'll i've we've i'd who where why "
    "than no yes because into over after before just more most very only also any may must might than through"
)
FUNCTION_WORDS = tuple(dict.fromkeys(_FUNCTION_WORDS.split()))
_EVERYDAY_WORDS = (
    "video radio studio photo internet robot chocolate prompt cartoon animation picture sound clip scene music movie "
    "computer laptop tablet email website online software model future science planet rocket space universe galaxy "
    "dinosaur dragon unicorn princess prince wizard magic castle pirate treasure adventure monster ghost zombie "
    "vampire hamburger sandwich coffee espresso burger fries spaghetti sushi strawberry pineapple avocado vanilla "
    "cinnamon january february wednesday thursday saturday zero million billion thousand percent dollar euro "
    "hi hey bye goodbye okay please sorry thanks welcome congratulations cheers everybody everyone somebody something "
    "nothing anything everything nobody ladies gentlemen folks guys boys girls kids children people women men "
    "yesterday tomorrow tonight morning evening weekend holiday christmas easter halloween birthday party "
    "amazing awesome fantastic incredible gorgeous delicious terrible horrible ridiculous beautiful wonderful "
    "listen listening talking speaking singing dancing running walking playing waiting looking going coming doing "
    "loved wanted needed looked talked walked played started stopped asked answered called told gave took went came "
    "thought knew found felt left kept brought bought caught taught heard saw ate drank slept wrote read spoke"
)
EVERYDAY_WORDS = tuple(dict.fromkeys(_EVERYDAY_WORDS.split()))
CARRIERS = ("they know {} people", "we think {} animals can run", "look {} there")
Pronunciation = tuple[str, ...]


def is_held_out(word: str) -> bool:
    """The same share of words on every machine; never an everyday word."""
    if word in bank_words() or word in EVERYDAY_WORDS:
        return False
    return zlib.crc32(f"spelling:{word}".encode()) % 100 < HELD_OUT_PERCENT


def bank_words() -> frozenset[str]:
    words = {word for group in english.GROUPS.values() for word in group}
    for sentence in (*english.ALWAYS_IN_TRAINING, *english.PATTERNS):
        words |= set(re.findall(r"(?<![{\w])[a-z']+(?![}\w])", sentence))
    return frozenset(word for phrase in words for word in phrase.split())


def words_said(text: str) -> list[Pronunciation] | None:
    """How every word of `text` sounds; None when espeak groups the words otherwise or uses a sound that we lack."""
    speech = _quickly(text)
    words: list[list[str]] = [[] for _ in text.split()]
    try:
        for phoneme in speech.phonemes:
            words[phoneme.word].append(phoneme_name("english", phoneme.mnemonic))
    except (KeyError, IndexError):
        return None
    return [tuple(word) for word in words] if all(words) else None


def _quickly(text: str) -> Speech:
    voice = ESPEAK_LANGUAGES["english"] + "+m3"
    return say(text, voice, rate_wpm=240, pitch=50, pitch_range=50, volume=100)


def words_alone(count: int, seed: int, source: Path = WORD_LIST) -> dict[str, Pronunciation]:
    """`count` words of the list and all words of the bank, each said alone.

    Raises FileNotFoundError when the word list is not installed.
    """
    listed = sorted({line for line in source.read_text(encoding="utf-8").split() if PLAIN_WORD.fullmatch(line)})
    picked = np.random.default_rng((seed, 21)).choice(listed, min(count, len(listed)), replace=False)
    found = {}
    for word in sorted({*map(str, picked), *bank_words(), *FUNCTION_WORDS, *EVERYDAY_WORDS}):
        said = words_said(word)
        if said is not None:
            found[word] = said[0]
    return found


def words_in_sentences(seed: int) -> dict[str, Pronunciation]:
    """The usual sound of function words and of the bank's words inside sentences."""
    rng, heard = np.random.default_rng((seed, 22)), {}
    texts = [draw_sentence("english", rng).text.replace(",", "") for _ in range(SENTENCES)]
    texts += [carrier.format(word) for word in FUNCTION_WORDS for carrier in CARRIERS]
    for text in texts:
        said = words_said(text)
        for word, sounds in zip(text.split(), said or (), strict=False):
            heard.setdefault(word, Counter())[sounds] += 1
    return {word: counts.most_common(1)[0][0] for word, counts in sorted(heard.items())}


def cached(path: Path, make) -> dict[str, Pronunciation]:
    """What `make()` returns, kept as JSON at `path`."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(make()), encoding="utf-8")
    return {word: tuple(sounds) for word, sounds in json.loads(path.read_text(encoding="utf-8")).items()}
