import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, SLOTS, VALUE_COUNT
from tandem.engine.mini.text.quotes import PLACEHOLDER
from tandem.engine.mini.text.reader import PADDING_ID, PLACEHOLDER_ID, START_ID, UNKNOWN_ID, PromptReader


def make_reader() -> PromptReader:
    torch.manual_seed(0)
    return PromptReader(characters="abc ", width=32, blocks=1, heads=2).eval()


def test_letters_quotes_and_unknowns_have_their_ids():
    ids = make_reader().encode(f"A☃{PLACEHOLDER}")
    assert ids == [START_ID, make_reader().ids["a"], UNKNOWN_ID, PLACEHOLDER_ID]


def test_an_empty_text_can_be_read():
    slots, speakers = make_reader()(torch.tensor([make_reader().encode("")]))
    assert slots.shape == (1, SLOT_COUNT, VALUE_COUNT)
    assert speakers.shape[:2] == (1, 1)


def test_padding_does_not_change_the_reading():
    reader = make_reader()
    ids = reader.encode("ab cab")
    slots, speakers = reader(torch.tensor([ids]))
    padded_slots, padded_speakers = reader(torch.tensor([ids + [PADDING_ID] * 6]))
    assert torch.allclose(slots, padded_slots, atol=1e-4)
    assert torch.allclose(speakers, padded_speakers[:, : len(ids)], atol=1e-4)


def test_values_that_a_slot_does_not_have_get_no_probability():
    slots, _ = make_reader()(torch.tensor([make_reader().encode("abc")]))
    for row, slot in zip(slots[0].softmax(-1), SLOTS, strict=True):
        assert row[len(slot.values) :].sum() == 0
