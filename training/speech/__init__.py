"""Speech for the synthetic world: espeak-ng as the speaker, a bank of utterances with phoneme times and mouths."""
