import pytest
from tandem.engine.mini.text.vocabulary import Vocabulary, english_words, vocabulary

TABLE = """
[english]
a drum hits woman coat
[chinese]
海水 女人 红
[characters]
海水女人红速度
[others]
boat 飞机 马
"""


@pytest.fixture
def small() -> Vocabulary:
    return Vocabulary.parse(TABLE)


def test_a_table_without_one_of_its_sections_is_refused():
    with pytest.raises(KeyError, match="others"):
        Vocabulary.parse("[english]\na\n[chinese]\n红\n[characters]\n红\n")


def test_unknown_words_are_named_once_and_in_order(small):
    assert small.unknown_english("A submarine, a drum, a Torpedo and the submarine") == ["submarine", "torpedo"]


@pytest.mark.parametrize("word", ["drums", "drumming", "hitting", "drmu", "womann", "because", "42", "4k", "x"])
def test_forms_misspellings_ordinary_words_and_numbers_are_known(small, word):
    assert small.knows_english(word)


def test_a_real_word_is_no_misspelling(small):
    assert not small.knows_english("boat")
    assert not small.knows_english("boats")
    assert small.knows_english("coatt")


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("一艘潜水艇和女人", ["潜水艇"]),
        ("红飞机", ["飞机"]),
        ("速度", []),
        ("一匹马", ["马"]),
        ("女人在海水里", []),
        ("鸢", []),
    ],
)
def test_chinese_words_and_runs_that_no_prompt_has_are_unknown(small, text, unknown):
    assert small.unknown_chinese(text) == unknown


def test_words_are_compared_without_case_accents_and_signs():
    assert english_words("Café, T-shirt; it's 4K") == ["cafe", "t", "shirt", "it", "s", "4k"]


@pytest.mark.parametrize("thing", ["submarine", "horse", "dragon", "helicopter", "boat", "robot"])
def test_the_shipped_table_lacks_what_tandem_mini_never_saw(thing):
    assert vocabulary().unknown_english(f"a big red {thing}") == [thing]


@pytest.mark.parametrize("thing", ["潜水艇", "飞机", "恐龙", "机器人"])
def test_the_shipped_table_lacks_chinese_things_that_tandem_mini_never_saw(thing):
    assert any(word in thing for word in vocabulary().unknown_chinese(f"一个红色的{thing}"))


@pytest.mark.parametrize(
    "prompt",
    [
        "A beautiful young woman with long hair is slowly saying something, cinematic, 4k, high quality",
        "please generate a video of two people who talk about nothing in particular",
        "一个漂亮的女人慢慢地说话，高清，电影感",
        "生成一段视频：一个男人在唱歌",
    ],
)
def test_ordinary_words_and_style_words_are_known(prompt):
    assert vocabulary().unknown_english(prompt) + vocabulary().unknown_chinese(prompt) == []
