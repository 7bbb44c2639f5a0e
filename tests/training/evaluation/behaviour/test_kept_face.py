"""Identity of faces that are known."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.training.evaluation.behaviour import kept_face
from tandem.training.evaluation.behaviour.kept_face import (
    CLOTHES_PATCH,
    HAIR_PATCH,
    IDENTITY,
    MADE,
    PARTS,
    REAL,
    UNANCHORED,
    colour_distance,
    concluded,
    kept,
)
from tandem.training.evaluation.behaviour.witness import Seen
from tandem.training.evaluation.model import told_of
from tandem.training.world.clip import make_clip
from tandem.training.world.palette import COLOURS, HAIR

SLOTS = (*IDENTITY, "first_emotion")
LABELS = [dict.fromkeys(SLOTS, name) for name in ("dark", "light")]


def picture(level: int) -> np.ndarray:
    return np.full((64, 64, 3), level, np.uint8)


@pytest.fixture
def clips(monkeypatch):
    """Two talkers, one dark and one light, and a judge that sees which one it is."""

    def see(_, frames: np.ndarray) -> Seen:
        light = float(frames.mean()) / 255
        return Seen({slot: {"dark": 1 - light, "light": light} for slot in SLOTS}, np.zeros(0), np.zeros(0))

    monkeypatch.setattr(kept_face, "see", see)
    stills = (picture(0), picture(255))
    return [SimpleNamespace(frames=still[None], attributes=a) for still, a in zip(stills, LABELS, strict=True)]


def clip_of(first: int, last: int) -> np.ndarray:
    return np.stack([picture(first)] * 32 + [picture(last)] * 32)


def test_a_face_that_stays_is_told_from_one_that_turns_into_another(clips):
    subject = SimpleNamespace(judges=None)
    stays = [kept(subject, clips, [clip_of(0, 0), clip_of(255, 255)], part) for part in PARTS]
    turns = [kept(subject, clips, [clip_of(0, 255), clip_of(255, 0)], part) for part in PARTS]
    assert [one.face for part in stays for one in part] == [1, 1, 1, 1]
    assert [one.face for part in turns for one in part] == [1, 1, 0, 0]
    assert [one.other_face for one in turns[1]] == [1, 1]
    assert [one.mood for one in turns[1]] == [0, 0]
    assert stays[1][0].likeness_db > turns[1][0].likeness_db
    assert (stays[1][0].hair_distance, turns[1][0].hair_distance) == (0, 255)


def test_the_claims_need_the_still(clips):
    subject = SimpleNamespace(judges=None)
    stays = kept(subject, clips, [clip_of(5, 5), clip_of(250, 250)], "last")
    alone = kept(subject, clips, [clip_of(250, 250), clip_of(5, 5)], "last")
    groups = {(MADE, "last"): stays, (UNANCHORED, "last"): alone, (REAL, "last"): stays}
    assert [claim.verdict for claim in concluded(groups).claims] == ["yes"] * 3
    same = concluded({**groups, (UNANCHORED, "last"): stays})
    assert [claim.verdict for claim in same.claims] == ["yes", "not told apart from chance", "yes"]


def test_the_prompt_says_nothing_of_the_face_and_the_first_latent_is_locked():
    still = torch.ones(1, 64, 1, 8, 8)
    subject = SimpleNamespace(mini=SimpleNamespace(autoencoders=SimpleNamespace(encode_frames=lambda frames: still)))
    clip = SimpleNamespace(frames=np.zeros((4, 8, 8, 3), np.uint8), script=torch.zeros(1, 64, 4, dtype=torch.int64))
    (request,) = kept_face._requests(subject, [clip], anchored=True)
    (alone,) = kept_face._requests(subject, [clip], anchored=False)
    stated = told_of(request, kept_face.VIDEO_LATENTS).context[0, :, 1:].sum(dim=-1)
    assert int(stated.sum()) == 2
    assert request.video_mask.flatten().tolist() == [0] + [1] * (kept_face.VIDEO_LATENTS - 1)
    assert alone.known_video is None and alone.seed == request.seed


@pytest.mark.parametrize("seed", range(6))
def test_the_patches_lie_on_hair_and_on_clothes(voices, seed):
    clip = make_clip(seed, 12, voices, "talk", size=128, frames=slice(0, 1), camera="static")
    for patch, colours, slot in ((HAIR_PATCH, HAIR, "first_hair"), (CLOTHES_PATCH, COLOURS, "first_clothes")):
        colour = np.uint8(colours[clip.attributes[slot]])
        assert colour_distance(clip.frames[0], np.broadcast_to(colour, (128, 128, 3)), patch) < 8
