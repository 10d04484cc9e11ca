"""The picture as PNG: drawn from the SVG with our own fonts, in few colours so that it loads quickly."""

from typing import Final

from bot.replies.fonts import FAMILY, font_path

_SCALE: Final = 2
"""Pixels of the PNG for one of the drawing: sharp on the phones of today."""
_COLOURS: Final = 32


def png(svg: str) -> bytes:
    """Return an SVG as PNG of twice its size in pixels.

    Raises:
        ValueError: it is no SVG that can be drawn.
    """
    from io import BytesIO  # noqa: PLC0415 - all of these are needed by pictures only, and slow to load

    from PIL.Image import Dither, Quantize  # noqa: PLC0415
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    drawn = svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[font_path(), font_path(bold=True)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        zoom=_SCALE,
    )
    packed = BytesIO()
    with PngImageFile(BytesIO(drawn)) as image:
        few = image.convert("RGB").quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
        few.save(packed, "PNG")  # asked to optimise, it takes six times as long to save a tenth
    return packed.getvalue()
