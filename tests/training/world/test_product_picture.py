"""The picture that ships with a template is what the world draws."""

from pathlib import Path

import numpy as np
from PIL import Image
from tandem.training.world.commercial.product_picture import product_picture

SHIPPED = Path(__file__).resolve().parents[3] / "workflows" / "product_photo.png"


def test_the_shipped_picture_is_the_one_that_the_program_draws_by_default():
    with Image.open(SHIPPED) as picture:
        shipped = np.asarray(picture.convert("RGB")).astype(int)
    drawn = product_picture("bottle", "red", "gradient", "sky")
    assert drawn.shape == (256, 256, 3)
    assert np.abs(shipped - drawn).max() <= 2


def test_colour_and_product_change_the_middle_of_the_picture():
    red, blue = (product_picture("bottle", colour, "plain", "cream") for colour in ("red", "blue"))
    middle = (slice(90, 100), slice(110, 146))
    assert red[middle][..., 0].mean() > red[middle][..., 2].mean()
    assert blue[middle][..., 0].mean() < blue[middle][..., 2].mean()
    assert not np.array_equal(red, product_picture("phone", "red", "plain", "cream"))
