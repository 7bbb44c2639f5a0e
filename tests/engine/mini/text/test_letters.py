import torch
from tandem.engine.mini.text.letters import BLANK, SOUNDS, LettersToPhonemes, letter_ids, padded


def test_a_word_gives_two_places_a_letter():
    out = LettersToPhonemes()(padded([letter_ids("cat"), letter_ids("horse")]))
    assert out.shape == (2, 10, 1 + len(SOUNDS))
    assert torch.allclose(out.exp().sum(-1), torch.ones(2, 10), atol=1e-5)


def test_padding_does_not_change_a_word():
    torch.manual_seed(0)
    network = LettersToPhonemes().eval()
    alone = network(padded([letter_ids("cat")]))[0]
    beside = network(padded([letter_ids("cat"), letter_ids("elephant")]))[0, :6]
    assert torch.allclose(alone, beside, atol=1e-5)


def test_repeats_are_merged_and_blanks_dropped(monkeypatch):
    network = LettersToPhonemes()
    path = torch.tensor([[1, 1, BLANK, 1, 2, 2]])
    scores = torch.nn.functional.one_hot(path, 1 + len(SOUNDS)).float()
    monkeypatch.setattr(network, "forward", lambda ids: scores)
    assert network.pronounce(["cat", "!"]) == [(SOUNDS[0], SOUNDS[0], SOUNDS[1]), ()]
