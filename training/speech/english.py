"""English words and sentence patterns that the bank speaks. A pattern names word groups in braces."""

from __future__ import annotations

_WORDS = {
    "person": "mother father sister brother friend teacher doctor baby boy girl king queen neighbor driver farmer "
    "singer "
    "dancer captain cousin grandma grandpa uncle aunt student nurse baker painter pilot sailor hero",
    "animal": "dog cat bird fish horse cow duck rabbit bear lion tiger mouse frog sheep pig goat fox wolf monkey "
    "elephant "
    "bee butterfly chicken turtle snake whale penguin owl pony kitten puppy",
    "food": "apple bread cheese cake soup rice tea coffee milk water orange banana egg sugar butter honey pizza pasta "
    "salad chocolate cookie juice lemon tomato potato carrot onion pepper salt meat chicken breakfast lunch dinner",
    "thing": "ball book table chair door window house car train bus boat bike phone clock lamp bed box bag hat coat "
    "shoe "
    "shirt cup plate spoon knife key map picture flower tree stone drum bell guitar piano song story letter paper "
    "pencil "
    "treasure television coin point joy noise pleasure measure camera computer radio movie game toy kite blanket "
    "pillow mirror candle ticket basket bottle umbrella garden bridge",
    "place": "school home park city town village forest river mountain beach island kitchen market station shop garden "
    "hotel office museum library bakery theater airport harbor farm zoo church castle street corner",
    "adjective": "big small red blue green yellow white black new old good bad nice happy sad warm cold hot fast slow "
    "quiet loud bright dark soft hard sweet clean pretty beautiful wonderful strange funny great little long short "
    "tall "
    "heavy light easy quick fresh lovely perfect simple strong young early late empty full broken golden purple "
    "usual noisy casual important different special famous quiet gentle brave",
    "feeling": "happy sad angry tired hungry thirsty sorry ready fine sick scared lonely proud excited worried glad "
    "surprised nervous lucky busy bored cold warm afraid sleepy",
    "verb": "see want like love need have find buy bring take make keep remember forget know show watch hear open "
    "close "
    "carry hold paint clean fix sell draw choose lose build hide share touch",
    "action": "go run walk dance sing play swim jump sleep eat drink read write talk listen work wait stop start laugh "
    "enjoy join smile cry help learn cook drive fly climb travel think dream rest stay leave return move fall begin",
    "weather": "sunny rainy windy cloudy snowy foggy stormy",
    "nature": "sun moon star sky sea ocean wind rain snow fire cloud storm wave river mountain forest sand leaf light "
    "thunder rainbow shadow spring summer autumn winter ice island",
    "day": "monday tuesday wednesday thursday friday saturday sunday",
    "month": "january february march april may june july august september october november december",
    "time": "today tomorrow tonight now later soon again always never sometimes yesterday early",
    "daypart": "morning afternoon evening night",
    "number": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "name": "anna tom mary john lucy peter emma jack alice sam kate ben lily max nora david sara leo mia paul",
    "product": "soap toothpaste shampoo perfume sneakers headphones yogurt cereal lemonade ice cream sandwich candy "
    "jacket watch sofa mattress vacation",
    "body": "hand head heart eye ear nose mouth foot arm leg face hair back finger voice",
    "exclamation": "hello hi hey yes no okay wow oh please thanks sorry welcome goodbye bye great look wait stop "
    "listen "
    "help sure maybe really hurry enough cheers congratulations attention",
    "adverb": "very so really too quite always never almost still only just slowly quickly together",
}
GROUPS: dict[str, tuple[str, ...]] = {name: tuple(dict.fromkeys(words.split())) for name, words in _WORDS.items()}

PATTERNS: tuple[str, ...] = (
    "good {daypart}",
    "good {daypart} {name}",
    "good {daypart} everyone",
    "{exclamation}",
    "{exclamation}",
    "{exclamation} {name}",
    "{exclamation}, {exclamation}",
    "hello my {adjective} {person}",
    "how are you {time}",
    "how is your {person}",
    "what is your name",
    "my name is {name}",
    "i am {name} from the {place}",
    "i am {feeling}",
    "i am {adverb} {feeling} {time}",
    "we are {feeling}",
    "are you {feeling}",
    "she is my {person}",
    "he is a {adjective} {person}",
    "this is my {person}",
    "i love you",
    "i love your {thing}",
    "i {verb} the {thing}",
    "i {verb} my {adjective} {thing}",
    "do you {verb} {food}",
    "can you {action} with me",
    "can you {verb} the {thing}",
    "please {action}",
    "please {verb} the {thing}",
    "please {action} {time}",
    "let us {action} together",
    "let us go to the {place}",
    "where is the {thing}",
    "where is my {animal}",
    "what a {adjective} {thing}",
    "look at the {adjective} {animal}",
    "look at the {nature}",
    "the {animal} is {adjective}",
    "the {thing} is {adverb} {adjective}",
    "the {nature} is {adjective} {time}",
    "my {body} is {adjective}",
    "it is {weather} {time}",
    "see you {time}",
    "see you on {day}",
    "today is {day}",
    "in {month} it is {weather}",
    "{number} {animal}s",
    "{number} {number} {number}",
    "i have {number} {animal}s",
    "it costs {number} dollars",
    "call me at {number} {number} {number}",
    "welcome to the {place}",
    "welcome to our {place}",
    "welcome back {name}",
    "welcome to my {adjective} {place}",
    "try our new {product}",
    "the best {food} in the {place}",
    "buy {number} get one free",
    "only {number} dollars {time}",
    "fresh {food} every {daypart}",
    "get your {product} now",
    "{adjective} {food} for your {person}",
    "the {adjective} {product} you will {verb}",
    "do not {action}",
    "do not {verb} my {thing}",
    "i want to {action}",
    "i want some {food}",
    "i do not know",
    "i can not {verb} my {thing}",
    "why do you {action}",
    "when will you {action}",
    "who has my {thing}",
    "thank you {adverb} much",
    "thank you for the {food}",
    "happy birthday {name}",
    "you are my {adjective} {person}",
    "they {action} in the {place}",
    "we will {action} {time}",
    "the {person} and the {animal}",
    "there is a {animal} in the {place}",
    "{adjective} {nature}",
    "{adjective} {thing}",
    "{word}",
    "{word}",
    "{word}",
    "{word} {word}",
    "{word} {word} {word}",
)

ALWAYS_IN_TRAINING: tuple[str, ...] = (
    "good morning",
    "good night",
    "hello",
    "hello world",
    "how are you",
    "how are you today",
    "i am fine",
    "fine thank you",
    "i love you",
    "thank you",
    "thank you very much",
    "what is your name",
    "nice to meet you",
    "welcome to my house",
    "welcome to our show",
    "welcome home",
    "see you tomorrow",
    "i am so happy",
    "i am so happy today",
    "leave me alone",
    "this is not fair",
    "i miss you",
    "where are you",
    "what time is it",
    "let us go",
    "come here",
    "happy birthday to you",
    "the future is here",
    "one two three go",
)
