"""Labels are asked for where they can be read, and nowhere else."""

import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, UNSPECIFIED
from tandem.engine.mini.text.scene_slots import SCENE_SLOTS
from tandem.training.evaluation.judge_slots import IMPACT_SCENES, SLOTS_OF, readable
from tandem.training.evaluation.studies.kinds import GROUPS


@pytest.mark.parametrize(
    ("stream", "slot", "attributes", "expected"),
    [
        ("seen", "product", {"scene": "commercial", "product": "cup"}, True),
        ("seen", "product", {"scene": "commercial"}, False),
        ("seen", "loudness", {"scene": "rain", "loudness": "loud"}, True),
        ("seen", "loudness", {"scene": "drum", "loudness": "loud"}, False),
        ("seen", "loudness", {"scene": "talk", "loudness": "loud"}, False),
        ("seen", "loudness", {"scene": "talk", "loudness": "whisper"}, True),
        ("heard", "loudness", {"scene": "talk", "loudness": "loud"}, True),
        ("heard", "first_emotion", {"scene": "talk", "first_emotion": "sad"}, True),
        ("heard", "first_emotion", {"scene": "dialogue", "first_emotion": "sad"}, False),
        ("seen", "first_emotion", {"scene": "dialogue", "first_emotion": "sad"}, True),
    ],
)
def test_what_can_be_read(stream, slot, attributes, expected):
    assert readable(stream, slot, attributes) is expected


@pytest.mark.parametrize("stream", ["seen", "heard"])
def test_every_slot_of_the_judges_can_be_read_in_some_kind(stream):
    for slot in SLOTS_OF[stream]:
        values = [value for value in SLOT_BY_NAME[slot].values if value != UNSPECIFIED]
        kinds = [scene for scene, slots in SCENE_SLOTS.items() if slot in slots]
        assert any(readable(stream, slot, {"scene": kind, slot: value}) for kind in kinds for value in values), slot


def test_every_kind_is_in_one_group():
    grouped = [scene for scenes in GROUPS.values() for scene in scenes]
    assert sorted(grouped) == sorted(SCENE_SLOTS)
    assert set(IMPACT_SCENES) == {*GROUPS["strikes"], *GROUPS["music"]}
