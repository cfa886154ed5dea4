"""PNG pictures from SVG, made in a process of its own."""

from pathlib import Path

from resvg_py import svg_to_bytes

FONTS = Path(__file__).with_name("fonts")
FONT = "Vazirmatn"


def to_png(svg: str, width: int) -> bytes:
    """The picture, `width` pixels wide. Only our own font is used, so that it is the same on every machine."""
    files = [str(file) for file in sorted(FONTS.glob("*.ttf"))]
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width,
            font_files=files,
            skip_system_fonts=True,
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )
