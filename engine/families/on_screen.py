"""Telling words that are seen from words that are heard, by what stands around a quote.

The rule reads the clause before the quote and the first words after it, in English and Chinese:
1. After it: `"OPEN" sign`, `"OPEN" is written on ...`, “开业”字样 are seen.
2. Before it, the last word of writing or speaking decides: `written`, `reading`, `labelled`, 写着 are seen; `says`,
   `sings`, 说 are heard.
3. A thing that bears writing may speak: `a sign that says`, `a banner saying` are seen. `A man under a sign says`,
   where the thing hangs on a preposition or is in a hand, is heard. So is what a voice or a narrator reads.
4. A thing that bears writing, and no such verb: `a neon sign "OPEN"`, 招牌“开业” are seen. Everything else is heard.
"""

from __future__ import annotations

import re

_BEARER = (
    r"(?:sign|signs|signboard|billboard|banner|poster|placard|label|sticker|logo|caption|captions|subtitle|subtitles|"
    r"title|headline|text|lettering|letters|inscription|plaque|screen|display|t-shirt|screen text)"
)
_HEARD_VERB = (
    r"(?:says?|said|saying|asks?|asked|asking|answers?|answered|replies|replied|shouts?|shouted|shouting|yells?|yelled|"
    r"whispers?|whispered|whispering|sings?|sang|singing|raps?|rapped|rapping|murmurs?|murmured|announces?|announced|"
    r"exclaims?|exclaimed|speaks?|spoke|speaking|calls?|called|calling|screams?|screamed|voice|voiceover)"
)
_SEEN_VERB = (
    r"(?:reads?|reading|written|writes|wrote|writing|printed|engraved|painted|carved|labell?ed|titled|entitled|"
    r"captioned|spelling|spells|displaying|displays|with the words?)"
)
_HELD = r"(?:under|below|beneath|beside|near|by|behind|at|before|above|to|past|next to|in front of|holding|holds|with)"

_CLAUSE_END = re.compile(r"[.!?;\n。！？；]")
_VERBS = re.compile(rf"\b(?:(?P<seen>{_SEEN_VERB})|(?P<heard>{_HEARD_VERB}))\b", re.IGNORECASE)
_SPEAKING_BEARER = re.compile(rf"\b{_BEARER}\s+(?P<that>that |which )?(?P<verb>says?|said|saying)\W*$", re.IGNORECASE)
_HELD_BEARER = re.compile(rf"\b{_HELD}\s+(?:\S+\s+){{0,4}}?{_BEARER}\s+(?:says?|said)\W*$", re.IGNORECASE)
_BARE_BEARER = re.compile(rf"\b{_BEARER}\W*$", re.IGNORECASE)
_READ_ALOUD = re.compile(
    r"\bread(?:s|ing)?\b.*\b(?:aloud|out)\b|\b(?:voice|voiceover|narrator|announcer)\b.*\breads?\b", re.IGNORECASE
)
_AFTER = re.compile(
    rf"^\s*(?:{_BEARER}|(?:is |are )?(?:written|printed|engraved|painted|displayed)|(?:appears?|glows?) (?:on|in))\b",
    re.IGNORECASE,
)

_SEEN_CHINESE = re.compile(
    r"写着|写有|写上|印着|印有|刻着|刻有|画着|题为|标着|标有|显示着?|贴着|字样|标题|字幕|标语|招牌|牌子|横幅|海报|文字|标签"
)
_HEARD_CHINESE = re.compile(r"说|问|喊|叫道|唱|答|低语|讲|道[:：,，]?\s*$|念|旁白")
_AFTER_CHINESE = re.compile(
    r"^\s*(?:的)?(?:字样|字幕|标题|标语|招牌|牌子|横幅|海报|文字|标签|大字|几个字|[一二两三四五六七八九十]个字)"
)


def is_on_screen(before: str, after: str) -> bool:
    """Whether a quote between `before` and `after` is text to be seen."""
    if _AFTER.search(after) or _AFTER_CHINESE.search(after):
        return True
    clause = _CLAUSE_END.split(before)[-1]
    return _seen_in_english(clause) or _seen_in_chinese(clause)


def _seen_in_english(clause: str) -> bool:
    speaking = _SPEAKING_BEARER.search(clause)
    if speaking is not None:
        by_itself = bool(speaking["that"]) or speaking["verb"].lower() == "saying"
        return by_itself or not _HELD_BEARER.search(clause)
    verbs = list(_VERBS.finditer(clause))
    if verbs:
        return verbs[-1]["seen"] is not None and not _READ_ALOUD.search(clause)
    return _BARE_BEARER.search(clause) is not None


def _seen_in_chinese(clause: str) -> bool:
    seen = [match.end() for match in _SEEN_CHINESE.finditer(clause)]
    heard = [match.end() for match in _HEARD_CHINESE.finditer(clause)]
    return bool(seen) and (not heard or seen[-1] > heard[-1])
