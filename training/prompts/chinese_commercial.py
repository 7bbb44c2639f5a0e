"""Chinese sentences for commercials: a product on a stage, music, perhaps an ambience and a voice.

Extra pieces: {item} the product with its classifier and often its colour, {narrator} the voice, {narrator_adv} its
language or nothing.
"""

from __future__ import annotations

COMMERCIAL = (
    "[广告|产品广告|商业广告|电视广告|产品展示|宣传片]",
    "{item}的[广告|产品广告|宣传片|产品展示|商业广告]",
    "[广告|产品广告|电视广告|宣传片|产品展示|商业广告]:{item}",
    "[广告|产品宣传|商业广告]，{item}在[展台|舞台|台子]上[旋转|闪闪发光|慢慢转动|漂浮]",
    "{item}在[展台|舞台|圆台]上[旋转|转动|发光|上下浮动]，[{narrator}|旁白]{narrator_adv}说{q3}",
    "[产品广告|广告]:{item}，[{narrator}|旁白|画外音][:|说]{q3}",
    "{item}的广告，[配{mood_adjective}的音乐|{mood_phrase}|{ambience_phrase}]",
    "{item}的广告，{ambience_phrase}，[配{mood_adjective}的音乐|{mood_phrase}]",
    "推销{item}，配[{mood_adjective}的|{pace_adjective}的]音乐，[{narrator}|旁白]{narrator_adv}[介绍|说]{q3}",
    "[给我做|制作|拍]{item}的广告，[{mood_phrase}|{pace_plain}|{ambience_phrase}]",
    "画面:{item}在展台上。音乐:{mood_adjective}的曲子。[旁白|{narrator}]:{q3}",
    "画面:{item}的产品特写。音效:[{mood_adjective}的|]背景音乐，{ambience_phrase}",
    "{bg}，{item}摆在展台上，[{narrator}|旁白|画外音]说{q3}",
    "一支广告片，{item}放在圆形展台上慢慢转动，星光闪闪，{mood_phrase}，{pace_plain}，[{narrator}|旁白]最后说{q3}",
    "[产品特写|商品展示|新品发布]，{item}，{mood_adjective}的音乐，{pace_adjective}的节拍",
    "{q3}，[{narrator}|旁白]这样介绍{item}，[广告|宣传片]{mood_phrase}",
    "[{narrator}|旁白]{narrator_adv}介绍{item}:{q3}",
    "[卖|推荐|展示]{item}，{ambience_phrase}，[旁白|{narrator}]{narrator_adv}说{q3}",
    "{item}广告，{mood_phrase}，{pace_plain}，{ambience_phrase}",
    "展台上[放着|摆着|有]{item}，[闪着星光|闪闪发亮]，[放着{mood_adjective}的背景音乐|{mood_phrase}|{ambience_phrase}]",
    "新品上市:{item}",
    "{item}的[广告|宣传片]，配{narrator}[，{mood_phrase}|]",
    "{item}的[广告|产品展示]，没有旁白，[只有{mood_adjective}的音乐|{mood_phrase}]",
    "{item}，产品视频[，{pace_plain}|，{mood_phrase}|，{ambience_phrase}|]",
    "~我们要为{item}拍广告，[{narrator}|旁白]讲{q3}",
    "~商品短片，{item}缓缓旋转，{mood_phrase}",
    "~{item}的促销视频，{ambience_phrase}，画外传来{q3}",
    "~请展示{item}，[{mood_adjective}的|]配乐，{ambience_phrase}",
    "~{item}的推广短片，{narrator}说{q3}",
    "~聚光灯照着{item}，{pace_plain}的音乐响起",
)
