"""English words for every value of every slot. One that ends in `~` is held out: only evaluation
prompts use it; one that ends in `^` is for training alone."""

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
    "middle-aged man~|elderly man~|male doctor~"
    "|widower^|policeman^|grandad^|chap^|bloke^|male singer^|monk^",
    "woman": "woman|woman|woman|lady|old woman|young woman|tall woman|mother|mom|grandma|grandmother|adult woman|"
    "female person|businesswoman|queen|waitress|saleswoman|female teacher|aunt|wife|actress|female speaker|young lady|"
    "middle-aged woman~|elderly lady~|female doctor~"
    "|widow^|granny^|policewoman^|housewife^|mum^|female singer^|nun^|bride^",
    "child": "child|child|kid|boy|girl|little girl|little boy|small child|young child|young boy|young girl|toddler|"
    "schoolboy|schoolgirl|small kid|baby|five-year-old|youngster|cute kid|little child~|small boy~|cute little girl~"
    "|little one^|tiny kid^|preschooler^|schoolchild^",
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
    "quite serious~|stoic~"
    "|blank-faced^|impassive^|emotionless^",
    "happy": "happy|cheerful|joyful|smiling|glad|delighted|excited|laughing|merry|very happy|beaming|pleased|jolly|"
    "overjoyed|grinning|elated|radiant|so happy~|really cheerful~"
    "|giggling^|thrilled^",
    "sad": "sad|unhappy|crying|gloomy|sorrowful|depressed|tearful|heartbroken|very sad|melancholic|weeping|miserable|"
    "disappointed|grieving|upset|so sad~|deeply unhappy~"
    "|mourning^|sobbing^|broken-hearted^|downcast^|despairing^|bereaved^",
    "angry": "angry|furious|mad|annoyed|irritated|raging|very angry|enraged|outraged|grumpy|cross|hostile|fuming|so "
    "angry~|really furious~"
    "|shouting mad^|seething^|livid^|bad-tempered^|scowling^",
    "surprised": "surprised|astonished|amazed|stunned|shocked|startled|astounded|wide-eyed|bewildered|flabbergasted|"
    "very surprised|speechless|so surprised~|utterly amazed~"
    "|dumbfounded^|gasping^|thunderstruck^",
    "calm": "calm|relaxed|peaceful|serene|tranquil|laid-back|placid|gentle and calm|very calm|soothing|easy-going|"
    "quite calm~|very relaxed~"
    "|untroubled^|quietly composed^|unworried^|mellow^",
}
EMOTION_ADVERBS = {
    "neutral": "neutrally|in a neutral tone|without emotion|evenly|plainly|seriously|matter-of-factly|with a straight "
    "face|in a flat voice|with no emotion|in a serious tone|in a composed way|without any expression|"
    "in a neutral voice~|with a serious face~"
    "|blankly^|impassively^|without showing a feeling^",
    "happy": "happily|cheerfully|joyfully|with a smile|with joy|gladly|in a happy voice|excitedly|with a big grin|"
    "merrily|in a cheerful tone|laughing|full of joy|enthusiastically|with delight|in high spirits|with a bright "
    "smile|delightedly|in a joyful voice~|with a happy smile~|smilingly~"
    "|giggling^|beaming with joy^|with a laugh^",
    "sad": "sadly|unhappily|in tears|with tears in her eyes|in a sad voice|sorrowfully|gloomily|crying|with a heavy "
    "heart|mournfully|sobbing|in a sad tone|tearfully|with sadness|miserably|with a broken heart|in despair|"
    "in a gloomy voice~|with tears in the eyes~|very sadly~"
    "|grief-stricken^|weeping^|wailing^|with a sigh^",
    "angry": "angrily|furiously|in anger|with rage|in an angry voice|in a rage|madly|with fury|in an angry tone|full "
    "of anger|annoyed|irritably|fuming|with an angry look|in a furious tone~|very angrily~|full of rage~"
    "|seething^|through gritted teeth^|with a scowl^|full of fury^|wrathfully^",
    "surprised": "in surprise|with surprise|surprised|in astonishment|astonished|amazed|with wide eyes|in a surprised "
    "voice|in disbelief|in amazement|with amazement|in shock|in a surprised tone|with raised eyebrows|full of wonder|"
    "in great surprise~|with a surprised look~|in an astonished voice~"
    "|with a gasp^|gasping^|open-mouthed^|utterly baffled^",
    "calm": "calmly|in a calm voice|in a calm tone|in a relaxed tone|peacefully|serenely|in a soothing voice|"
    "with a calm face|patiently|relaxed|in a relaxed manner|tranquilly|with a calm voice|very calmly~|"
    "in a relaxed voice~|with great calm~"
    "|quite unworried^|with an easy calm^|composedly^",
}
PACE_ADVERBS = {
    "slow": "slowly|at a slow pace|very slowly|unhurriedly|in slow tempo|at a slow tempo|without hurry|taking time|"
    "at a slow speed~|quite slowly~"
    "|rather slowly^|ever so slowly^|at a crawl^|at low speed^|sluggishly^|bit by bit^|at a leisurely pace^"
    "|in slow motion^",
    "medium": "at a normal pace|at a medium pace|at a moderate speed|at normal speed|at a medium tempo|at an average "
    "pace|"
    "at a moderate pace~|at medium speed~"
    "|at an ordinary pace^|at a regular speed^|neither fast nor slow^|at an even pace^|at a usual speed^"
    "|steadily^",
    "fast": "fast|quickly|rapidly|at a fast pace|very fast|in a hurry|hastily|at high speed|very quickly|speedily|"
    "at a rapid pace|in a rush|at a quick tempo|at a fast tempo|in fast tempo~|really fast~|at a quick pace~"
    "|swiftly^|at great speed^|at top speed^|in quick succession^|speeding along^|with high speed^"
    "|as fast as possible^|briskly^",
}
PACE_ADJECTIVES = {
    "slow": "slow|unhurried|leisurely|slow-paced|very slow~|sluggish^|really slow^|slow-moving^|dragging^",
    "medium": "medium-paced|moderate|medium tempo|mid-tempo|medium-speed~"
    "|average-paced^|of medium pace^|normal-paced^|steady^",
    "fast": "fast|quick|rapid|fast-paced|speedy|hurried|brisk|very fast~|swift^|high-speed^|racing^|frantic^",
}
LOUDNESS_ADVERBS = {
    "quiet": "quietly|softly|very quietly|gently|at low volume|with little noise|faintly|lightly|very softly~|barely "
    "audibly~"
    "|with a soft touch^|hardly audibly^|at a low level^|with little force^|almost silently^|delicately^"
    "|extremely quietly^|so softly^",
    "medium": "at a normal volume|at medium volume|at normal loudness|neither loudly nor quietly|at a moderate volume~"
    "|with moderate force^|moderately loudly^|at medium loudness^|at an average volume^|at a moderate level^"
    "|with medium force^|at an ordinary volume^|with moderate loudness^|at regular volume^"
    "|not too loudly and not too quietly^|with normal force^|at a medium level^",
    "loud": "loudly|very loudly|at full volume|noisily|at high volume|with a loud noise|with full force|hard|"
    "at loud volume~|really loudly~"
    "|with great force^|with all one's might^|forcefully^|powerfully^|at maximum volume^|extremely loudly^"
    "|with a lot of noise^|so loudly^|at the highest volume^",
}
VOICE_LOUDNESS_ADVERBS = {
    "quiet": "quietly|softly|in a quiet voice|in a soft voice|very quietly|gently|silently|at low volume|at a low "
    "volume|very softly~|with a quiet voice~"
    "|at a low level^|in a low voice^|almost silently^|in a small voice^|with a soft voice^",
    "medium": LOUDNESS_ADVERBS["medium"],
    "loud": "loudly|in a loud voice|very loudly|at full volume|out loud|noisily|with a loud voice|at high volume|"
    "at loud volume~|really loudly~"
    "|at maximum volume^|extremely loudly^|in a booming voice^|with a raised voice^|in a strong voice^",
    "whisper": "in a whisper|whispering|under the breath|in a hushed voice|in a whispering voice|with a whisper|"
    "in hushed tones|breathily|almost without a voice|behind the hand|in whispers~|in a low whisper~"
    "|in the lowest of whispers^|secretively in the ear^|in a breathy whisper^|with breath alone^",
    "shout": "at the top of the lungs|shouting|yelling|screaming|in a shouting voice|with a shout|with a scream|"
    "at the top of the voice|in a yell|bellowing|with a loud shout~|in a scream~"
    "|in a roar^|with a yell^|hollering^|in a loud roar^",
}
LOUDNESS_ADJECTIVES = {
    "quiet": "quiet|soft|gentle|faint|calm|very quiet~"
    "|hushed^|muted^|subdued^|delicate^|hardly audible^|extremely quiet^",
    "medium": "moderately loud|medium-loud|normal-volume|medium loud~"
    "|of moderate volume^|of medium loudness^|not too loud^|of average loudness^|moderate in volume^"
    "|of normal loudness^",
    "loud": "loud|noisy|thunderous|roaring|deafening|booming|very loud~"
    "|powerful^|ear-splitting^|extremely loud^|crashing^|mighty^|blaring^",
}
LOUD_VERBS = {
    "quiet": "murmurs|mumbles|mutters|says quietly|says softly|speaks quietly|is mumbling~"
    "|speaks in a low voice^|says very softly^|talks quietly^",
    "loud": "exclaims loudly|says loudly|speaks loudly|says out loud|talks loudly|announces loudly~"
    "|says in a booming voice^",
    "whisper": "whispers|whispers|is whispering|whispered|whispers softly|whispers secretly~"
    "|says in a whisper^|talks in whispers to us^",
    "shout": "shouts|yells|screams|cries out|calls out|is shouting|is yelling|hollers|shouted|bellows~|is screaming~"
    "|shrieks^|bawls^",
}
PITCH_ADJECTIVES = {
    "low": "low|deep|low-pitched|deep-toned|bass|dark-sounding|very deep~|low-toned~"
    "|low in pitch^|sonorous and deep^|extremely low^|really deep^|of low pitch^|dark and deep^|rather low^",
    "medium": "medium-pitched|mid-pitched|medium pitch|middle-pitched~"
    "|of medium pitch^|neither high nor low^|of middle pitch^|average in pitch^|moderately high^"
    "|not too high and not too low^|mid-range^",
    "high": "high|high-pitched|shrill|bright-sounding|piercing|tinkling|very high~|high-toned~"
    "|high in pitch^|extremely high^|really high^|of high pitch^|quite high^|so high^|clear and high^"
    "|bright and high^|treble^|rather high^",
}
MELODY_ADJECTIVES = {
    "rising": "rising|ascending|climbing|upward|upwards-moving~|steadily rising~"
    "|soaring^|ever higher^|mounting^|constantly rising^",
    "falling": "falling|descending|sinking|downward|dropping|downwards-moving~|steadily falling~"
    "|ever lower^|sliding down^|going downhill^|constantly falling^",
    "wave": "wavy|undulating|up-and-down|wave-like|waving|swinging up and down~"
    "|rolling^|seesawing^|curving up and down^|rippling^",
}
MELODY_PHRASES = {
    "rising": "going up|that rises|that goes up|which climbs higher and higher|up the scale|with rising notes|higher "
    "and higher|from low to high|that ascends~|going higher and higher~"
    "|that climbs^|which rises^|that gets higher^|that soars^|with a rising line^",
    "falling": "going down|that falls|that goes down|which sinks lower and lower|down the scale|with falling notes|"
    "lower and lower|from high to low|that descends~|going lower and lower~"
    "|that sinks^|which falls^|that gets lower^|that drops^|with a falling line^",
    "wave": "going up and down|that rises and falls|that goes up and down|in waves|like a wave|up and down the scale|"
    "up and down|that moves like a wave|rising and falling~"
    "|that undulates^",
}
SIZES = {
    "small": "small|little|tiny|mini|miniature|very small~|wee^|pocket-sized^|really small^|quite little^|petite^",
    "big": "big|large|huge|giant|enormous|great|very big~|very large~"
    "|massive^|oversized^|really big^|gigantic^|enormously big^",
}
FLOORS = {
    "wood": "a wooden floor|wood|the wooden floor|a parquet floor|hardwood|wooden planks|a wooden table|timber|a "
    "hardwood floor|a wood floor~|wooden boards~"
    "|a plank floor^|floorboards^|the parquet^|oak planks^",
    "metal": "a metal floor|metal|a metal plate|steel|an iron floor|a steel plate|a sheet of metal|a metallic "
    "surface|the metal floor|a steel floor~|a metal sheet~"
    "|an iron plate^|a metal surface^|aluminium^|iron^",
    "grass": "grass|the grass|a lawn|a meadow|green grass|a grassy field|turf|the lawn|a grass field|soft grass~|a "
    "grassy lawn~"
    "|short grass^|a green lawn^|the green grass of a garden^|the meadow^",
}
BACKGROUNDS = {
    "sky": "against the sky|under a blue sky|in front of a sky-blue background|with a sky blue background|before a "
    "light blue wall|"
    "with a sky background|on a sky-blue backdrop|in front of a sky blue wall~|with a light blue background~"
    "|with a pale blue background^|in front of the blue sky^",
    "cream": "on a cream background|in front of a cream wall|with a beige background|before a cream-colored backdrop|"
    "with a cream coloured background|in front of a beige wall|with a cream background~|on a beige backdrop~"
    "|with a cream-white background^|before a beige wall^",
    "night": "at night|in the night|in the dark|on a dark night|with a night background|under the night sky|late at "
    "night|"
    "with a dark background|at midnight|in the dark night~|on a night background~"
    "|on a moonlit night^|in darkness^|after dark^",
    "mint": "on a mint background|in front of a mint green wall|with a mint background|before a mint-colored backdrop|"
    "with a mint green background|on a mint green backdrop~|in front of a mint wall~"
    "|before a mint green backdrop^|with mint behind it^",
    "rose": "on a rose background|in front of a pink wall|with a pink background|before a rose-colored backdrop|"
    "with a rose background|on a pink background|in front of a rose wall~|with a pink backdrop~"
    "|before a pink backdrop^|with pink behind it^",
    "grey": "on a grey background|in front of a gray wall|with a grey background|before a gray backdrop|with a gray "
    "background|"
    "in front of a grey concrete wall|on a gray background~|in front of a grey wall~"
    "|before a grey wall^|with grey behind it^",
}
LANGUAGE_PHRASES = {
    "english": "in english|in american english|in the english language|speaking english|in clear english~"
    "|in british english^|in plain english^|using english^",
    "chinese": "in chinese|in mandarin|in mandarin chinese|speaking chinese|speaking mandarin|in the chinese "
    "language|in standard chinese~"
    "|in the mandarin language^|in putonghua^|using chinese^",
}
STYLES = (
    "cartoon style|close-up|4k|8k|high quality|cinematic|a short video|flat colors|simple animation|best quality|soft "
    "light|medium shot|detailed|vector art|hd|realistic sound|synchronized sound|masterpiece|front view|studio shot|"
    "clean picture|warm light|for kids|with clear sound|35mm|volumetric light|shallow depth of field|film grain|"
    "photorealistic|ultra detailed|vivid colors|pastel colors|wide shot|studio lighting|bokeh|16:9|24 fps|anime style|"
    "pixar style|sharp focus|award-winning|no subtitles|no watermark|natural light|high contrast|eye-level shot|"
    "anamorphic lens|lens flare|crisp audio|stereo sound|lip sync|hyperrealistic|minimalist"
)
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
    "camera|the camera is fixed|a stationary camera~|the camera remains motionless~"
    "|the camera is still^|the camera holds still^|the camera never moves^|unmoving camera^"
    "|the camera is locked^|motionless shot^|the camera stays where it is^|the view does not change^"
    "|the camera rests on its tripod^|an immobile camera^|the camera keeps still^|the shot stays fixed^",
    "push_in": "the camera pushes in|slow push-in|push in|the camera slowly zooms in|slow zoom in|zoom in|zooming in|"
    "dolly in|slow dolly in|the camera moves closer|the camera comes nearer|the camera gets closer|camera: push in|"
    "the camera slowly moves in|the camera moves forward|a slow push towards the subject|the camera creeps closer~|"
    "gradual zoom in~"
    "|the camera approaches^|the camera goes closer^|we zoom in^|the camera zooms in on it^"
    "|closer and closer^|gradually closer^|the lens zooms in^|a gentle zoom in^|the camera glides forward^",
    "pan": "the camera pans|panning shot|slow pan|slow pan to the right|slow pan to the left|the camera pans left|"
    "the camera pans right|pan from left to right|pan across the scene|tracking sideways|sideways tracking shot|"
    "the camera moves sideways|the camera slides to the left|the camera passes by|camera: pan|the camera drifts to "
    "the right|lateral tracking shot~|the camera travels sideways~"
    "|the camera slides sideways^|sideways pan^|the camera sweeps to the right^|the camera tracks left^"
    "|lateral pan^|the camera glides past^|a sideways slide of the camera^|a lateral camera move^"
    "|camera moving to the side^",
}
INTENSIFIERS = "very|really|quite|extremely|rather|pretty|terribly|incredibly|unusually"
_GRADABLE = (
    "high low deep shrill slow fast quick rapid loud quiet soft noisy faint gentle heavy strong light big large small "
    "little tiny happy cheerful sad gloomy angry furious surprised amazed calm relaxed slowly quickly rapidly loudly "
    "quietly softly gently heavily happily cheerfully sadly angrily calmly hard"
)
GRADABLE = frozenset(_GRADABLE.split())
"""What an intensifier may stand before without asking for something else."""
