"""English sentences for commercials: a product on a stage, music, perhaps an ambience and a voice.

Extra pieces: {article_product} the product with its colour and article, {plural} the same as "red shoes", {music} the
music with its mood and tempo, {ambience} the ambience after a comma, or nothing, {narrator} and {teller} the voice.
"""

from __future__ import annotations

COMMERCIAL = (
    "[a commercial|an ad|an advertisement|a tv spot|a tv commercial|an advert] for {article_product}[| with {music}]"
    "{ambience}",
    "[a commercial|an ad|an advertisement|commercial|ad] for {plural}[| with {music}]{ambience}[|, {narrator} "
    "says{lang}: {q3}]",
    "[a commercial|an ad|a tv spot] for {article_product}[| with {music}]{ambience}[,|.] {narrator} says{lang}: {q3}",
    "[a commercial|an ad|an advertisement] for {article_product}[,|:] {teller} says{lang} {q3}[| over {music}]",
    "[product shot|packshot|hero shot|product video|studio shot] of {article_product}[| on a pedestal| on a stage| on "
    "a podium]{ambience}[| and {music}]",
    "{shot} {article_product} on a [pedestal|podium|stage|turntable][|, {music}]{ambience}",
    "{article_product} [turns|rotates|floats|spins|stands] on a [pedestal|stage|podium|round table][|, {music}]"
    "{ambience}",
    "{article_product} [sparkles|glitters|shines] on a [stage|pedestal][| to {music}]{ambience}[|, {narrator} "
    "{speaks3}{lang} {q3}]",
    "[commercial|advertisement|advert|tv ad|promo]: {article_product}, {music}{ambience}[|, {narrator}{lang}: {q3}]",
    "[advertise|promote|sell|present] {article_product}[| with {music}]{ambience}[|, voice-over{lang}: {q3}]",
    "[buy now|new|sale]! [a commercial|an ad] for {article_product}[|, {music}]",
    "[make|create|i need] [a commercial|an ad|an advertising clip] for [my new|our|a new] {product}[| with {music}]"
    "{ambience}[|. the voice says{lang} {q3}]",
    "[product ad|product commercial|advertising clip|{product} commercial|{product} ad][|, {music}]{ambience}",
    "[{colour} |]{product}[, product shot|, commercial|, advertisement|, on a pedestal][|, {music}]{ambience}",
    "[the new|our new|introducing the new] {product}[, in {colour}|][, a commercial|, on a stage][|, {narrator} "
    "says{lang} {q3}]",
    "{music} plays, {article_product} [turns on a stage|is advertised|stands on a pedestal]{ambience}[|, voice-over"
    "{lang}: {q3}]",
    "{bg}, a commercial for {article_product}[| with {music}]{ambience}",
    "{article_product} turns on a round stage, sparkles appear around it, {camera_phrase}, studio lighting, "
    "{music}{ambience}[|. {narrator} says{lang}: {q3}]",
    "visual: {article_product} on a [stage|pedestal], {camera_phrase}. audio: {music}{ambience}. [voice-over|narrator|"
    "{narrator}]{lang}: {q3}",
    "visual: {article_product}, product shot. music: {mood_adjective}, {tempo}{ambience}",
    "an ad. product: {article_product}. music: {pace_adjective}[ and {mood_adjective}|]. voice: {narrator}{lang}: {q3}",
    "~we see {article_product} in a commercial[| with {music}]{ambience}",
    "~the star of this ad is {article_product}[|, {music}]{ambience}[|, and {narrator} {speaks3}{lang} {q3}]",
    "~an advertising film about {article_product}[| with {music}][|, in which {narrator} says{lang} {q3}]",
    "~{article_product} presented on a stage[| to {music}]{ambience}",
    "~{narrator} praises {article_product}{lang}: {q3}[|, {music}]",
    "~a [tv|brand-new|short] promo for {plural}[|, {music}]{ambience}",
)
