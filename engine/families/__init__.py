"""What each kind of joint model can make and how it wants to be asked: sizes, lengths, sampling, wording."""
