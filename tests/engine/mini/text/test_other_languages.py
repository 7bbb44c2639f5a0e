import pytest
from tandem.engine.mini.text.other_languages import is_in_another_language
from tandem.engine.mini.text.vocabulary import vocabulary


@pytest.mark.parametrize(
    "prompt",
    [
        "Une femme aux cheveux roux parle doucement",
        "Eine Frau mit roten Haaren spricht leise",
        "Una mujer con pelo rojo habla en voz baja",
        "Uma mulher de cabelo vermelho fala baixo",
        "Una donna con i capelli rossi parla piano",
        "Een vrouw met rood haar spreekt zacht",
        "Kobieta z rudymi włosami mówi cicho",
        "Kızıl saçlı bir kadın sessizce konuşuyor",
        "Seorang wanita berambut merah berbicara pelan",
        "Một người phụ nữ tóc đỏ nói nhỏ",
        "赤い髪の女性が静かに話す",
        "빨간 머리 여자가 조용히 말한다",
        "Женщина с рыжими волосами тихо говорит",
        "امرأة ذات شعر أحمر تتحدث بهدوء",
        "אישה עם שיער אדום מדברת בשקט",
        "लाल बालों वाली महिला धीरे बोलती है",
        "ผู้หญิงผมแดงพูดเบาๆ",
        "Μια γυναίκα με κόκκινα μαλλιά μιλάει",
    ],
)
def test_other_languages_are_recognised(prompt):
    assert is_in_another_language(prompt, vocabulary())


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "a drum",
        "A submarine dives under icebergs",
        "submarine, torpedo, iceberg, explosion, periscope",
        "A woman in a café says something naïve",
        "La la la! A man sings",
        "一个红头发的女人在唱歌",
        "一艘潜水艇",
        "ＷＯＭＡＮ ＳＩＮＧＳ",
    ],
)
def test_english_and_chinese_are_read_whatever_they_name(prompt):
    assert not is_in_another_language(prompt, vocabulary())
