"""tandem-mini: the shipped file holds all four parts, and the stamp is that of the checkpoint format."""

from __future__ import annotations

from pathlib import Path

import pytest
import tandem
from tandem.engine.mini.checkpoint import FORMAT, PARTS
from tandem.engine.model_files import mini
from tandem.engine.model_files.header import read_header
from tandem.engine.model_files.identify import identify

SHIPPED = Path(tandem.__file__).parent / "weights" / "tandem-mini.safetensors"


def test_the_shipped_weights_hold_every_part(unavailable):
    if not SHIPPED.is_file():
        unavailable(f"there are no weights at {SHIPPED}")
    identity = identify(read_header(SHIPPED))
    assert identity.family == "mini"
    assert {part.role for part in identity.parts} == {"transformer", "text_encoder", "picture_vae", "sound_vae"}
    assert identity.quantisation == "int8"
    assert 5_000_000 < identity.transformer_parameters < 50_000_000


def test_stamp_and_prefixes_are_those_of_the_checkpoint_format(make_header):
    header = make_header([f"{part}.x" for part in PARTS], metadata={"tandem": FORMAT})
    identity = mini.find(header)
    assert {part.prefix for part in identity.parts} == {f"{part}." for part in PARTS}
    assert f"tandem-mini-{identity.versions[0]}" == FORMAT


def test_parts_that_are_not_in_the_file_are_not_claimed(make_header):
    identity = mini.find(make_header(["transformer.x"], metadata={"tandem": FORMAT}))
    assert [part.role for part in identity.parts] == ["transformer"]


@pytest.mark.parametrize("metadata", [{}, {"tandem": "other"}])
def test_a_file_without_the_stamp_is_passed_over(make_header, metadata):
    assert mini.find(make_header(["transformer.x"], metadata=metadata)) is None


def test_a_stamp_over_no_part_is_passed_over(make_header):
    assert mini.find(make_header(["x"], metadata={"tandem": FORMAT})) is None
