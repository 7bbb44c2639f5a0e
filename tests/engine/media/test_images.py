import math

import pytest
import torch
from tandem.engine.media.images import FITS, ImageError, anchor_frame


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize(
    "shape", [(1, 256, 256, 3), (3, 100, 31, 3), (1, 999, 511, 4), (2, 7, 9, 1), (1, 5, 5, 2), (1, 1, 1, 3)]
)
def test_any_image_becomes_one_frame_of_the_clip(fit, shape):
    frame = anchor_frame(torch.rand(shape), fit)
    assert frame.shape == (256, 256, 3) and frame.dtype == torch.float32
    assert frame.min() >= 0 and frame.max() <= 1


def test_a_frame_of_the_right_size_is_not_changed():
    image = torch.rand(1, 256, 256, 3)
    for fit in FITS:
        assert torch.equal(anchor_frame(image, fit), image[0])


def test_crop_keeps_the_middle():
    image = torch.zeros(1, 256, 512, 3)
    image[:, :, 128:384] = 1
    assert (anchor_frame(image, "crop") == 1).all()


def test_pad_keeps_everything_between_black_bars():
    frame = anchor_frame(torch.ones(1, 128, 256, 3), "pad")
    assert (frame[:63] == 0).all() and (frame[193:] == 0).all() and (frame[68:188] > 0.99).all()


def test_stretch_keeps_everything_without_bars():
    image = torch.zeros(1, 512, 256, 3)
    image[:, 256:] = 1
    frame = anchor_frame(image, "stretch")
    assert (frame[:120] < 0.01).all() and (frame[136:] > 0.99).all()


def test_the_first_image_of_a_batch_is_taken():
    image = torch.stack([torch.full((8, 8, 3), 0.25), torch.ones(8, 8, 3)])
    assert anchor_frame(image).mean() == pytest.approx(0.25, abs=1e-5)


def test_alpha_lies_over_black_and_grey_becomes_colour():
    white = torch.ones(1, 256, 256, 4)
    white[..., 3] = 0.5
    assert torch.allclose(anchor_frame(white), torch.tensor(0.5))
    assert torch.allclose(anchor_frame(torch.full((1, 256, 256, 1), 0.7)), torch.tensor(0.7))


@pytest.mark.parametrize(
    ("image", "fit", "words"),
    [
        (torch.rand(1, 8, 8, 5), "crop", "image: expected"),
        (torch.rand(0, 8, 8, 3), "crop", "image: expected"),
        (torch.rand(8, 8), "crop", "image: expected"),
        (torch.full((1, 8, 8, 3), math.nan), "crop", "NaN"),
        (torch.rand(1, 8, 8, 3), "tile", "fit: expected one of crop, pad, stretch, got tile"),
    ],
)
def test_what_is_no_picture_is_refused(image, fit, words):
    with pytest.raises(ImageError, match=words):
        anchor_frame(image, fit)
