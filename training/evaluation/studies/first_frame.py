"""Image to clip: does the clip begin with the picture that was given, and does what is in it stay?"""

from __future__ import annotations

from ..exam import Exam, described, first_latent_mask, mean
from ..judges import Observation
from ..measures import psnr_db
from ..report import Row
from .kinds import right

ALLOWED_LOSS_DB = 1.0
STAYS_SHARE_OF_CEILING = 0.95
LASTING_SLOTS = ("first_person", "first_hair", "first_clothes", "object_colour", "background")


def first_frame_rows(exam: Exam) -> list[Row]:
    """Ceiling: the still picture through the autoencoder. Floor: the first frame of the next clip."""
    coders, latents = exam.mini.autoencoders, exam.scale.video_latents
    chosen = _spread(len(exam.clips), exam.scale.per_study)
    requests, images, own = [], [], []
    for index in chosen:
        image = exam.clips[index].first_frame
        still = coders.encode_frames(image[None])
        known = still.expand(-1, -1, latents, -1, -1)
        mask = first_latent_mask(latents)
        requests.append(described(exam.clips[index], 1100 + index, known_video=known, video_mask=mask))
        images.append(image)
        own.append(psnr_db(coders.decode_frames(still)[0], image))
    frames, observations = [], []
    for video, audio in exam.mini.make(requests, latents):
        drawn = coders.decode_frames(video)
        frames.append(drawn[0])
        observations.append(exam.judges.observe(drawn, coders.decode_samples(audio)))
    value = mean([psnr_db(frame, image) for frame, image in zip(frames, images, strict=True)])
    floor = mean([psnr_db(frame, image) for frame, image in zip(frames, images[1:] + images[:1], strict=True)])
    ceiling = mean(own)
    row = Row("first frame of image to clip", value, ceiling, floor, ceiling - ALLOWED_LOSS_DB, unit="dB PSNR")
    return [row, _staying_row(exam, chosen, observations)]


def _staying_row(exam: Exam, chosen: list[int], made: list[Observation]) -> Row:
    """People, clothes and colours of the given picture, found in the whole clip. Floor: those of another picture."""
    clips = [exam.clips[i] for i in chosen]
    real = [exam.real[i] for i in chosen]
    groups = ((made, clips), (real, clips), (made, clips[1:] + clips[:1]))
    slots = [slot for slot in LASTING_SLOTS if any(slot in clip.attributes for clip in clips)]
    value, ceiling, floor = (mean([right(*group, "seen", slot) for slot in slots]) for group in groups)
    return Row("image to clip, what is in the picture stays", value, ceiling, floor, STAYS_SHARE_OF_CEILING * ceiling)


def _spread(count: int, wanted: int) -> list[int]:
    """`wanted` indices spread evenly over `count`: every kind of clip has its turn."""
    wanted = min(wanted, count)
    return [index * count // wanted for index in range(wanted)]
