"""A commercial has layers: a product, a narrator, music, perhaps an ambience. Are all of them there?"""

from __future__ import annotations

from collections.abc import Sequence

from ...world.scenes import SCENES
from ..backing_listener import music_heard
from ..coded_clip import HeldOutClip
from ..exam import Exam, mean, scripted
from ..held_out import FIRST_SEED
from ..judges import Observation
from ..report import Row
from .kinds import Labelled, right
from .narrators import people_seen, phoneme_row, voices_right

KIND = "commercial"
TIMES_AS_MANY = 3
"""As clips of another study: every layer is in some of them only."""
MADE_SEED = 1_900
SHARE_OF_CEILING = 0.9
SLOTS = (("seen", "product"), ("seen", "object_colour"), ("heard", "ambience"))


def commercial_rows(exam: Exam) -> list[Row]:
    """Real commercials made again from their own slots and script. Floors: what another one has."""
    clips, real = _held_out(exam)
    made = exam.make([scripted(clip, MADE_SEED + index) for index, clip in enumerate(clips)])
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
        *_narrator_rows(exam, clips, real, made),
    ]


def _row(name: str, numbers: Sequence[float]) -> Row:
    return Row(name, *numbers, SHARE_OF_CEILING * numbers[1])


def music_right(observations: Sequence[Observation], truths: Sequence[Labelled], slot: str) -> float:
    """Share of the clips whose music has the value of `slot`, "pace" or "mood", of its truth."""
    place = ("pace", "mood").index(slot)
    pairs = zip(observations, truths, strict=True)
    return mean([music_heard(o.samples)[place] == truth.attributes[slot] for o, truth in pairs])


def _held_out(exam: Exam) -> tuple[list[HeldOutClip], list[Observation]]:
    """Those that other studies use, and those that come after them."""
    first = FIRST_SEED + 1000 * list(SCENES).index(KIND)
    seeds = range(first, first + TIMES_AS_MANY * exam.scale.per_study)
    found = [exam.real_clips.clip(seed, exam.scale.video_latents, KIND) for seed in seeds]
    return [clip for clip, _ in found], [heard for _, heard in found]


def _narrator_rows(
    exam: Exam, clips: Sequence[HeldOutClip], real: Sequence[Observation], made: Sequence[Observation]
) -> list[Row]:
    """Of those that have a narrator."""
    spoken = [k for k, clip in enumerate(clips) if "narrator" in clip.attributes]
    clips, real, made = ([group[k] for k in spoken] for group in (clips, real, made))
    scripts, people = [clip.script for clip in clips], [clip.attributes["narrator"] for clip in clips]
    groups = ((made, scripts, people), (real, scripts, people), (made, scripts, people[1:] + people[:1]))
    voices = [voices_right(exam.person_listener, *group) for group in groups]
    others = scripts[1:] + scripts[:1]
    return [
        phoneme_row("commercial, phoneme error of the narrator", made, real, scripts, others),
        _row("commercial, the voice that was asked for", voices),
    ]
