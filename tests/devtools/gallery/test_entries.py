"""The list of prompts: ten, told apart by name and seed, of lengths that the model makes."""

from __future__ import annotations

import re
from fractions import Fraction

from tandem.devtools.gallery.entries import ENTRIES, seed_of
from tandem.engine.mini.geometry import LATENT_SECONDS


def test_seeds_are_the_places_in_the_list() -> None:
    assert [seed_of(entry) for entry in ENTRIES] == list(range(10))


def test_no_two_clips_share_a_name_a_prompt_or_a_caption() -> None:
    for values in zip(*[(entry.name, entry.prompt, entry.caption) for entry in ENTRIES], strict=True):
        assert len(set(values)) == len(ENTRIES)


def test_names_are_file_names_and_prompts_fit_into_a_row_of_a_table() -> None:
    assert all(re.fullmatch(r"[a-z_]+", entry.name) for entry in ENTRIES)
    assert not [entry.name for entry in ENTRIES if re.search(r"[|\n]", entry.prompt + entry.look_for)]


def test_lengths_are_whole_latents_between_3_2_and_5_12_seconds() -> None:
    for entry in ENTRIES:
        assert 3.2 <= entry.seconds <= 5.12
        assert (Fraction(str(entry.seconds)) / LATENT_SECONDS).denominator == 1, entry.name
