"""Digits as words, in English and in Chinese."""

from __future__ import annotations

LARGEST_READ_AS_NUMBER = 999
_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _UNIT_WORDS.split(), _TEN_WORDS.split()
_DIGITS = "零一二三四五六七八九"


def english_number(digits: str) -> list[str]:
    """`"21"` -> `["twenty", "one"]`; numbers above 999, and those that start with 0, are read digit by digit."""
    number = int(digits)
    if number > LARGEST_READ_AS_NUMBER or (len(digits) > 1 and digits[0] == "0"):
        return [_UNITS[int(digit)] for digit in digits]
    words = []
    if number >= 100:
        words += [_UNITS[number // 100], "hundred"]
        number %= 100
        if number == 0:
            return words
    if number < 20:
        return [*words, _UNITS[number]]
    words.append(_TENS[number // 10])
    return words if number % 10 == 0 else [*words, _UNITS[number % 10]]


def chinese_number(digits: str) -> str:
    """`"21"` -> `"二十一"`; numbers above 999, and those that start with 0, are read digit by digit."""
    number = int(digits)
    if number > LARGEST_READ_AS_NUMBER or (len(digits) > 1 and digits[0] == "0"):
        return "".join(_DIGITS[int(digit)] for digit in digits)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    if ones or number == 0:
        words += _DIGITS[ones]
    return words
