import pytest
from tandem.engine.families.dialect import K6_SOUNDS_NOTE, h3_wording, k6_wording, ltx_wording, mini_wording
from tandem.engine.families.spoken_language import LANGUAGES, language_of
from tandem.engine.mini.text.quotes import UNCLOSED_NOTE

PROMPT = 'A woman says: “Good morning!” Behind her a sign reads "OPEN", rain falls.'


def test_ltx_wants_straight_double_quotes_and_nothing_else_changed():
    assert ltx_wording(PROMPT).text == 'A woman says: "Good morning!" Behind her a sign reads "OPEN", rain falls.'


@pytest.mark.parametrize("quoted", ["“hi”", "「hi」", "『hi』", "«hi»", '"hi"', "„hi“", "‘hi’", "＂hi＂"])
def test_ltx_reads_every_kind_of_quotation_mark(quoted):
    assert ltx_wording(f"He said {quoted} .").text == 'He said "hi" .'


def test_a_quote_within_a_quote_stays_one_quote():
    assert ltx_wording('他说「我叫"小明"」').text == "他说\"我叫'小明'\""


def test_h3_marks_speech_and_leaves_what_is_seen_in_quotes():
    assert h3_wording(PROMPT).text == (
        'A woman says: <d>[English] Good morning!</d> Behind her a sign reads "OPEN", rain falls.'
    )


def test_a_prompt_in_h3_s_own_wording_is_left_alone():
    written = 'The man (S1) says: <d>[German] Guten Tag</d> The title "Tag" appears.'
    assert h3_wording(written).text == written


def test_kandinsky_marks_speech_and_asks_for_the_sounds():
    wording = k6_wording(PROMPT)
    assert wording.text == 'A woman says: <S>Good morning!<E> Behind her a sign reads "OPEN", rain falls.'
    assert wording.notes == (K6_SOUNDS_NOTE,)


def test_a_prompt_in_kandinsky_s_own_wording_is_left_alone():
    written = 'She says <S>Look there!<E> under the sign "BAR" <AUDCAP>a calm voice<ENDAUDCAP>'
    assert k6_wording(written).text == written
    assert k6_wording(written).notes == ()


def test_the_mini_reads_quotes_itself():
    assert mini_wording(PROMPT).text == PROMPT


@pytest.mark.parametrize("wording", [ltx_wording, h3_wording, k6_wording])
def test_an_unclosed_quote_is_closed_with_a_note(wording):
    said = wording('He says "good night <AUDCAP>')
    assert UNCLOSED_NOTE in said.notes
    assert "good night" in said.text


@pytest.mark.parametrize("wording", [ltx_wording, h3_wording])
@pytest.mark.parametrize("prompt", ["", "a dog's bark, it’s loud", "A street at night.\n\nRain."])
def test_a_prompt_without_quotes_is_unchanged(wording, prompt):
    assert wording(prompt).text == prompt


@pytest.mark.parametrize(
    ("words", "before", "language"),
    [
        ("Good morning", "", "English"),
        ("你好", "", "Chinese"),
        ("おはよう世界", "", "Japanese"),
        ("안녕하세요", "", "Korean"),
        ("Привет", "", "Russian"),
        ("مرحبا", "", "Arabic"),
        ("bonjour", "A man says in French: ", "French"),
        ("hola", "Ella, speaking Spanish, ", "Spanish"),
        ("OK, 好的，没问题", "in English", "Chinese"),
        ("123!", "", "English"),
        ("ciao", "He asks in German, she answers in Italian ", "Italian"),
    ],
)
def test_the_language_is_read_from_letters_and_from_what_the_prompt_says(words, before, language):
    assert language_of(words, before) == language
    assert language in LANGUAGES


def test_a_language_named_once_holds_for_the_lines_after_it():
    assert h3_wording('In Paris they talk in French. "Oui?" he asks. "Non!" she says.').text.count("[French]") == 2
