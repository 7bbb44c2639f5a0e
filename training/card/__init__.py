"""Training on one large graphics card: processes draw the world without pause, the card learns from what comes in.

A card learns from thousands of clips a second and sixteen cores draw hundreds, so nothing is drawn beforehand and
nothing is kept: drawing and learning go on side by side until the time is over.
"""
