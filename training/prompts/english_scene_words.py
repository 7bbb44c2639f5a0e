"""English words for what only some scenes have: music, products, narrators, weather and crowds."""

from __future__ import annotations

from collections.abc import Iterable

MOOD_ADJECTIVES = {
    "happy": "happy|cheerful|upbeat|joyful|merry|sunny|jolly|feel-good|bright and happy|uplifting|very happy~|gleeful~"
    "|playful^|lively and happy^|light-hearted^|glad^|festive^",
    "sad": "sad|melancholic|sombre|somber|sorrowful|mournful|gloomy|melancholy|wistful|heartbreaking|very sad~|"
    "tearful~"
    "|weeping^|sorrow-filled^|tragic^|tear-jerking^|full of tears^|dark and sad^",
}
MOOD_PHRASES = {
    "happy": "in a major key|in a happy mood|in a major scale|that sounds happy|that sounds cheerful|full of joy|"
    "that makes you smile|in c major|with a cheerful feeling~|in a joyful mood~"
    "|that feels happy^|in a cheerful mood^|that lifts the spirits^|in a bright mood^",
    "sad": "in a minor key|in a sad mood|in a minor scale|that sounds sad|that sounds melancholic|full of sorrow|"
    "that makes you cry|in a minor|with a melancholic feeling~|in a gloomy mood~"
    "|that feels sad^|in a melancholic mood^|that breaks the heart^|in a dark mood^",
}
TEMPO_PHRASES = {
    "slow": "at a slow tempo|slowly|adagio|largo|in a slow tempo|at a slow pace|very slowly|at a leisurely tempo|lento|"
    "at a really slow tempo~|in slow time~"
    "|larghetto^|lentissimo^|in adagio tempo^|at an unhurried tempo^|at a low tempo^|in a slow beat^"
    "|slow in tempo^",
    "medium": "at a medium tempo|at a moderate tempo|moderato|at a normal tempo|at mid-tempo|at a medium pace|"
    "at a middling tempo~"
    "|andante^|andantino^|at an average tempo^|in a medium tempo^|in a moderate tempo^|neither fast nor slow^"
    "|in moderato tempo^",
    "fast": "at a fast tempo|fast|quickly|allegro|presto|in a fast tempo|at a fast pace|very fast|at a quick tempo|"
    "at a brisk tempo|at a really fast tempo~|vivace~"
    "|prestissimo^|molto allegro^|allegro assai^|con brio^|in presto tempo^|in allegro tempo^|at high speed^"
    "|at a lively tempo^|at a swift tempo^|at breakneck speed^|at a rapid tempo^",
}


def _beats(numbers: Iterable[int]) -> str:
    """The tempo in numbers, every seventh of them held out."""
    return "|".join(
        phrase + ("~" if number % 7 == 3 else "")
        for number in numbers
        for phrase in (f"at {number} bpm", f"{number} bpm", f"at {number} beats per minute")
    )


TEMPO_NUMBERS = {"slow": _beats(range(56, 87)), "medium": _beats(range(90, 123)), "fast": _beats(range(126, 181))}
"""Whatever number is asked for means the nearest of the world's tempos: 72, 104 or 144 beats per minute."""

PRODUCTS = {
    "bottle": "bottle|bottle|perfume bottle|water bottle|wine bottle|soda bottle|bottle of soda|bottle of juice|perfume"
    "|bottle of water|shampoo bottle|sauce bottle|drink bottle|bottle of lotion~|lemonade bottle~"
    "|glass bottle^|bottle of wine^|milk bottle^|flask^|bottle of oil^",
    "box": "box|box|gift box|package|parcel|cardboard box|carton|cereal box|packet|box of chocolates|product box|"
    "box of cereal~|wooden box~"
    "|crate^|chocolate box^|paper box^|jewelry box^|box of cookies^|box of tea^",
    "can": "can|soda can|can of soda|drink can|beer can|soda|tin can|can of cola|energy drink can|aluminium can|tin|"
    "can of lemonade~|cola can~"
    "|can of beer^|tin of beans^|soup can^|soft drink can^|spray can^|tin of fish^",
    "cup": "cup|cup|coffee cup|mug|coffee mug|tea cup|cup of coffee|cup of tea|paper cup|teacup|coffee|hot coffee cup~|"
    "porcelain cup~"
    "|china cup^|espresso cup^|cocoa cup^|ceramic mug^|cup of cocoa^|drinking cup^",
    "shoe": "shoe|shoe|sneaker|running shoe|sports shoe|trainer|boot|tennis shoe|leather shoe|training shoe|"
    "basketball shoe~|jogging shoe~"
    "|sandal^|slipper^|high heel^|hiking boot^|sport shoe^|football shoe^|walking shoe^",
    "phone": "phone|phone|smartphone|mobile phone|cell phone|cellphone|mobile|new phone|touchscreen phone|handset|"
    "smart phone~|android phone~"
    "|iphone^|telephone^|foldable phone^|camera phone^|phone with a big screen^",
}
PRODUCTS_IN_PLURAL = {
    "bottle": "bottles|perfumes|water bottles|wine bottles|drinks in bottles",
    "box": "boxes|gift boxes|packages|parcels|cardboard boxes~",
    "can": "cans|soda cans|drink cans|sodas|beer cans~",
    "cup": "cups|mugs|coffee cups|coffee mugs|tea cups~",
    "shoe": "shoes|sneakers|running shoes|trainers|boots|sports shoes|leather shoes~",
    "phone": "phones|smartphones|mobile phones|cell phones|mobiles~",
}
AMBIENCE_PHRASES = {
    "none": "without background noise|no background noise|without any ambience|only music and voice|no ambient sound|"
    "no ambience|nothing but the music|without ambient sounds~"
    "|without any noise behind it^|background noise: none^|free of ambient noise^|without sounds from around^",
    "rain": "with rain in the background|rain in the background|with the sound of rain|while it rains|rainy ambience|"
    "the sound of rain behind it|on a rainy day|with rain falling|raindrops are heard|with gentle rain sounds~|"
    "rain can be heard~"
    "|and it rains outside^|rain noise behind it^|rain is heard^|raining in the background^"
    "|rain patters behind it^",
    "wind": "with wind in the background|wind in the background|with the sound of wind|while the wind blows|windy "
    "ambience|the sound of wind behind it|on a windy day|with a breeze blowing|the wind is heard|with soft wind sounds~"
    "|wind can be heard~"
    "|and the wind blows outside^|wind noise behind it^|a breeze is heard^|windy in the background^"
    "|gusts of wind behind it^",
    "crowd": "with a crowd in the background|crowd noise in the background|with people chatting in the background|"
    "with the murmur of a crowd|people talk in the background|in a busy place with many voices|with crowd ambience|"
    "a crowd is heard|the chatter of people behind it|with a murmuring crowd~|voices of a crowd can be heard~"
    "|and people talk around it^|crowd noise behind it^|many people are heard talking^"
    "|people murmur in the background^|voices of many people behind it^",
}
RAIN_PLACES = {
    "street": "in the street|on the street|on a city street|in a street|on the road|on the pavement|on the asphalt|in "
    "the city|on the sidewalk|in an empty street|over the town|on a wet street~|in the alley~"
    "|in the lane^|on the highway^|on the cobblestones^|on a road^|in the streets^|over the street^"
    "|on the street outside^",
    "window": "on a window|on the window|against the window|on the window pane|against a window|on the glass of a "
    "window|behind the window|at the window|down the window|running down a window|seen through a window|on the "
    "windowpane~|against the glass pane~"
    "|on the glass^|against the panes^|on my window^|outside the window^|on the car window^"
    "|on the kitchen window^",
}
RAIN_ADJECTIVES = {
    "quiet": "light|gentle|soft|quiet|fine|drizzling|weak|light spring|very light~|mild~"
    "|faint^|delicate^|thin^|really light^",
    "loud": "heavy|strong|pouring|loud|torrential|hard|drumming|intense|very heavy~|violent~"
    "|stormy^|wild^|extremely heavy^|powerful^|lashing^",
}
RAIN_ADVERBS = {
    "quiet": "softly|gently|lightly|quietly|a little|in a drizzle|in fine drops|very lightly~|only a bit~"
    "|faintly^|delicately^|hardly at all^",
    "loud": "heavily|hard|loudly|strongly|in buckets|cats and dogs|in torrents|in a downpour|very heavily~|massively~"
    "|wildly^|powerfully^|like crazy^|in sheets^",
}
WIND_ADJECTIVES = {
    "quiet": "light|gentle|soft|mild|weak|quiet|faint|very light~|slight~|delicate^|tender^|calm^|little^",
    "loud": "strong|stormy|howling|fierce|violent|loud|heavy|roaring|very strong~|raging~"
    "|powerful^|wild^|gusty^|extremely strong^|gale-force^",
}
WINDS = {
    "quiet": "a breeze|a gentle breeze|a light wind|a soft breeze|a mild wind|a light breeze|a quiet wind|a faint "
    "breeze~|a weak wind~"
    "|hardly any wind^|a mild breeze^|a summer breeze^|a puff of wind^|a tender wind^",
    "loud": "a storm|a strong wind|a gale|a heavy storm|a howling wind|a hurricane|a violent storm|strong gusts|stormy "
    "weather|a loud storm|a fierce wind~|a raging storm~"
    "|a tempest^|a typhoon^|a roaring storm^|a powerful wind^|heavy gusts^|a wild storm^",
}
TREES = (
    "tree|tree|oak|big tree|green tree|lonely tree|apple tree|birch|maple tree|willow~|beech tree~"
    "|pine^|palm tree^|elm^|poplar^|chestnut tree^|young tree^|cherry tree^|fir tree^|old oak^|leafy tree^"
    "|lime tree^"
)
FLAGS = (
    "flag|flag|banner|flag on a pole|pennant|big flag|flag on a flagpole|cloth flag~|standard on a pole~"
    "|national flag^|little flag^|striped flag^|silk flag^|pirate flag^|bunting^"
)
CROWD_ADJECTIVES = {
    "quiet": "quiet|murmuring|calm|softly whispering|hushed|softly talking|silent|very quiet~|muttering~"
    "|quietly murmuring^|low-voiced^|faintly whispering^|subdued^",
    "medium": "moderately loud|half-excited|chattering|slightly excited|medium-loud|lively chatting~"
    "|talkative^|chatty^|fairly loud^|talking^|moderately noisy^|buzzing^",
    "loud": "cheering|loud|roaring|wildly screaming|excited|wild|ecstatic|loudly shouting|jubilant|celebrating|"
    "very loud~|frenzied~"
    "|thunderous^|ecstatically cheering^|hooting^|noisy^|frantic^",
}
CROWD_VERBS = {
    "quiet": "murmurs softly|whispers to itself|mutters to itself|waits quietly|talks quietly|hums softly|is "
    "murmuring|sways and murmurs|listens quietly~|mumbles to itself~"
    "|speaks in low voices^|keeps its voice down^|murmurs quietly^|is quietly talking^"
    "|murmurs under its breath^",
    "medium": "chatters at a normal volume|talks at medium volume|gets a little excited|is slightly excited|cheers a "
    "little|is moderately loud|warms up and gets a bit louder~"
    "|talks at a normal loudness^|chats away^|is talking^|buzzes with talk^|talks and laughs a little^"
    "|chats at medium loudness^|makes a medium noise^",
    "loud": "cheers|cheers loudly|roars|goes wild|screams and claps|celebrates|jumps and cheers|is cheering|goes crazy|"
    "shouts with joy|raises its arms and cheers|applauds wildly|erupts in cheers~|whoops and cheers~"
    "|roars with joy^|bursts into cheers^|celebrates loudly^|goes nuts^|claps and shouts^"
    "|hoots and hollers^",
}
NARRATORS = {
    "man": "a man's voice|a male voice|a male narrator|a man off screen|a male voice-over|a deep male voice|the voice "
    "of a man|a man off camera|an unseen man|a male speaker off screen|a male announcer|an old man's voice|a "
    "gentleman's voice~|a male commentator~"
    "|a man's narration^|an unseen gentleman^|a male storyteller off screen^|a voice-over by a man^",
    "woman": "a woman's voice|a female voice|a female narrator|a woman off screen|a female voice-over|a warm female "
    "voice|the voice of a woman|a woman off camera|an unseen woman|a female speaker off screen|a female announcer|"
    "a lady's voice|a mother's voice~|a female commentator~"
    "|a woman's narration^|an unseen lady^|a female storyteller off screen^|a voice-over by a woman^",
    "child": "a child's voice|a kid's voice|a child narrator|a child off screen|a young child's voice|the voice of a "
    "child|a kid off camera|an unseen child|a boy's voice|a girl's voice|a little girl off screen|a boy off screen|"
    "a small child's voice~|a schoolchild's voice~"
    "|a child's narration^|an unseen kid^|a voice-over by a child^|a youngster off screen^",
}
TELLERS = {
    "man": "a man|a man|a guy|an old man|a gentleman|a young man|a grandfather|a male speaker|a middle-aged man~",
    "woman": "a woman|a woman|a lady|an old woman|a young woman|a grandmother|a female speaker|a middle-aged woman~",
    "child": "a child|a child|a kid|a boy|a girl|a little girl|a little boy|a small kid~",
}
