"""Do lips follow a recording that does not come from the world? The sound is given, the picture made to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..asking import Wish, phrase
from ..exam import mean, samples_per_frame, shuffled_pairs
from ..measures import correlation, envelope, lag_frames
from ..model import Request
from .findings import Claim, Estimate, Finding, differences
from .real_clips import RealClip, real_clip
from .recordings import STRANGERS, OneLine, foreign_lines, in_a_room
from .subject import Subject, usual_guidance
from .sync_curve import KEPT_SOUND
from .witness import see

VIDEO_LATENTS, LONGEST_LINE_S = 16, 1.7
EARLIEST_S, LATEST_S = 0.1, 0.7
"""When the voice begins; a script that was read from a prompt begins at a moment of its own."""
FIRST_WORLD_SEED, FIRST_SEED, SOUND_STREAM = 880_000_000, 32_000, 5
LINES_EACH = 2
"""Recordings by every stranger for one clip of every kind."""
PUSH = 3.0
NO_WORDS, PUSHED, QUOTED, REAL = (
    "made, no words told", f"made, no words told, `picture_sync` {PUSH:g}", "made, words quoted", "real clips",
)  # fmt: skip
TITLE = "Lips that follow a foreign recording"
ABOUT = (
    "Recordings of voices that training never heard (other variants of espeak-ng, some with another synthesiser, "
    "stretched or squeezed, all in a room with echoes) are locked as the sound, as *Anchor Audio* does; a person who "
    "talks is made to them. Without words, also under guidance towards sync; and with the words in quotation marks, "
    "which the pack times by itself, from a moment of its own. Real clips: the world's own drawing of the same "
    "recordings, through the autoencoders. Voice: correlation of the mouth that is seen with the loudness "
    "of the recording. Shuffled: the loudness of other recordings. True mouth: correlation with the mouth of the "
    "world's drawing. Lag: frames by which the mouth comes after the voice, at the best correlation; median, and share "
    "of at most one frame."
)
HEADER = ("", "voice", "shuffled", "true mouth", "lag", "lag of at most one frame")


@dataclass(frozen=True)
class Lips:
    """Mouths `[F]` of a group of clips, beside the loudness `[F]` of their recordings and the true mouths `[F]`."""

    mouths: tuple[np.ndarray, ...]
    loudness: tuple[np.ndarray, ...]
    truth: tuple[np.ndarray, ...]

    @property
    def voice(self) -> list[float]:
        return [correlation(mouth, loud) for mouth, loud in zip(self.mouths, self.loudness, strict=True)]

    @property
    def shuffled(self) -> list[float]:
        """Per clip, against the recordings of some others."""
        pairs = shuffled_pairs(len(self.mouths))
        return [
            mean([correlation(self.mouths[i], self.loudness[j]) for i, j in pairs if i == k])
            for k in range(len(self.mouths))
        ]

    @property
    def true_mouth(self) -> list[float]:
        return [correlation(mouth, truth) for mouth, truth in zip(self.mouths, self.truth, strict=True)]

    @property
    def lags(self) -> list[int]:
        return [lag_frames(mouth, loud) for mouth, loud in zip(self.mouths, self.loudness, strict=True)]


def foreign_sound(subject: Subject) -> Finding:
    lines = foreign_lines(subject.lines, len(STRANGERS) * LINES_EACH * subject.clips, LONGEST_LINE_S)
    clips, sounds = [], []
    for index, line in enumerate(lines):
        rng = np.random.default_rng((SOUND_STREAM, index))
        said = OneLine(line, float(rng.uniform(EARLIEST_S, LATEST_S)))
        clips.append(
            real_clip(FIRST_WORLD_SEED + index, VIDEO_LATENTS, said, subject.mini.autoencoders, "talk", "static")
        )
        sounds.append(in_a_room(clips[-1].samples, rng))
    coders = subject.mini.autoencoders
    mouths = {REAL: [see(subject.judges, coders.decode_frames(clip.video)).mouth for clip in clips]}
    for name, requests in _requests(subject, clips, sounds, [line.text for line in lines]).items():
        guidance = replace(usual_guidance(), picture_sync=PUSH if name == PUSHED else 1.0)
        made = subject.make(requests, VIDEO_LATENTS, guidance, heard=False)
        mouths[name] = [seen.mouth for seen, _ in made]
    loudness = tuple(envelope(sound, samples_per_frame()) for sound in sounds)
    truth = tuple(clip.mouth for clip in clips)
    order = (NO_WORDS, PUSHED, QUOTED, REAL)
    return concluded({name: Lips(tuple(mouths[name]), loudness, truth) for name in order})


def _requests(
    subject: Subject, clips: Sequence[RealClip], sounds: Sequence[np.ndarray], texts: Sequence[str]
) -> dict[str, list[Request]]:
    """As a user asks who writes that somebody talks, with the recording's words in quotation marks."""
    found: dict[str, list[Request]] = {NO_WORDS: [], PUSHED: [], QUOTED: []}
    for index, (clip, sound, text) in enumerate(zip(clips, sounds, texts, strict=True)):
        person = {"first_person": clip.attributes["first_person"]}
        reading = subject.mini.read(phrase(Wish("talk", person, (text,)), index).text)
        audio = subject.mini.autoencoders.encode_samples(sound)
        for name, script in ((NO_WORDS, None), (PUSHED, None), (QUOTED, reading.script)):
            found[name].append(
                Request(reading.context, script, FIRST_SEED + index, known_audio=audio, audio_mask=KEPT_SOUND)
            )
    return found


def concluded(groups: dict[str, Lips]) -> Finding:
    rows, numbers, claims = [], [], []
    for name, lips in groups.items():
        voice, shuffled, truth = (Estimate.of(values) for values in (lips.voice, lips.shuffled, lips.true_mouth))
        near = Estimate.of([float(abs(lag) <= 1) for lag in lips.lags])
        lag = float(np.median(lips.lags))
        rows.append((name, voice.text(), shuffled.text(), truth.text(), f"{lag:+.1f}", near.text()))
        columns = {"voice": voice, "shuffled": shuffled, "true_mouth": truth, "near": near}
        numbers.append({"group": name, "lag": lag, **{key: value.as_json() for key, value in columns.items()}})
        above = Estimate.of(differences(lips.shuffled, lips.voice))
        claims.append(Claim(f"{name}: the mouth follows its own recording more than others", above))
    pushed = Estimate.of(differences(groups[NO_WORDS].voice, groups[PUSHED].voice))
    claims.append(Claim(f"`picture_sync` {PUSH:g} makes the mouth follow more than none", pushed))
    return Finding(TITLE, ABOUT, HEADER, tuple(rows), tuple(claims), tuple(numbers))
