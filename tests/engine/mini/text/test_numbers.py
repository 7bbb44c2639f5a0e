import pytest
from tandem.engine.mini.text.numbers import chinese_number, english_number


@pytest.mark.parametrize(
    ("digits", "english", "chinese"),
    [
        ("0", "zero", "零"),
        ("7", "seven", "七"),
        ("10", "ten", "十"),
        ("12", "twelve", "十二"),
        ("21", "twenty one", "二十一"),
        ("40", "forty", "四十"),
        ("100", "one hundred", "一百"),
        ("105", "one hundred five", "一百零五"),
        ("110", "one hundred ten", "一百一十"),
        ("999", "nine hundred ninety nine", "九百九十九"),
        ("1000", "one zero zero zero", "一零零零"),
        ("007", "zero zero seven", "零零七"),
    ],
)
def test_numbers_are_read_as_people_read_them(digits, english, chinese):
    assert " ".join(english_number(digits)) == english
    assert chinese_number(digits) == chinese
