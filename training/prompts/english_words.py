"""English words for every value of every slot. A word that ends in `~` is held out: only evaluation prompts use it."""

from __future__ import annotations

COLOURS = {
    "red": "red|crimson|scarlet|bright red|dark red|ruby red~",
    "blue": "blue|navy|azure|light blue|dark blue|navy blue|bright blue~",
    "green": "green|emerald|dark green|light green|olive green|bright green~",
    "yellow": "yellow|golden yellow|lemon yellow|bright yellow|pale yellow~",
    "purple": "purple|violet|lilac|dark purple|light purple~",
    "orange": "orange|bright orange|deep orange~",
    "white": "white|snow white|plain white|pure white~",
}
OBJECT_COLOURS = {**COLOURS, "yellow": COLOURS["yellow"] + "|golden|brass|gold"}
CLOTHES_COLOURS = {value: words for value, words in COLOURS.items() if value != "orange"}
GARMENTS = (
    "shirt|shirt|shirt|t-shirt|sweater|jacket|coat|hoodie|top|blouse|dress|pullover|polo shirt|tee|vest|jumper|"
    "woolen sweater~|raincoat~"
)
PEOPLE = {
    "man": "man|man|man|guy|gentleman|old man|young man|tall man|father|dad|grandpa|grandfather|fellow|adult man|"
    "male person|"
    "businessman|king|waiter|salesman|dude|bearded man|male teacher|uncle|husband|brother|actor|male speaker|"
    "middle-aged man~|elderly man~|male doctor~",
    "woman": "woman|woman|woman|lady|old woman|young woman|tall woman|mother|mom|grandma|grandmother|adult woman|"
    "female person|businesswoman|queen|waitress|saleswoman|female teacher|aunt|wife|actress|female speaker|young lady|"
    "middle-aged woman~|elderly lady~|female doctor~",
    "child": "child|child|kid|boy|girl|little girl|little boy|small child|young child|young boy|young girl|toddler|"
    "schoolboy|schoolgirl|small kid|baby|five-year-old|youngster|cute kid|little child~|small boy~|cute little girl~",
}
ANYONE = {
    "talk": "someone|a person|somebody|a speaker|a teacher|a doctor|a cartoon character|a presenter|a student|a news "
    "anchor",
    "sing": "someone|a person|a singer|somebody|a pop star|a street musician|an opera singer",
    "rap": "someone|a person|a rapper|an mc|a hip-hop artist|a hip hop star|a street rapper",
}
ANYONE["sing_words"] = ANYONE["sing"]
ANYONE["dialogue"] = "a person|someone|a friend|a neighbor|a teacher|a student|a customer|a doctor"
HAIR_ADJECTIVES = {
    "black": "black-haired|dark-haired|black haired|raven-haired",
    "brown": "brown-haired|brunette|brown haired|chestnut-haired|brunet",
    "blond": "blond|blonde|fair-haired|blond-haired|golden-haired|blonde haired~",
    "red": "red-haired|ginger|redhead|red haired|ginger-haired|redheaded~",
}
HAIR = {
    "black": "black hair|dark hair|long black hair|short black hair|jet-black hair|curly black hair|raven hair|"
    "straight black hair~",
    "brown": "brown hair|long brown hair|short brown hair|chestnut hair|brunette hair|curly brown hair|wavy brown "
    "hair~",
    "blond": "blond hair|blonde hair|long blonde hair|short blond hair|fair hair|golden hair|curly blond hair|"
    "straight blonde hair~",
    "red": "red hair|ginger hair|long red hair|short red hair|auburn hair|orange hair|curly red hair|wavy ginger hair~",
}
EMOTION_ADJECTIVES = {
    "neutral": "neutral|serious|composed|indifferent|expressionless|unemotional|matter-of-fact|poker-faced|deadpan|"
    "quite serious~|stoic~",
    "happy": "happy|cheerful|joyful|smiling|glad|delighted|excited|laughing|merry|very happy|beaming|pleased|jolly|"
    "overjoyed|grinning|elated|radiant|so happy~|really cheerful~",
    "sad": "sad|unhappy|crying|gloomy|sorrowful|depressed|tearful|heartbroken|very sad|melancholic|weeping|miserable|"
    "disappointed|grieving|upset|so sad~|deeply unhappy~",
    "angry": "angry|furious|mad|annoyed|irritated|raging|very angry|enraged|outraged|grumpy|cross|hostile|fuming|so "
    "angry~|really furious~",
    "surprised": "surprised|astonished|amazed|stunned|shocked|startled|astounded|wide-eyed|bewildered|flabbergasted|"
    "very surprised|speechless|so surprised~|utterly amazed~",
    "calm": "calm|relaxed|peaceful|serene|tranquil|laid-back|placid|gentle and calm|very calm|soothing|easy-going|"
    "quite calm~|very relaxed~",
}
EMOTION_ADVERBS = {
    "neutral": "neutrally|in a neutral tone|without emotion|evenly|plainly|seriously|matter-of-factly|with a straight "
    "face|in a flat voice|with no emotion|in a serious tone|in a composed way|without any expression|"
    "in a neutral voice~|with a serious face~",
    "happy": "happily|cheerfully|joyfully|with a smile|with joy|gladly|in a happy voice|excitedly|with a big grin|"
    "merrily|in a cheerful tone|laughing|full of joy|enthusiastically|with delight|in high spirits|with a bright "
    "smile|delightedly|in a joyful voice~|with a happy smile~|smilingly~",
    "sad": "sadly|unhappily|in tears|with tears in her eyes|in a sad voice|sorrowfully|gloomily|crying|with a heavy "
    "heart|mournfully|sobbing|in a sad tone|tearfully|with sadness|miserably|with a broken heart|in despair|"
    "in a gloomy voice~|with tears in the eyes~|very sadly~",
    "angry": "angrily|furiously|in anger|with rage|in an angry voice|in a rage|madly|with fury|in an angry tone|full "
    "of anger|annoyed|irritably|fuming|with an angry look|in a furious tone~|very angrily~|full of rage~",
    "surprised": "in surprise|with surprise|surprised|in astonishment|astonished|amazed|with wide eyes|in a surprised "
    "voice|in disbelief|in amazement|with amazement|in shock|in a surprised tone|with raised eyebrows|full of wonder|"
    "in great surprise~|with a surprised look~|in an astonished voice~",
    "calm": "calmly|in a calm voice|in a calm tone|in a relaxed tone|peacefully|serenely|in a soothing voice|"
    "with a calm face|patiently|relaxed|in a relaxed manner|tranquilly|with a calm voice|very calmly~|"
    "in a relaxed voice~|with great calm~",
}
PACE_ADVERBS = {
    "slow": "slowly|at a slow pace|very slowly|unhurriedly|in slow tempo|at a slow tempo|without hurry|taking time|"
    "at a slow speed~|quite slowly~",
    "medium": "at a normal pace|at a medium pace|at a moderate speed|at normal speed|at a medium tempo|at an average "
    "pace|"
    "at a moderate pace~|at medium speed~",
    "fast": "fast|quickly|rapidly|at a fast pace|very fast|in a hurry|hastily|at high speed|very quickly|speedily|"
    "at a rapid pace|in a rush|at a quick tempo|at a fast tempo|in fast tempo~|really fast~|at a quick pace~",
}
PACE_ADJECTIVES = {
    "slow": "slow|unhurried|leisurely|slow-paced|very slow~",
    "medium": "medium-paced|moderate|medium tempo|mid-tempo|medium-speed~",
    "fast": "fast|quick|rapid|fast-paced|speedy|hurried|brisk|very fast~",
}
LOUDNESS_ADVERBS = {
    "quiet": "quietly|softly|very quietly|gently|at low volume|with little noise|faintly|lightly|very softly~|barely "
    "audibly~",
    "medium": "at a normal volume|at medium volume|at normal loudness|neither loudly nor quietly|at a moderate volume~",
    "loud": "loudly|very loudly|at full volume|noisily|at high volume|with a loud noise|with full force|hard|"
    "at loud volume~|really loudly~",
}
VOICE_LOUDNESS_ADVERBS = {
    "quiet": "quietly|softly|in a quiet voice|in a soft voice|very quietly|gently|silently|at low volume|at a low "
    "volume|very softly~|with a quiet voice~",
    "medium": LOUDNESS_ADVERBS["medium"],
    "loud": "loudly|in a loud voice|very loudly|at full volume|out loud|noisily|with a loud voice|at high volume|"
    "at loud volume~|really loudly~",
    "whisper": "in a whisper|whispering|under the breath|in a hushed voice|in a whispering voice|with a whisper|"
    "in hushed tones|breathily|almost without a voice|behind the hand|in whispers~|in a low whisper~",
    "shout": "at the top of the lungs|shouting|yelling|screaming|in a shouting voice|with a shout|with a scream|"
    "at the top of the voice|in a yell|bellowing|with a loud shout~|in a scream~",
}
LOUDNESS_ADJECTIVES = {
    "quiet": "quiet|soft|gentle|faint|calm|very quiet~",
    "medium": "moderately loud|medium-loud|normal-volume|medium loud~",
    "loud": "loud|noisy|thunderous|roaring|deafening|booming|very loud~",
}
LOUD_VERBS = {
    "quiet": "murmurs|mumbles|mutters|says quietly|says softly|speaks quietly|is mumbling~",
    "loud": "exclaims loudly|says loudly|speaks loudly|says out loud|talks loudly|announces loudly~",
    "whisper": "whispers|whispers|is whispering|whispered|whispers softly|whispers secretly~",
    "shout": "shouts|yells|screams|cries out|calls out|is shouting|is yelling|hollers|shouted|bellows~|is screaming~",
}
PITCH_ADJECTIVES = {
    "low": "low|deep|low-pitched|deep-toned|bass|dark-sounding|very deep~|low-toned~",
    "medium": "medium-pitched|mid-pitched|medium pitch|middle-pitched~",
    "high": "high|high-pitched|shrill|bright-sounding|piercing|tinkling|very high~|high-toned~",
}
MELODY_ADJECTIVES = {
    "rising": "rising|ascending|climbing|upward|upwards-moving~|steadily rising~",
    "falling": "falling|descending|sinking|downward|dropping|downwards-moving~|steadily falling~",
    "wave": "wavy|undulating|up-and-down|wave-like|waving|swinging up and down~",
}
MELODY_PHRASES = {
    "rising": "going up|that rises|that goes up|which climbs higher and higher|up the scale|with rising notes|higher "
    "and higher|from low to high|that ascends~|going higher and higher~",
    "falling": "going down|that falls|that goes down|which sinks lower and lower|down the scale|with falling notes|"
    "lower and lower|from high to low|that descends~|going lower and lower~",
    "wave": "going up and down|that rises and falls|that goes up and down|in waves|like a wave|up and down the scale|"
    "up and down|that moves like a wave|rising and falling~",
}
SIZES = {
    "small": "small|little|tiny|mini|miniature|very small~",
    "big": "big|large|huge|giant|enormous|great|very big~|very large~",
}
FLOORS = {
    "wood": "a wooden floor|wood|the wooden floor|a parquet floor|hardwood|wooden planks|a wooden table|timber|a "
    "hardwood floor|a wood floor~|wooden boards~",
    "metal": "a metal floor|metal|a metal plate|steel|an iron floor|a steel plate|a sheet of metal|a metallic "
    "surface|the metal floor|a steel floor~|a metal sheet~",
    "grass": "grass|the grass|a lawn|a meadow|green grass|a grassy field|turf|the lawn|a grass field|soft grass~|a "
    "grassy lawn~",
}
BACKGROUNDS = {
    "sky": "against the sky|under a blue sky|in front of a sky-blue background|with a sky blue background|before a "
    "light blue wall|"
    "with a sky background|on a sky-blue backdrop|in front of a sky blue wall~|with a light blue background~",
    "cream": "on a cream background|in front of a cream wall|with a beige background|before a cream-colored backdrop|"
    "with a cream coloured background|in front of a beige wall|with a cream background~|on a beige backdrop~",
    "night": "at night|in the night|in the dark|on a dark night|with a night background|under the night sky|late at "
    "night|"
    "with a dark background|at midnight|in the dark night~|on a night background~",
    "mint": "on a mint background|in front of a mint green wall|with a mint background|before a mint-colored backdrop|"
    "with a mint green background|on a mint green backdrop~|in front of a mint wall~",
    "rose": "on a rose background|in front of a pink wall|with a pink background|before a rose-colored backdrop|"
    "with a rose background|on a pink background|in front of a rose wall~|with a pink backdrop~",
    "grey": "on a grey background|in front of a gray wall|with a grey background|before a gray backdrop|with a gray "
    "background|"
    "in front of a grey concrete wall|on a gray background~|in front of a grey wall~",
}
LANGUAGE_PHRASES = {
    "english": "in english|in american english|in the english language|speaking english|in clear english~",
    "chinese": "in chinese|in mandarin|in mandarin chinese|speaking chinese|speaking mandarin|in the chinese "
    "language|in standard chinese~",
}
STYLES = (
    "cartoon style|close-up|4k|8k|high quality|cinematic|a short video|flat colors|simple animation|best quality|soft "
    "light|medium shot|detailed|vector art|hd|realistic sound|synchronized sound|masterpiece|front view|studio shot|"
    "clean picture|warm light|for kids|with clear sound|35mm|volumetric light|shallow depth of field|film grain|"
    "photorealistic|ultra detailed|vivid colors|pastel colors|wide shot|studio lighting|bokeh|16:9|24 fps|anime style|"
    "pixar style|sharp focus|award-winning|no subtitles|no watermark|natural light|high contrast|eye-level shot|"
    "anamorphic lens|lens flare|crisp audio|stereo sound|lip sync|hyperrealistic|minimalist"
)
LIGHT = (
    "soft light falls from the left|warm light fills the room|bright daylight|the light is soft and even|"
    "dramatic lighting|rim light from behind|gentle studio light|the atmosphere is warm|volumetric light beams|"
    "lit by a single lamp|the mood is cinematic|the picture is sharp and full of detail"
)
FILLERS = (
    "please make a video: #|please show #|i want #|i want to see #|i would like a clip of #|can you make #|generate #|"
    "create a clip: #|create #|#, please|# please|#, thanks|ok so #|i need a short clip: #|could you draw #|hi, #|"
    "hello, please generate #|just #|make me a video of #|my idea: #|maybe #|let there be #|so basically #|"
    "animate this: #|#, make it look good|# and nothing else|#, just a few seconds|#, no text on the screen|"
    "i'm looking for #~|do me a favor and show #~"
)
SHOT_LISTS = (
    "0-5s: #|0-5s #|0s-4s: #|(0-5s) #|shot 1: #|scene 1: #|scene: #|visual: #|video: #|prompt: #|subject: #|#. audio: "
    "natural sound|#. sound: synchronized|#. style: cartoon|a five second clip: #|(0-8s) #~|opening shot: #~"
)
SOUND_LISTS = "sfx: #|sound: #|audio: #|sound effect: #|foley: #|audio only matters: #|sounds: #~"
SHOTS = (
    "a video of|a clip of|close-up of|footage of|a shot of|a scene with|show|an animation of|a short film of|"
    "picture and sound of|a recording of~"
)
PLACES = (
    "in the kitchen|in a cafe|at home|in a park|in the city|on a stage|in the studio|in an office|at school|on "
    "television|"
    "in a small village|in the living room|at a market|in paris|at the airport|in front of the camera|on the street|"
    "in a shop"
)
CAMERA_PHRASES = {
    "static": "static camera|static shot|the camera does not move|locked-off shot|locked-off camera|tripod|shot on a "
    "tripod|fixed camera|the camera stands still|the camera stays still|camera: static|no camera movement|a still "
    "camera|the camera is fixed|a stationary camera~|the camera remains motionless~",
    "push_in": "the camera pushes in|slow push-in|push in|the camera slowly zooms in|slow zoom in|zoom in|zooming in|"
    "dolly in|slow dolly in|the camera moves closer|the camera comes nearer|the camera gets closer|camera: push in|"
    "the camera slowly moves in|the camera moves forward|a slow push towards the subject|the camera creeps closer~|"
    "gradual zoom in~",
    "pan": "the camera pans|panning shot|slow pan|slow pan to the right|slow pan to the left|the camera pans left|"
    "the camera pans right|pan from left to right|pan across the scene|tracking sideways|sideways tracking shot|"
    "the camera moves sideways|the camera slides to the left|the camera passes by|camera: pan|the camera drifts to "
    "the right|lateral tracking shot~|the camera travels sideways~",
}
