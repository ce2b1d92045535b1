"""What an author writes is rewritten into the words that a voice is given to say."""

# The multiplication sign and the like are what authors write.
# ruff: noqa: RUF001

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.language.en_numbers import cardinal
from audioguide.language.en_shorthand import _TOKENS, rewritten
from audioguide.language.en_spoken import SHORTHAND, spoken

SPOKEN = [
    ("100m strides", "One hundred meters strides"),
    ("Swim 50m", "Swim fifty meters"),
    ("30/15s", "Thirty, fifteen seconds"),
    ("20s hard/10s easy", "Twenty seconds hard, ten seconds easy"),
    ("Work 40s / Rest 20s", "Work forty seconds, Rest twenty seconds"),
    ("10' easy", "Ten minutes easy"),
    ("1'30\" hard", "One minute thirty hard"),
    ("2,5 km", "Two point five kilometers"),
    ("12/10/8", "Twelve, ten, eight"),
    ("315w", "Three hundred fifteen watts"),
    ("400mtr", "Four hundred meters"),
    ("L leg", "Left leg"),
    ("Plank (R)", "Plank, right"),
    ("10 reps ea. leg", "Ten reps each leg"),
    ("1/3.", "One of three."),
    ("5 x 3' easy", "Five times three minutes easy"),
    ("He said 'do 10' twice", "He said 'do ten' twice"),
    ('30" on, 30" off', "Thirty seconds on, thirty seconds off"),
    ("Do 90m easy", "Do ninety minutes easy"),
    ("Sprint 60m", "Sprint sixty meters"),
    ("Right side (L)", "Right side, left"),
    ("10 reps ea", "Ten reps each"),
    ('3 x 20" hard', "Three times twenty seconds hard"),
    ("3x10 squats.", "Three sets of ten squats."),
    ("3×10", "Three sets of ten"),
    ("3x30s", "Three times thirty seconds"),
    ("3 x 30 s plank, then rest.", "Three times thirty seconds plank, then rest."),
    ("3x1:30", "Three times one minute thirty"),
    ("1x30s", "One set of thirty seconds"),
    ("2-3x8-12", "Two to three sets of eight to twelve"),
    ("3*10", "Three sets of ten"),
    ("3x10 - 60s rest", "Three sets of ten, sixty seconds rest"),
    ("3x10/side", "Three sets of ten per side"),
    ("1:30", "One minute thirty"),
    ("0:45", "Forty-five seconds"),
    ("10:00", "Ten minutes"),
    ("1:02:30", "One hour two minutes thirty"),
    ("1:00:30", "One hour thirty seconds"),
    ("30s", "Thirty seconds"),
    ("30 sec", "Thirty seconds"),
    ("30 secs", "Thirty seconds"),
    ("Rest 30 sec. then go.", "Rest thirty seconds then go."),
    ("Rest 30 sec. Then go.", "Rest thirty seconds. Then go."),
    ("1s", "One second"),
    ("5min", "Five minutes"),
    ("5m", "Five minutes"),
    ("400m", "Four hundred meters"),
    ("4x400m", "Four times four hundred meters"),
    ("800 m", "Eight hundred meters"),
    ("2h", "Two hours"),
    ("1h30m", "One hour thirty minutes"),
    ("1h30", "One hour thirty minutes"),
    ("1m30s", "One minute thirty"),
    ("1 min 30 s", "One minute thirty"),
    ("10-12 reps", "Ten to twelve reps"),
    ("30-45s", "Thirty to forty-five seconds"),
    ("30\u201345 s", "Thirty to forty-five seconds"),
    ("10 \u2013 12 reps", "Ten to twelve reps"),
    ("1:30-2:00", "One minute thirty to two minutes"),
    ("Plank 30s - 10 reps", "Plank thirty seconds, ten reps"),
    ("2-0-2-0", "Two, zero, two, zero"),
    ("2-0-2", "Two, zero, two"),
    ("3-0-X-1", "Three, zero, explosive, one"),
    ("Tempo 3010", "Tempo three, zero, one, zero"),
    ("21-15-9", "Twenty-one, fifteen, nine"),
    ("1st 2nd 3rd 21st", "First second third twenty-first"),
    ("50%", "Fifty percent"),
    ("1/2 squat", "Half squat"),
    ("1/4 turn", "A quarter turn"),
    ("3/4", "Three quarters"),
    ("2/3", "Two thirds"),
    ("Set 2/3", "Set two of three"),
    ("1 1/2 min", "One and a half minutes"),
    ("½ km", "Half a kilometer"),
    ("8/10 effort", "Eight out of ten effort"),
    ("20/10 × 8", "Twenty, ten times eight"),
    ("40s/20s", "Forty seconds, twenty seconds"),
    ("l/r", "Left and right"),
    ("L/R", "Left and right"),
    ("and/or", "And or"),
    ("push/pull", "push or pull"),
    ("5 km", "Five kilometers"),
    ("5k", "Five K"),
    ("1 kg", "One kilogram"),
    ("120-130 bpm", "One hundred twenty to one hundred thirty beats per minute"),
    ("5:30 min/km", "Five minutes thirty per kilometer"),
    ("6 min/km", "Six minutes per kilometer"),
    ("90°", "Ninety degrees"),
    ("1°", "One degree"),
    ("+5 reps", "Plus five reps"),
    ("-10 %", "Minus ten percent"),
    ("\u221210%", "Minus ten percent"),
    ("2.5", "Two point five"),
    ("1,200 steps", "One thousand two hundred steps"),
    ("In 2026, 10 reps", "In twenty twenty-six, ten reps"),
    ("1 reps", "One rep"),
    ("1 sets, 1 rounds, 1 seconds, 1 minutes", "One set, one round, one second, one minute"),
    ("10 min AMRAP", "Ten minutes as many rounds as possible"),
    ("EMOM", "Every minute on the minute"),
    ("E2MOM", "Every two minutes on the minute"),
    ("HIIT", "Hit"),
    ("RPE 7", "Effort seven"),
    ("RPE 7-8", "Effort seven to eight"),
    ("@ RPE 8", "At effort eight"),
    ("e.g. squats", "For example squats"),
    ("Bands, e.g., red", "Bands, for example, red"),
    ("i.e. now", "That is now"),
    ("squats, etc.", "squats, and so on."),
    ("approx. 10 s", "About ten seconds"),
    ("fast vs. slow", "fast versus slow"),
    ("w/ band", "With band"),
    ("w/o band", "Without band"),
    ("you & me", "you and me"),
    ("3x10 @ 50kg", "Three sets of ten at fifty kilograms"),
    ("#3", "Number three"),
    ("No. 3", "Number three"),
    ("7 a.m.", "Seven a.m."),
    ("7:30am start", "Seven thirty a.m. start"),
    ("7:05 pm.", "Seven oh five p.m."),
    ("ROM", "Range of motion"),
    ("Zone 2", "Zone two"),
    ("Z2", "Zone two"),
    ("in Z2-3", "in zone two to three"),
    ("**Bold** _it_ `code`", "Bold it code"),
    ("Great job! \U0001f4aa\U0001f3fd", "Great job!"),
    ("Go!\U0001f4aaNow", "Go! Now"),
    ("1\ufe0f\u20e3 go", "One go"),
    ("don\u2019t \u201cstop\u201d", 'don\'t "stop"'),
    ("wait \u2014 go", "wait, go"),
    ("wait \u2013 go", "wait, go"),
    ("wait\u2026 now", "wait\u2026 now"),
    ("10+ reps", "Ten or more reps"),
    ("5+5", "Five plus five"),
    ("A1", "A one"),
    ("5-min rest", "Five-minute rest"),
    ("30-second hold", "Thirty-second hold"),
    ("30-sec. hold", "Thirty-second hold"),
    ("3,2,1", "Three, two, one"),
    ("007", "Zero zero seven"),
    ("1234567", "One two three four five six seven"),
    ("[word](/wɜːd3/) 3", "[word](/wɜːd3/) three"),
    ("- 10 reps", "Ten reps"),
    ("A plain sentence, with sit-ups.", "A plain sentence, with sit-ups."),
    ('"3x10"', '"Three sets of ten"'),
    ("20kg/44lb", "Twenty kilograms or forty-four pounds"),
    ("10 reps/side", "Ten reps per side"),
    ("30s/side", "Thirty seconds per side"),
    ("3 sets x 10", "Three sets of ten"),
    ("x8", "Times eight"),
    ("3x per week", "Three times per week"),
    ("1x/week", "Once per week"),
    ("Set 1 - squats", "Set one, squats"),
    ("Round 1 of 3.", "Round one of three."),
    ("5RM", "Five rep max"),
    ("50% \u2013 hold", "Fifty percent, hold"),
    ("1.5 kg", "One point five kilograms"),
    ("half-kneeling 1/2-kneeling", "half-kneeling half-kneeling"),
    ("90s", "Ninety seconds"),
    ("24/7", "Twenty-four, seven"),
    ("90/90 stretch", "Ninety ninety stretch"),
    ("20/40", "Twenty, forty"),
    ("every 30s for 10 min", "every thirty seconds for ten minutes"),
    ("4 rounds: 40s on/20s off", "Four rounds: forty seconds on, twenty seconds off"),
    ("Do 8-10 reps each side (3 sets).", "Do eight to ten reps each side (three sets)."),
    ("Week 3, day 2", "Week three, day two"),
    ("20-min EMOM", "Twenty-minute every minute on the minute"),
    ("2x20min @ 85-90%", "Two times twenty minutes at eighty-five to ninety percent"),
    ("Rest 60-90 s. Go!", "Rest sixty to ninety seconds. Go!"),
    ("Keep RPE at 7/10.", "Keep effort at seven out of ten."),
    ("Add 2.5-5 kg.", "Add two point five to five kilograms."),
    ("~10 min", "About ten minutes"),
    (">5 reps", "Over five reps"),
    ("a 5 rep set", "a five rep set"),
    ("Set 2 of 3: 10 reps", "Set two of three: ten reps"),
    ("In 1 h 5 min 30 s", "In one hour five minutes thirty"),
    ("1 hour 30 minutes", "One hour thirty minutes"),
    ("1:05", "One minute five seconds"),
    ("0:00", "Zero seconds"),
    ("3 sets of 10, 45s rest.", "Three sets of ten, forty-five seconds rest."),
    ("1 ft", "One foot"),
    ("±5%", "Plus or minus five percent"),
    ("5 to 10 s", "Five to ten seconds"),
    ("1-minute", "One-minute"),
    ("3 min. easy, then 2 min. hard.", "Three minutes easy, then two minutes hard."),
    ("101 reps", "One hundred one reps"),
    ("200 W", "Two hundred watts"),
    ("[three](/θriː/)x10", "[three](/θriː/) times ten"),
    ("Sit-to-stand 3x8: use a chair.", "Sit-to-stand three sets of eight: use a chair."),
    ("E.g. this", "For example this"),
    ("squats etc. and more", "squats and so on and more"),
    ("squats, etc. More", "squats, and so on. More"),
    ('"Go." 3 left', '"Go." Three left'),
    ("(3 left)", "(Three left)"),
    (
        "Do 3\u20134 x 8\u201312 reps \u2013 slowly.",
        "Do three to four sets of eight to twelve reps, slowly.",
    ),
]

PLAIN = [
    "A plain sentence, with sit-ups; nothing in it is shorthand.",
    "lowercase stays lowercase: breathe out... and in… slowly!",
    'Say "up", then "down" (if you can).',
    "In. Out. At seven a.m. the band is a hand's width above the knee?",
    "I said no. Then five reps, and one rep more.",
    "DOMS is sore muscle, no more than that.",
    "A wide band, at hip height; min and max of m, s, h, x and k.",
]

FRAGMENTS = re.findall(
    r"\S+",
    "3x10 3 \u00d7 10 1 0 2026 1:30 0:45 1:02:30 s sec. min m km kg k reps sets 1/2 3/4 8/10 / -"
    " \u2013 \u2014 -- . , ; : ! ? ... \u2026 + * _ ` # @ & % \u00b0 x ~ < > = \u2192 l/r e.g."
    " etc. vs. No. w/ w/o RPE Z2 Zone AMRAP a.m. am tempo 3010 2-0-2-0 set ( ) [ ] [w3](/b1/) \" '"
    " \u2019 \u201c \U0001f4aa 1\ufe0f\u20e3 \u00bd \u00b2 \u200d per each a the squat 21st th X RM"
    " h 1h30 \ue000 \u017f \u212a \u0663 one ten -10 +5 10-12 30s",
)
FRAGMENT = st.sampled_from([*FRAGMENTS, " ", " ", " ", " ", "\n"])
WRITTEN = st.one_of(
    st.lists(FRAGMENT, max_size=10).map("".join),
    st.lists(FRAGMENT, max_size=10).map(" ".join),
    st.text(max_size=20),
)
WORDS = st.sampled_from(
    re.findall(r"\S+", "squat rest band left right knee push-up slow hold reps don't the and with")
)
MARKUP = re.compile(r"\[[^\[\]\n]+\]\(/[^/\n]+/\)")


@pytest.mark.parametrize(("written", "said"), SPOKEN)
def test_written_english_becomes_words(written: str, said: str) -> None:
    """Each written form has the one wording that a coach says."""
    assert spoken(written) == said


@pytest.mark.parametrize(("written", "said"), SPOKEN)
def test_a_table_row_said_twice_is_said_once(written: str, said: str) -> None:
    """`spoken` leaves text that it has turned into words as it is."""
    assert spoken(said) == said


@pytest.mark.parametrize("sentence", PLAIN)
def test_a_plain_sentence_is_left_alone(sentence: str) -> None:
    """English without numbers, units, shorthand or symbols comes back unchanged."""
    assert spoken(sentence) == sentence


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from([".", "!", "?", "..."]))
def test_plain_words_are_left_alone(words: list[str], stop: str) -> None:
    """Plain words in any order come back unchanged."""
    sentence = " ".join(words) + stop
    assert spoken(sentence) == sentence


@given(WRITTEN)
def test_saying_twice_changes_nothing(written: str) -> None:
    """Applying `spoken` to its own result changes nothing."""
    once = spoken(written)
    assert spoken(once) == once


@given(WRITTEN)
def test_no_digit_remains(written: str) -> None:
    """No digit remains outside pronunciation markup."""
    said = MARKUP.sub("", spoken(written))
    assert not [character for character in said if character.isdigit()]


@given(st.integers(0, 9), st.sampled_from(FRAGMENTS))
def test_markup_is_kept_whole(digit: int, fragment: str) -> None:
    """A pronunciation in markup keeps its digits and signs, whatever stands beside it."""
    markup = f"[w{digit} & co](/w\u025c\u02d0d{digit}*_/)"
    assert markup in spoken(f"{fragment} {markup}, {fragment}")


@given(st.integers(2, 99), st.sampled_from(["reps", "sets", "rounds", "seconds", "minutes"]))
def test_one_thing_is_singular(n: int, things: str) -> None:
    """One thing is said in the singular, several in the plural."""
    assert spoken(f"Do 1 {things}.") == f"Do one {things[:-1]}."
    assert spoken(f"Do {n} {things}.") == f"Do {cardinal(n)} {things}."


def test_a_long_text_of_shorthand_takes_no_longer_than_its_length() -> None:
    """Thousands of equal tokens in a row are each said, in a time that stays bearable."""
    assert spoken("1/3 " * 2000).lower().count("a third") == 2000


@given(st.integers(0, 999_999))
def test_a_number_in_a_text_is_its_cardinal(n: int) -> None:
    """`spoken` and `cardinal` agree, with and without a separator of thousands."""
    assert spoken(f"about {n:,} of them") == f"about {cardinal(n)} of them"


LOOKED_AT = st.sampled_from(
    [
        *sorted(SHORTHAND),
        "Three",
        "sets",
        "of",
        "x",
        "I",
        "kick-back",
        "child's",
        "RPE",
        "per",
        "No",
    ]
)
JOINTS = st.sampled_from([" ", ", ", ". ", "! ", ": ", "  ", " , ", "-", "'", ".", " - "])


@given(st.lists(st.tuples(LOOKED_AT, JOINTS), min_size=1, max_size=6))
def test_what_is_passed_by_a_look_has_nothing_to_rewrite(parts: list[tuple[str, str]]) -> None:
    """`spoken` with its shortcut for plain sentences gives the same as `rewritten`."""
    text = "".join(word + joint for word, joint in parts)
    assert spoken(text) == rewritten(text)


def test_shorthand_is_complete() -> None:
    """The shortcut for plain text knows every unit that the token table matches by letters."""
    units = {word for row, _ in _TOKENS for word in re.findall(r"[a-z]{2,}", row.lower())}
    for word in units | {"h", "e"}:
        for text in (word, word.upper(), f"per {word}", f"about {word} now"):
            assert spoken(text) == rewritten(text)


def test_all_that_ships_is_passed_rightly() -> None:
    """Lines of the shipped files that `spoken` leaves alone are left alone by `rewritten` too."""
    content = Path(__file__).resolve().parents[2] / "content"
    texts = [path.read_text("utf-8") for path in content.rglob("*.yaml")]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    values = {line.partition(": ")[2] or line for line in lines}
    passed = [value for value in values if value and spoken(value) == value]
    assert len(passed) > 300
    assert all(rewritten(value) == value for value in passed)
