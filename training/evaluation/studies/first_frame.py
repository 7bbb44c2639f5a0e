"""Image to clip: does the clip begin with the picture that was given?"""

from __future__ import annotations

from ..exam import Exam, described, first_latent_mask, mean
from ..measures import psnr_db
from ..report import Row

ALLOWED_LOSS_DB = 1.0


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
    frames = [coders.decode_frames(video[:, :, :2])[0] for video, _ in exam.mini.make(requests, latents)]
    value = mean([psnr_db(frame, image) for frame, image in zip(frames, images, strict=True)])
    floor = mean([psnr_db(frame, image) for frame, image in zip(frames, images[1:] + images[:1], strict=True)])
    ceiling = mean(own)
    return [Row("first frame of image to clip", value, ceiling, floor, ceiling - ALLOWED_LOSS_DB, unit="dB PSNR")]


def _spread(count: int, wanted: int) -> list[int]:
    """`wanted` indices spread evenly over `count`: every kind of clip has its turn."""
    wanted = min(wanted, count)
    return [index * count // wanted for index in range(wanted)]
