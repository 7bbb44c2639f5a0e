"""A commercial has layers: a product, a narrator, music, perhaps an ambience. Are all of them there?"""

from __future__ import annotations

from collections.abc import Sequence

from ..backing_listener import music_heard
from ..exam import Exam, mean, scripted
from ..judges import Observation
from ..report import Row
from .kinds import Labelled, right
from .narrators import people_seen, phoneme_row, voices_right

SHARE_OF_CEILING = 0.9
SLOTS = (("seen", "product"), ("seen", "object_colour"), ("heard", "ambience"))


def commercial_rows(exam: Exam) -> list[Row]:
    """Real commercials made again from their own slots and script. Floors: what another one has."""
    chosen = exam.few("commercial")
    clips, real = [exam.clips[i] for i in chosen], [exam.real[i] for i in chosen]
    made = exam.make([scripted(clip, 1900 + i) for i, clip in zip(chosen, clips, strict=True)])
    groups = ((made, clips), (real, clips), (made, clips[1:] + clips[:1]))
    rows = [
        _row(f"commercial, {slot.replace('_', ' ')} {stream}", [right(*group, stream, slot) for group in groups])
        for stream, slot in SLOTS
    ]
    tempo, moods = ([music_right(*group, slot) for group in groups] for slot in ("pace", "mood"))
    hidden = [mean([not people_seen(o) for o in group]) for group in (made, real)]
    return [
        *rows,
        _row("commercial, tempo of the music as asked", tempo),
        _row("commercial, major or minor as asked", moods),
        Row("commercial, nobody is seen", *hidden, bar=hidden[1]),
        *_narrator_rows(exam, chosen, made),
    ]


def _row(name: str, numbers: Sequence[float]) -> Row:
    return Row(name, *numbers, SHARE_OF_CEILING * numbers[1])


def music_right(observations: Sequence[Observation], truths: Sequence[Labelled], slot: str) -> float:
    """Share of the clips whose music has the value of `slot`, "pace" or "mood", of its truth."""
    place = ("pace", "mood").index(slot)
    pairs = zip(observations, truths, strict=True)
    return mean([music_heard(o.samples)[place] == truth.attributes[slot] for o, truth in pairs])


def _narrator_rows(exam: Exam, chosen: Sequence[int], made: Sequence[Observation]) -> list[Row]:
    """Of those that have a narrator."""
    spoken = [k for k, i in enumerate(chosen) if "narrator" in exam.clips[i].attributes]
    clips, real = [exam.clips[chosen[k]] for k in spoken], [exam.real[chosen[k]] for k in spoken]
    made = [made[k] for k in spoken]
    scripts, people = [clip.script for clip in clips], [clip.attributes["narrator"] for clip in clips]
    groups = ((made, scripts, people), (real, scripts, people), (made, scripts, people[1:] + people[:1]))
    voices = [voices_right(exam.person_listener, *group) for group in groups]
    others = scripts[1:] + scripts[:1]
    return [
        phoneme_row("commercial, phoneme error of the narrator", made, real, scripts, others),
        _row("commercial, the voice that was asked for", voices),
    ]
