import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOT_NAMES, UNSPECIFIED, one_hot
from tandem.engine.mini.text.scene_slots import SCENE_SLOTS, keep_slots_of


def test_every_scene_names_slots_that_exist():
    assert set(SCENE_SLOTS) == set(SLOT_BY_NAME["scene"].values) - {UNSPECIFIED}
    assert all(names <= set(SLOT_NAMES) for names in SCENE_SLOTS.values())


def test_slots_foreign_to_the_scene_are_left_open_and_named():
    context = one_hot({"scene": "ball", "floor": "wood", "first_hair": "red"})
    kept, dropped = keep_slots_of("ball", context)
    assert dropped == ("first_hair",)
    assert torch.equal(kept, one_hot({"scene": "ball", "floor": "wood"}))


@pytest.mark.parametrize("scene", [UNSPECIFIED, "talk"])
def test_nothing_is_dropped_when_all_fits(scene):
    context = one_hot({"scene": scene, "first_person": "woman"})
    kept, dropped = keep_slots_of(scene, context)
    assert dropped == ()
    assert torch.equal(kept, context)
