"""The quick look at weights: a model that knows explains everything, one that knows nothing explains nothing."""

import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, SLOTS
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.mini.explained import TIME, errors, table

COUNT, LATENTS = 6, 12


def rows() -> dict[str, torch.Tensor]:
    rng = torch.Generator().manual_seed(0)
    slots = torch.zeros(COUNT, SLOT_COUNT, dtype=torch.uint8)
    slots[:, 0] = torch.tensor([1, 1, 2, 2, 2, 3])
    return {
        "video": torch.randn(COUNT, LATENTS, 8, 8, 64, generator=rng).half(),
        "audio": torch.randn(COUNT, LATENTS * 4, 32, generator=rng).half(),
        "slots": slots, "script": torch.zeros(COUNT, LATENTS * 4, COLUMNS, dtype=torch.uint8),
    }  # fmt: skip


def knowing(given):
    """A model that returns the velocity to the clean clip."""
    video, audio = given["video"].float().permute(0, 4, 1, 2, 3), given["audio"].float().transpose(1, 2)[..., None]

    def predict(noisy, times, context, script):
        return [(x - clean) / TIME for x, clean in zip(noisy, (video, audio), strict=True)]

    return predict


def ignorant(noisy, times, context, script):
    return [x / TIME for x in noisy]


def test_the_truth_explains_everything_and_zeros_nothing():
    given = rows()
    all_known = errors(knowing(given), given, torch.Generator().manual_seed(1))
    nothing = errors(ignorant, given, torch.Generator().manual_seed(1))
    kinds = SLOTS[0].values
    assert {kind: int(sums[4]) for kind, sums in all_known.items()} == {kinds[1]: 2, kinds[2]: 3, kinds[3]: 1}
    for kind, sums in all_known.items():
        assert sums[0] < 1e-6 * sums[1] and sums[2] < 1e-6 * sums[3]
        torch.testing.assert_close(nothing[kind][0], nothing[kind][1])
        torch.testing.assert_close(nothing[kind][2], nothing[kind][3])


def test_the_table_has_two_columns_for_each_file():
    given = rows()
    found = [errors(model, given, torch.Generator().manual_seed(1)) for model in (ignorant, knowing(given))]
    lines = table(["old", "new"], found).splitlines()
    assert lines[0] == "| kind | clips | motion, old | sound, old | motion, new | sound, new |"
    assert len(lines) == 2 + 3
    assert all(line.endswith("| 0.000 | 0.000 | 1.000 | 1.000 |") for line in lines[2:])
