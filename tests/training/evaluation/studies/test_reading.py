"""The reader's rows, with a reader whose answers are known."""

from types import SimpleNamespace

from tandem.training.evaluation.studies import reading
from tandem.training.prompts.writer import Prompt


def test_typing_errors_have_rows_and_a_bar_of_their_own(monkeypatch):
    """This reader understands nothing that is mistyped."""

    def prompts(count: int, seed: int, language: str, typos: bool = False) -> list[Prompt]:
        return [Prompt("dru" if typos else "drum", {"scene": "drum"}, (), language)] * count

    monkeypatch.setattr(reading, "held_out_prompts", prompts)
    monkeypatch.setattr(reading, "read", lambda _, text: ({"scene": "drum"} if text == "drum" else {}, ()))
    exam = SimpleNamespace(scale=SimpleNamespace(prompts=4), mini=SimpleNamespace(reader=SimpleNamespace(reader=None)))
    rows = {row.name: row for row in reading.reading_rows(exam)}
    assert len(rows) == 12
    assert rows["prompt reader, kind of clip, english"].ok
    assert not rows["prompt reader, kind of clip, english, with typing errors"].ok
    assert rows["prompt reader, speakers, chinese, with typing errors"].value == 1
