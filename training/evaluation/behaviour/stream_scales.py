"""Do the scale of the picture and the scale of the sound each act on their own stream?

The same prompts are made from the same noise with every pair of scales. The score of a stream is how probable its judge
finds what was asked, over everything that the prompt says and that can be seen, or heard: a probability still moves
where the share of right answers has reached its ceiling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ....engine.sampling.guidance import Guidance
from ...world.scenes import SCENES
from ..asking import phrasings
from ..exam import asked, mean
from .findings import Claim, Estimate, Finding, differences
from .subject import Subject
from .witness import Heard, Seen, asked_chances

PLAIN = (1.0, 1.0)
SETTINGS = (PLAIN, (0.0, 1.0), (2.0, 1.0), (3.0, 1.0), (1.0, 0.0), (1.0, 2.0), (1.0, 3.0), (2.0, 2.0))
"""(picture scale, sound scale). PLAIN is without guidance; at 0 a stream is made without the prompt, beside one that is
made with it."""
MOVES = ((0.0, 1.0), (1.0, 2.0), (1.0, 3.0))
"""From which scale to which a stream's scale is moved for a claim, while the other's is 1."""
STREAMS = ("picture", "sound")
VIDEO_LATENTS, FIRST_SEED = 12, 30_000
TITLE = "A scale for each stream"
ABOUT = (
    "Prompts of every kind of clip, in held-out phrasings, from the same noise with every pair of scales. Score: the "
    "probability that the judge of a stream gives to what was asked, over all that the prompt says and that this "
    "stream can show; the kind of clip is one part of it. Changes are against scales of 1, clip by clip. 1 is the "
    "prompt without guidance, which does most of the work; 0 is no prompt at all for that stream. The two streams are "
    "made together, so each sees how the other changes: what is asked is that a scale moves its own stream, and more "
    "than the other."
)
HEADER = (
    "picture scale", "sound scale", "picture score", "change", "sound score", "change", "picture's kind",
    "sound's kind",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """The score of both streams of one clip, and of their kind alone."""

    picture: float
    sound: float
    picture_kind: float
    sound_kind: float

    @classmethod
    def of(cls, seen: Seen, heard: Heard, wanted: Mapping[str, str]) -> Scored:
        found = [asked_chances(o.chances, name, wanted) for o, name in ((seen, "seen"), (heard, "heard"))]
        return cls(*(mean(list(chances.values())) for chances in found), *(chances["scene"] for chances in found))


def stream_scales(subject: Subject) -> Finding:
    prompts = [prompt for scene in SCENES for prompt in phrasings(scene, subject.clips, subject.lines)]
    requests = [asked(subject.mini, prompt, FIRST_SEED + index) for index, prompt in enumerate(prompts)]
    found = {}
    for scales in SETTINGS:
        made = subject.make(requests, VIDEO_LATENTS, Guidance(*scales))
        found[scales] = [
            Scored.of(seen, heard, prompt.attributes) for (seen, heard), prompt in zip(made, prompts, strict=True)
        ]
    return concluded(found)


def concluded(found: Mapping[tuple[float, float], list[Scored]]) -> Finding:
    """From the scores of the same clips under all SETTINGS."""
    plain = found[PLAIN]
    rows, numbers = [], []
    for scales, scored in found.items():
        columns = {name: Estimate.of(getattr(clip, name) for clip in scored) for name in Scored.__annotations__}
        moved = {name: Estimate.of(_moves(plain, scored, name)) for name in STREAMS}
        rows.append((
            f"{scales[0]:g}", f"{scales[1]:g}",
            columns["picture"].text(), moved["picture"].text(signed=True),
            columns["sound"].text(), moved["sound"].text(signed=True),
            columns["picture_kind"].text(), columns["sound_kind"].text(),
        ))  # fmt: skip
        changes = {f"{name}_change": estimate.as_json() for name, estimate in moved.items()}
        scores = {name: estimate.as_json() for name, estimate in columns.items()}
        numbers.append({"picture_scale": scales[0], "sound_scale": scales[1], **scores, **changes})
    return Finding(TITLE, ABOUT, HEADER, tuple(rows), tuple(_claims(found)), tuple(numbers))


def _claims(found: Mapping[tuple[float, float], list[Scored]]) -> list[Claim]:
    claims = []
    for own, other in (STREAMS, STREAMS[::-1]):
        for move in MOVES:
            before, after = (found[(scale, 1.0) if own == "picture" else (1.0, scale)] for scale in move)
            own_moves, other_moves = (_moves(before, after, name) for name in (own, other))
            named = f"{own} scale {move[1]:g} rather than {move[0]:g} raises the {own} score"
            claims += [
                Claim(named, Estimate.of(own_moves)),
                Claim(f"{named} more than the {other} score", Estimate.of(differences(other_moves, own_moves))),
            ]
    return claims


def _moves(before: list[Scored], after: list[Scored], name: str) -> list[float]:
    return differences(*([getattr(clip, name) for clip in scored] for scored in (before, after)))
