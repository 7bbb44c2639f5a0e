"""The table of official files is whole: every role in every release, and a folder for each."""

from __future__ import annotations

import pytest
from tandem.engine.model_files.official_files import REMARKS, TABLES, OfficialFile, needed_roles, official_files

FOLDERS = {"checkpoints", "diffusion_models", "text_encoders", "vae", "tandem"}


@pytest.mark.parametrize("family", TABLES)
def test_every_release_of_a_family_needs_the_same_parts(family):
    assert {frozenset(table) for table in TABLES[family].values()} == {frozenset(needed_roles(family))}
    files = [file for table in TABLES[family].values() for files in table.values() for file in files]
    assert all(file.folder in FOLDERS and file.name.endswith(".safetensors") for file in files)


def test_remarks_are_about_parts_that_exist():
    assert all(role in needed_roles(family) for family, role in REMARKS)


def test_each_joint_model_needs_a_picture_and_a_sound():
    assert all({"transformer", "picture_vae", "sound_vae"} <= set(needed_roles(family)) for family in TABLES)


def test_files_of_several_releases_are_named_once_each():
    gemma_3 = OfficialFile("gemma_3_12B_it_fp4_mixed.safetensors", "text_encoders")
    assert official_files("ltx", ("2.0", "2.3"), "text_encoder") == (gemma_3,)
    assert len(official_files("ltx", ("2.0", "2.3", "2.5"), "text_encoder")) == 2


def test_a_release_that_is_not_known_has_none():
    assert official_files("ltx", ("2.9",), "text_encoder") == ()


def test_families_without_releases_have_theirs_whatever_is_asked():
    assert official_files("minimax_h3", (), "sound_vae") == official_files("minimax_h3", ("1.0",), "sound_vae") != ()
