import pytest
from tandem.engine.families.wording import cut_at_quotes

SEEN = [
    'a sign reading "OPEN"',
    'a sign that says "Closed"',
    'a sign says "Stop"',
    'a banner saying "Welcome home"',
    'with the word "SALE" on the door',
    'the text "LTX-2.3" glows',
    'A neon sign "BAR" glows',
    'a T-shirt labelled "42"',
    'the "EXIT" sign flickers',
    '"The End" is written on the board',
    '"Rex" appears on the screen',
    'She holds a card. On it is written: "I am sorry"',
    "墙上写着“欢迎”",
    "门上的招牌“开业大吉”",
    "一块牌子，上面写着「小心」",
    "屏幕显示“12:00”",
    "“开业”字样很大",
    "“春”四个字",
]
HEARD = [
    'A woman says: "good morning"',
    '"Hello?"',
    'a girl asks softly, "who are you?"',
    'A man under a neon sign says "come in"',
    'a woman holding a sign says "we want more"',
    'She points at the sign reading nothing. He shouts "go!"',
    'He reads aloud "once upon a time"',
    'A narrator reads: "it was a dark night"',
    'She looks at the written page and whispers "no"',
    'A singer sings "la la la" into the microphone',
    "一个女人说“你好”",
    "她看着招牌，问：“这里是哪儿？”",
    "男孩喊道：「快跑！」",
    "墙上写着字。她说“我不认识”",
]


@pytest.mark.parametrize("prompt", SEEN)
def test_writing_is_seen(prompt):
    (quote,) = cut_at_quotes(prompt).quotes
    assert quote.on_screen


@pytest.mark.parametrize("prompt", HEARD)
def test_speech_is_heard(prompt):
    (quote,) = cut_at_quotes(prompt).quotes
    assert not quote.on_screen


def test_each_quote_is_judged_by_its_own_surroundings():
    cut = cut_at_quotes('A sign that says "Stop" swings. A man says "why?" and 墙上写着“停”，他说“好”。')
    assert [quote.on_screen for quote in cut.quotes] == [True, False, True, False]
