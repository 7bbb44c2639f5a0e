"""Does guidance towards sync bring picture and sound together, with the same prompt, noise and locks?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch

from ..exam import mean, samples_per_frame, shuffled_pairs
from ..measures import correlation, distances_s, envelope, share_within
from ..model import Request
from ..studies.impacts import NEAR_S
from .findings import Claim, Estimate, Finding, differences
from .real_clips import RealClip, real_clip
from .subject import Subject, usual_guidance
from .witness import Heard, Seen, hear, see

SYNCS = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Scales of guidance towards sync; at the first there is none."""
STRUCK = ("drum", "bell", "hammer", "clap", "door", "ball")
TALKERS = len(STRUCK)
VIDEO_LATENTS = 12
FIRST_WORLD_SEED, FIRST_SEED = 870_000_000, 31_000
KEPT_PICTURE, KEPT_SOUND = torch.zeros(1, 1, 1, 1, 1), torch.zeros(1, 1, 1, 1)
Pair = tuple[Seen, Heard]
TITLE = "Guidance towards sync"
ABOUT = (
    "Both streams are pushed away from what they would be if they did not see each other, by `picture_sync` and "
    "`sound_sync`; 1 is not at all. Prompt, noise and locks stay the same down a block; the guidance by the prompt is "
    "the pack's own. In sync: of what is struck (six kinds), the share of impacts, seen or heard, that have a partner "
    "within 80 ms; of those who talk, the correlation of the mouth with the loudness. Shuffled: the sound of another "
    "clip. Where cues or words are told, both streams know the moments before they see each other. Where they are not, "
    "or one stream is given, a stream has to follow the other; the claims that nothing is told take these three "
    "together, on average for each clip. Kind: how probable the judges find the kind of clip in what was made; a push "
    "that is too strong costs it."
)
HEADER = ("", "sync", "in sync", "change", "shuffled", "real clips", "kind")


@dataclass(frozen=True)
class Arm:
    """One way to make the `clips`. `given`: "", "picture" or "sound", the stream that is locked to the real one.
    `claim`: which claim it is a part of."""

    name: str
    claim: str
    clips: Sequence[RealClip]
    requests: Sequence[Request]
    given: str = ""


@dataclass(frozen=True)
class Together:
    """Per clip: how far the streams are in sync, with the sounds of others, and the chance of the kind of clip."""

    sync: tuple[float, ...]
    shuffled: tuple[float, ...]
    kind: tuple[float, ...]


def sync_curve(subject: Subject) -> Finding:
    struck = _real(subject, [scene for scene in STRUCK for _ in range(subject.clips)])
    talkers = _real(subject, ["talk"] * TALKERS * subject.clips)
    found, ceilings, claimed = {}, {}, {}
    for clips, arms in ((struck, struck_arms(struck)), (talkers, talking_arms(talkers))):
        real = [_witnessed(subject, clip) for clip in clips]
        for arm in arms:
            claimed[arm.name] = arm.claim
            ceilings[arm.name] = Estimate.of(together(clips, real).sync)
            for sync in SYNCS:
                found[arm.name, sync] = together(clips, _made(subject, arm, real, sync), arm.given)
    return concluded(found, ceilings, claimed)


def _made(subject: Subject, arm: Arm, real: Sequence[Pair], sync: float) -> list[Pair]:
    """What is seen and heard of an arm; of the given stream, what is in the real clip."""
    guidance = replace(usual_guidance(), picture_sync=sync, sound_sync=sync)
    made = subject.make(arm.requests, VIDEO_LATENTS, guidance, arm.given != "picture", arm.given != "sound")
    return [(new[0] or known[0], new[1] or known[1]) for new, known in zip(made, real, strict=True)]


def struck_arms(clips: Sequence[RealClip]) -> list[Arm]:
    free = [Request(clip.context, None, FIRST_SEED + index) for index, clip in enumerate(clips)]
    uncued = [replace(request, cued=False) for request in free]
    return [
        Arm("struck, cues told", "struck, cues told", clips, free),
        Arm("struck, no cues", "struck, nothing told", clips, uncued),
        *_given_arms("struck", clips, free),
    ]


def talking_arms(clips: Sequence[RealClip]) -> list[Arm]:
    free = [Request(clip.context, None, FIRST_SEED + 500 + index) for index, clip in enumerate(clips)]
    told = [replace(request, script=clip.script) for request, clip in zip(free, clips, strict=True)]
    return [
        Arm("talk, words told", "talk, words told", clips, told),
        Arm("talk, no words", "talk, nothing told", clips, free),
        *_given_arms("talk", clips, free),
    ]


def _given_arms(name: str, clips: Sequence[RealClip], free: Sequence[Request]) -> list[Arm]:
    """Without a script: sync can come from the given stream alone."""
    pairs = list(zip(free, clips, strict=True))
    to_sound = [replace(r, known_audio=clip.audio, audio_mask=KEPT_SOUND) for r, clip in pairs]
    to_picture = [replace(r, known_video=clip.video, video_mask=KEPT_PICTURE) for r, clip in pairs]
    return [
        Arm(f"{name}, sound given", f"{name}, nothing told", clips, to_sound, "sound"),
        Arm(f"{name}, picture given", f"{name}, nothing told", clips, to_picture, "picture"),
    ]


def together(clips: Sequence[RealClip], pairs: Sequence[Pair], given: str = "") -> Together:
    """`pairs`: what is seen and heard in clips like `clips`; the kind is not asked of the stream that was given."""
    measure = lips_in_sync if clips[0].attributes["scene"] == "talk" else impacts_in_sync
    others: dict[int, list[float]] = {index: [] for index in range(len(pairs))}
    for i, j in shuffled_pairs(len(pairs)):
        others[i].append(measure(pairs[i][0], pairs[j][1]))
    streams = [stream for stream in (0, 1) if given != ("picture", "sound")[stream]]
    kinds = [
        mean([pair[stream].chances["scene"][clip.attributes["scene"]] for stream in streams])
        for pair, clip in zip(pairs, clips, strict=True)
    ]
    own = tuple(measure(seen, heard) for seen, heard in pairs)
    return Together(own, tuple(mean(found) for found in others.values()), tuple(kinds))


def impacts_in_sync(seen: Seen, heard: Heard) -> float:
    return share_within(distances_s(seen.impacts_s, heard.impacts_s), NEAR_S)


def lips_in_sync(seen: Seen, heard: Heard) -> float:
    loudness = envelope(heard.samples, samples_per_frame())
    count = min(len(seen.mouth), len(loudness))
    return correlation(seen.mouth[:count], loudness[:count])


def concluded(
    found: Mapping[tuple[str, float], Together], ceilings: Mapping[str, Estimate], claimed: Mapping[str, str]
) -> Finding:
    """From the results by (name of the arm, sync); `claimed`: of which claim an arm is a part."""
    rows, numbers = [], []
    for (name, sync), result in found.items():
        plain = found[name, SYNCS[0]]
        own, change = Estimate.of(result.sync), Estimate.of(differences(plain.sync, result.sync))
        shuffled, kind = Estimate.of(result.shuffled), Estimate.of(result.kind)
        first = sync == SYNCS[0]
        rows.append((
            name if first else "", f"{sync:g}", own.text(), "" if first else change.text(signed=True), shuffled.text(),
            ceilings[name].text() if first else "", kind.text(),
        ))  # fmt: skip
        columns = {"in_sync": own, "change": change, "shuffled": shuffled, "real": ceilings[name], "kind": kind}
        numbers.append({"arm": name, "sync": sync, **{key: value.as_json() for key, value in columns.items()}})
    return Finding(TITLE, ABOUT, HEADER, tuple(rows), tuple(_claims(found, claimed)), tuple(numbers))


def _claims(found: Mapping[tuple[str, float], Together], claimed: Mapping[str, str]) -> list[Claim]:
    """For every claim and sync: the change of a clip, on average over the arms of the claim."""
    claims = []
    for claim in dict.fromkeys(claimed.values()):
        arms = [name for name, its_claim in claimed.items() if its_claim == claim]
        for sync in SYNCS[1:]:
            changes = [differences(found[name, SYNCS[0]].sync, found[name, sync].sync) for name in arms]
            per_clip = [mean(list(of_clip)) for of_clip in zip(*changes, strict=True)]
            claims.append(Claim(f"{claim}: a sync of {sync:g} brings the streams together", Estimate.of(per_clip)))
    return claims


def _real(subject: Subject, scenes: Sequence[str]) -> list[RealClip]:
    coders = subject.mini.autoencoders
    return [
        real_clip(FIRST_WORLD_SEED + 1000 * (scene == "talk") + index, VIDEO_LATENTS, subject.voices, coders, scene)
        for index, scene in enumerate(scenes)
    ]


def _witnessed(subject: Subject, clip: RealClip) -> Pair:
    """A real clip through the autoencoders, as everything that is made went through them."""
    coders = subject.mini.autoencoders
    return see(subject.judges, coders.decode_frames(clip.video)), hear(
        subject.judges, coders.decode_samples(clip.audio)
    )
