import math

import pytest
import torch
from tandem.engine.latents import AVLatent, LatentError, mini_latent, paste_locked
from tandem.engine.mini import geometry


def clip(latents: int, seed: int = 0, batch: int = 1) -> AVLatent:
    generator = torch.Generator().manual_seed(seed)
    return AVLatent(
        torch.randn(geometry.video_latent_shape(latents, batch), generator=generator),
        torch.randn(geometry.audio_latent_shape(latents, batch), generator=generator),
    )


def same(a: AVLatent, b: AVLatent) -> bool:
    return torch.equal(a.video, b.video) and torch.equal(a.audio, b.audio)


@pytest.mark.parametrize("at", [0, 1, 7, 12])
def test_what_is_split_appends_to_the_same_clip(at):
    whole = clip(12)
    head, rest = whole.split(at)
    assert (head.video_latents, rest.video_latents) == (at, 12 - at)
    assert same(head.append(rest), whole)


def test_tail_and_drop_head_keep_the_sound_beside_its_picture():
    whole = clip(12)
    assert torch.equal(whole.tail(3).video, whole.video[:, :, 9:])
    assert torch.equal(whole.tail(3).audio, whole.audio[:, :, 36:])
    assert same(whole.drop_head(9), whole.tail(3))
    assert same(whole.span(2, 5), whole.drop_head(2).head(3))


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (0, 13), (5, 4)])
def test_a_span_outside_the_clip_is_refused(start, stop):
    with pytest.raises(LatentError, match="0 to 12 video latents"):
        clip(12).span(start, stop)


def test_a_longer_tail_than_the_clip_is_refused():
    with pytest.raises(LatentError):
        clip(12).tail(13)


def test_clips_of_different_batches_cannot_be_joined():
    with pytest.raises(LatentError, match="video: cannot append .*; audio: cannot append"):
        clip(12).append(clip(12, batch=2))


def test_a_joined_clip_keeps_the_precision_of_the_first():
    joined = clip(12).append(clip(3, seed=1).map(torch.Tensor.half))
    assert joined.video.dtype == joined.audio.dtype == torch.float32
    assert joined.canvas.frames == 60


def test_a_clip_of_the_mini_passes_the_door():
    assert same(mini_latent(*vars(clip(5, batch=2)).values()), clip(5, batch=2))


@pytest.mark.parametrize(
    ("video", "audio", "words"),
    [
        ((1, 128, 4, 8, 8), (1, 8, 26, 16), "another model"),
        ((1, 64, 4, 16, 16), (1, 32, 16, 1), "another model or size"),
        ((1, 64, 0, 8, 8), (1, 32, 0, 1), "another model"),
        ((1, 4, 64, 64), (1, 32, 16, 1), "another model"),
        ((1, 64, 12, 8, 8), (1, 32, 47, 1), r"12 video latents need \[1, 32, 48, 1\], got \[1, 32, 47, 1\]"),
        ((2, 64, 12, 8, 8), (1, 32, 48, 1), "need"),
    ],
)
def test_a_foreign_latent_is_refused_with_both_shapes(video, audio, words):
    with pytest.raises(LatentError, match=words):
        mini_latent(torch.zeros(video), torch.zeros(audio))


def test_nan_and_infinity_in_both_streams_are_reported_at_once():
    broken = clip(12)
    broken.video[0, 3, 2, 1, 1] = math.nan
    broken.audio[0, 0, :2] = math.inf
    with pytest.raises(LatentError, match="video latent: .* 1 of 49152 .*; audio latent: .* 2 of 1536"):
        mini_latent(broken.video, broken.audio)


def test_locked_parts_come_back_exactly_and_the_rest_stays():
    source, result = clip(12), clip(12, seed=1)
    mask = AVLatent(torch.ones(1, 1, 12, 8, 8), torch.ones(1, 1, 48, 1))
    mask.video[:, :, :3] = 0
    mask.audio[:, :, 40:] = 0
    pasted = paste_locked(result, source, mask)
    assert torch.equal(pasted.video[:, :, :3], source.video[:, :, :3])
    assert torch.equal(pasted.video[:, :, 3:], result.video[:, :, 3:])
    assert torch.equal(pasted.audio[:, :, 40:], source.audio[:, :, 40:])
    assert torch.equal(pasted.audio[:, :, :40], result.audio[:, :, :40])


def test_half_locked_parts_are_left_as_sampled():
    source, result = clip(12), clip(12, seed=1)
    mask = AVLatent(torch.full((1, 1, 12, 8, 8), 0.5), torch.full((1, 1, 48, 1), 0.5))
    assert same(paste_locked(result, source, mask), result)
