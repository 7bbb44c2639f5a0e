"""Words that name a kind of clip, for the note about prompts that ask for two of them.

Only what stands for the scene itself: verbs of speech are in every prompt with a quote, and a wave is also a melody.
The notes take such a word seriously only where the prompt reader does.
"""

from __future__ import annotations

SCENE_WORDS: dict[str, str] = {
    "dialogue": "dialogue|conversation|interview|对话|采访",
    "sing": "sing|sings|singing|song|singer|唱歌|歌手|歌声",
    "rap": "rap|raps|rapper|rapping|说唱|饶舌",
    "ball": "ball|rubber ball|皮球|篮球|弹跳球|球",
    "bell": "bell|bells|铃|铃铛|钟|钟声",
    "drum": "drum|drums|drummer|drumming|鼓|打鼓|敲鼓|鼓声",
    "glass": "glass|wine glass|玻璃杯",
    "fire": "fire|campfire|bonfire|fireplace|火|篝火|火焰|壁炉",
    "ocean": "ocean|sea|ocean waves|sea waves|大海|海浪|海洋",
    "door": "door|doors|门|房门|大门",
    "clap": "clap|claps|clapping|拍手|鼓掌",
    "hammer": "hammer|hammers|hammering|anvil|锤子|铁锤|铁砧",
    "balloon": "balloon|balloons|气球",
    "water_drop": "water drop|water drops|drop of water|drops of water|droplet|droplets|dripping|水滴|滴水",
    "rain": "rain|rains|raining|rainstorm|雨|下雨|大雨|雨声",
    "wind": "wind|windy|gust|gusts|风|大风|刮风",
    "crowd": "crowd|crowds|audience|人群|观众",
    "piano": "piano|pianist|钢琴|钢琴家",
    "xylophone": "xylophone|木琴",
    "violin": "violin|violinist|fiddle|小提琴",
    "commercial": "commercial|advertisement|advert|ad|广告",
}
"""Songs with and without words have the same."""
