"""The recipe of the weights keeps what was done in earlier runs."""

import json

from tandem.training.mini.recipe import load_recipe, merged, update_recipe

FIRST = {"stage": "transformer", "seed": 0, "minutes": 60.0}
MORE = {"stage": "transformer", "seed": 1, "minutes": 80.0, "further": True}
SOUND = {"stage": "audio_vae", "seed": 0, "minutes": 19.0}


def test_a_stage_that_went_on_is_added_to_what_it_went_on_from():
    assert merged([SOUND, FIRST], [MORE]) == [SOUND, FIRST, MORE]


def test_a_stage_trained_from_nothing_replaces_its_earlier_rows():
    again = {**FIRST, "seed": 7}
    assert merged([SOUND, FIRST, MORE], [again]) == [SOUND, again]


def test_the_same_log_is_written_once(tmp_path):
    runs, recipe = tmp_path / "runs", tmp_path / "recipe.json"
    (runs / "transformer").mkdir(parents=True)
    (runs / "transformer" / "log.json").write_text(json.dumps(MORE))
    recipe.write_text(json.dumps([FIRST]))
    update_recipe(recipe, runs)
    assert update_recipe(recipe, runs) == load_recipe(recipe) == [FIRST, MORE]
