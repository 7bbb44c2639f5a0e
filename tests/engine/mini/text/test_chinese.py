import pytest
from tandem.engine.mini.text.chinese import PinyinTable

TABLE = PinyinTable(
    {
        "ni3": "你", "hao3": "好", "wo3": "我", "bu4": "不", "shi4": "是", "yi1": "一", "ge4": "个", "tian1": "天",
        "hang2": "行", "yin2": "银", "zou3": "走", "er4": "二", "xing2": "形",
    },
    {"行走": "xing2 zou3"},
)  # fmt: skip


def read(text: str) -> str:
    return " ".join(f"{syllable.pinyin}{syllable.tone}" for syllable in TABLE.syllables(text))


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("你好", "ni2 hao3"),
        ("不是", "bu2 shi4"),
        ("不好", "bu4 hao3"),
        ("一个", "yi2 ge4"),
        ("一天", "yi4 tian1"),
        ("一二", "yi1 er4"),
        ("银行", "yin2 hang2"),
        ("行走", "xing2 zou3"),
    ],
)
def test_characters_are_read_with_the_tones_they_have_in_a_row(text, pinyin):
    assert read(text) == pinyin


def test_unknown_characters_are_told_apart():
    assert TABLE.knows("好") and not TABLE.knows("龘")
