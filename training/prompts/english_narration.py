"""English voice-overs: lines that any prompt may end with, and sentences for scenes with a narrator of their own."""

from __future__ import annotations

FIRE_WITH_VOICE = (
    "a [{size} |][fire|campfire] [crackles|burns], {teller} [tells us|says|speaks] off screen{lang}: {q3}",
    "by a [{size} |]campfire {narrator} [tells us|says|tells a story]{lang}: {q3}",
    "[{size} |]flames, sparks, {camera_phrase}, and {narrator} [says|explains]{lang} {q3}",
    "voice-over[ by {teller}|] over a [{size} |]campfire: {q3}",
    "~while a [{size} |]fire burns, {narrator} {speaks3}{lang} {q3}",
    "~the [{size} |]fire crackles and off screen {teller} says{lang}: {q3}",
)
OCEAN_WITH_VOICE = (
    "[{loudness_adjective} |]waves roll in, {teller} [tells us|says|speaks] off screen{lang}: {q3}",
    "over the [{loudness_adjective} |][sea|ocean] {narrator} [tells us|says]{lang}: {q3}",
    "the [sea|ocean], {camera_phrase}, {narrator} [says|explains]{lang} {q3}",
    "voice-over[ by {teller}|] over the [{loudness_adjective} |]waves: {q3}",
    "~while [{loudness_adjective} |]waves come in, {narrator} {speaks3}{lang} {q3}",
    "~the sea is seen, and off screen {teller} says{lang}: {q3}",
)
NARRATION = (
    "a narrator says {q3}",
    "a voice off screen says {q3}",
    "voice-over: {q3}",
    "the narrator[ says|]: {q3}",
    "an off-screen voice {speaks3} {q3}",
    "in the background a voice says {q3}",
    "somebody off screen says {q3}",
    "off camera a voice says {q3}",
    "a voice from outside the picture [says|speaks]: {q3}",
    "an unseen speaker {speaks3} {q3}",
    "off-camera voice: {q3}",
    "the voice of a [narrator|speaker|commentator] {speaks3} {q3}",
    "a commentator {speaks3} {q3}",
    "we hear a voice saying {q3}",
    "{narrator} [says|tells us|explains]{lang}[:|,|] {q3}",
    "{narrator} [speaks|talks]{lang}: {q3}",
    "voice-over by {teller}{lang}: {q3}",
    "voice-over[:|,] {narrator}{lang}[:|,] {q3}",
    "narrated by {teller}{lang}: {q3}",
    "off screen {teller} [says|tells us]{lang} {q3}",
    "{teller} [off screen|off camera|who is not seen] says{lang} {q3}",
    "the narrator is {teller} and says{lang} {q3}",
    "dialogue: {narrator}{lang}: {q3}",
    "audio: {narrator} [saying|says]{lang} {q3}",
    "we hear {narrator} [say|saying]{lang} {q3}",
    "~a narrator's voice explains {q3}",
    "~off screen, somebody says {q3}",
    "~then {narrator} is heard{lang}: {q3}",
    "~the commentary is spoken by {teller}{lang}: {q3}",
    "~outside the picture {teller} says{lang} {q3}",
)
"""Those that tell who speaks are for scenes with a narrator of their own."""
