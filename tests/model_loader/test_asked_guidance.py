"""What is made for a given stream follows it by the family's own numbers."""

import pytest
import torch
from tandem.engine.families.rules import RULES
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.guidance import Guidance
from tandem.model_loader.asked_guidance import following

DEFAULTS = RULES["mini"].defaults()


def mask(picture: float, sound: float) -> AVLatent:
    return AVLatent(torch.full((1, 1, 12, 8, 8), picture), torch.full((1, 1, 48, 1), sound))


@pytest.mark.parametrize(
    ("kept", "syncs"),
    [
        (None, (1.0, 1.0)),
        (mask(1, 1), (1.0, 1.0)),
        (mask(0, 0), (1.0, 1.0)),
        (mask(1, 0), (DEFAULTS.given_sound_sync, 1.0)),
        (mask(0, 1), (1.0, DEFAULTS.given_picture_sync)),
    ],
)
def test_only_what_is_made_for_a_whole_given_stream_is_pushed(kept, syncs) -> None:
    found = following(Guidance(), DEFAULTS, kept)
    assert (found.picture_sync, found.sound_sync) == syncs
    assert DEFAULTS.given_sound_sync > 1 and DEFAULTS.given_picture_sync > 1


def test_a_part_that_is_given_pushes_nothing_and_more_is_not_made_less() -> None:
    part = mask(1, 1)
    part.audio[:, :, :20] = 0
    assert following(Guidance(), DEFAULTS, part) == Guidance()
    assert following(Guidance(sound_sync=9.0), DEFAULTS, mask(0, 1)).sound_sync == 9.0
