"""Does a clip keep the face of the picture that it was given to begin with?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..exam import first_latent_mask, mean, shuffled_pairs
from ..measures import psnr_db
from ..model import Request
from .findings import Claim, Estimate, Finding, differences
from .real_clips import RealClip, real_clip, told_only
from .subject import Subject
from .witness import see

TALKERS, VIDEO_LATENTS = 6, 16
PART_FRAMES = 16
"""The first and the last 0.64 s of a clip are looked at, each by itself."""
IDENTITY = ("first_person", "first_hair", "first_clothes", "background")
FIRST_WORLD_SEED, FIRST_SEED = 890_000_000, 33_000
MADE, UNANCHORED, REAL = "made from the still", "made without the still", "real clips"
PARTS = ("first", "last")
HEAD = (slice(0.10, 0.72), slice(0.22, 0.78))
"""Rows and columns, as shares of the picture, in which the world draws the head of one who talks."""
TITLE = "A face that stays"
ABOUT = (
    "The first frame of a held-out talker is locked, as *Anchor Frames* does. The prompt says that somebody talks "
    "before a camera that stands still, and gives the words; it says nothing of how the person looks. Face: how "
    "probable the picture judge finds the person, hair, clothes and background of the still in the first and in the "
    "last 0.64 s alone. Of another: the same for the stills of other talkers. Mood: how probable that of the still is; "
    "nothing but the still tells it, and it may change. Colours: distance of the colour of hair and of clothes from "
    "that of the still, 0..255. Likeness: the place of the head in the last frame of the part against the still, "
    "beside the still of another."
)
HEADER = ("", "part", "face", "of another", "mood", "colour of hair", "colour of clothes", "likeness [dB]",
          "to another [dB]")  # fmt: skip
HAIR_PATCH, CLOTHES_PATCH = (0.242, 0.5, 0.02, 0.05), (0.92, 0.5, 0.03, 0.06)
"""Row and column of the middle, and half height and half width, as shares of the picture: where every talker of the
world has hair and clothes, whatever the place of the head."""


@dataclass(frozen=True)
class Kept:
    """One part of one clip against the still that belongs to it, and against those of others."""

    face: float
    other_face: float
    mood: float
    hair_distance: float
    clothes_distance: float
    likeness_db: float
    other_likeness_db: float


def kept_face(subject: Subject) -> Finding:
    coders = subject.mini.autoencoders
    clips = [
        real_clip(FIRST_WORLD_SEED + index, VIDEO_LATENTS, subject.voices, coders, "talk", "static")
        for index in range(TALKERS * subject.clips)
    ]
    groups = {
        MADE: list(subject.frames(_requests(subject, clips, anchored=True), VIDEO_LATENTS)),
        UNANCHORED: list(subject.frames(_requests(subject, clips, anchored=False), VIDEO_LATENTS)),
        REAL: [coders.decode_frames(clip.video) for clip in clips],
    }
    return concluded({
        (name, part): kept(subject, clips, group, part) for name, group in groups.items() for part in PARTS
    })  # fmt: skip


def _requests(subject: Subject, clips: Sequence[RealClip], anchored: bool) -> list[Request]:
    context, requests = told_only(scene="talk", camera="static"), []
    for index, clip in enumerate(clips):
        lock = {}
        if anchored:
            still = subject.mini.autoencoders.encode_frames(clip.frames[:1])
            lock = {
                "known_video": still.expand(-1, -1, VIDEO_LATENTS, -1, -1),
                "video_mask": first_latent_mask(VIDEO_LATENTS),
            }
        requests.append(Request(context, clip.script, FIRST_SEED + index, **lock))
    return requests


def kept(subject: Subject, clips: Sequence[RealClip], groups: Sequence[np.ndarray], part: str) -> list[Kept]:
    """`groups`: the frames of every clip, uint8 `[F, 256, 256, 3]`; `part`: one of PARTS."""
    stills = [clip.frames[0] for clip in clips]
    parts = [frames[:PART_FRAMES] if part == "first" else frames[-PART_FRAMES:] for frames in groups]
    chances = [see(subject.judges, frames).chances for frames in parts]
    others = {k: [j for i, j in shuffled_pairs(len(clips)) if i == k] for k in range(len(clips))}

    def face(k: int, j: int) -> float:
        return mean([chances[k][slot][clips[j].attributes[slot]] for slot in IDENTITY])

    def likeness_db(k: int, j: int) -> float:
        return psnr_db(*(_cut(picture) for picture in (parts[k][-1], stills[j])))

    return [
        Kept(
            face(k, k), mean([face(k, j) for j in others[k]]),
            chances[k]["first_emotion"][clips[k].attributes["first_emotion"]],
            *(colour_distance(parts[k][-1], stills[k], patch) for patch in (HAIR_PATCH, CLOTHES_PATCH)),
            likeness_db(k, k), mean([likeness_db(k, j) for j in others[k]]),
        )
        for k in range(len(clips))
    ]  # fmt: skip


def colour_distance(first: np.ndarray, second: np.ndarray, patch: tuple[float, float, float, float]) -> float:
    """Root mean square over the three channels of how far the middle colours of a patch lie apart, 0..255."""
    colours = [np.median(_patch(picture, patch), axis=(0, 1)) for picture in (first, second)]
    return float(np.sqrt(np.square(colours[0] - colours[1]).mean()))


def _patch(picture: np.ndarray, patch: tuple[float, float, float, float]) -> np.ndarray:
    row, column, high, wide = (share * len(picture) for share in patch)
    return picture[round(row - high) : round(row + high), round(column - wide) : round(column + wide)].astype(float)


def _cut(picture: np.ndarray) -> np.ndarray:
    rows, columns = (slice(round(side.start * len(picture)), round(side.stop * len(picture))) for side in HEAD)
    return picture[rows, columns]


def concluded(groups: Mapping[tuple[str, str], list[Kept]]) -> Finding:
    rows, numbers = [], []
    for (name, part), found in groups.items():
        columns = {key: Estimate.of(getattr(one, key) for one in found) for key in Kept.__annotations__}
        digits = {key: 1 if key.endswith(("distance", "db")) else 3 for key in columns}
        rows.append((name if part == PARTS[0] else "", part, *(e.text(digits=digits[k]) for k, e in columns.items())))
        numbers.append({"group": name, "part": part, **{key: value.as_json() for key, value in columns.items()}})
    last, alone = groups[MADE, "last"], groups[UNANCHORED, "last"]
    claims = (
        Claim(
            "the last 0.64 s have the face of the still rather than that of another",
            Estimate.of(one.face - one.other_face for one in last),
        ),
        Claim(
            "the last 0.64 s have the face of the still more than without the still",
            Estimate.of(differences([one.face for one in alone], [one.face for one in last])),
        ),
        Claim(
            "the last frame is more like its still than like another, in dB",
            Estimate.of(one.likeness_db - one.other_likeness_db for one in last),
        ),
    )
    return Finding(TITLE, ABOUT, HEADER, tuple(rows), claims, tuple(numbers))
