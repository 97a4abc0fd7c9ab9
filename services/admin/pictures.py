"""What a file is, by its content, and a small picture of an image: made anew, so that nothing of the original is in it.

The name and what a browser claims count for nothing. A picture is opened by the reader of its own format alone, and
none of more than 50 million pixels, whatever its head says.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from PIL import Image, ImageOps

from services.core.errors import ValidationFailed
from services.core.i18n import _

MOST_PIXELS = 50_000_000
THUMBNAIL = (320, 320)
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ENTRIES = 2_000
_ONE_AT_A_TIME = Lock()
"""A picture of 50 million points takes hundreds of megabytes while it is open: never many of them at once."""
REFUSED = _("Only pictures (PNG, JPEG, WebP, GIF), PDF, Word, Excel and plain text are kept here")


@dataclass(frozen=True)
class Found:
    """What a file was found to be, and the suffix it is kept under."""

    media_type: str
    suffix: str


def recognise(content: bytes) -> Found:
    """What this is; raises ``ValidationFailed`` for anything that is not kept."""
    for start, found in _STARTS:
        if content.startswith(start):
            return _checked(content, found)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _checked(content, Found("image/webp", "webp"))
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(content)


_STARTS = (
    (b"\x89PNG\r\n\x1a\n", Found("image/png", "png")),
    (b"\xff\xd8\xff", Found("image/jpeg", "jpg")),
    (b"GIF87a", Found("image/gif", "gif")),
    (b"GIF89a", Found("image/gif", "gif")),
    (b"%PDF-", Found("application/pdf", "pdf")),
)


def thumbnail(content: bytes, media_type: str) -> bytes | None:
    """A small WebP of a picture, the right way up and without what cameras write into it; None for other files."""
    if media_type not in FORMATS:
        return None
    with _ONE_AT_A_TIME, _opened(content, media_type) as picture, _whole():
        picture.draft("RGB", THUMBNAIL)
        small = _upright(picture)
        small.thumbnail(THUMBNAIL)
        made = io.BytesIO()
        small.convert("RGBA" if "A" in small.getbands() or "transparency" in small.info else "RGB").save(
            made, "WEBP", quality=80
        )
        return made.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as it was held; what a camera wrote into it may be damaged while the picture is not."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - whatever the reader of such notes stumbles over
        return picture


def _checked(content: bytes, found: Found) -> Found:
    """A picture must open as what it begins like."""
    if found.media_type in FORMATS:
        with _ONE_AT_A_TIME:
            _opened(content, found.media_type).close()
    return found


def _opened(content: bytes, media_type: str) -> Image.Image:
    with _whole():
        picture = Image.open(io.BytesIO(content), formats=(FORMATS[media_type],))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationFailed(_("This picture has too many points; make it smaller first"))
        picture.load()
    return picture


@contextmanager
def _whole() -> Iterator[None]:
    """Whatever a reader of pictures stumbles over, it is the picture that is damaged."""
    try:
        yield
    except ValidationFailed:
        raise
    except Exception as error:
        raise ValidationFailed(_("This picture is damaged")) from error


def _office(content: bytes) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist()) if len(packed.infolist()) <= MOST_ENTRIES else set()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        names = set()
    macros = any(name.endswith("vbaProject.bin") for name in names)
    for name, media_type in OFFICE.items():
        if name in names and not macros:
            return Found(media_type, "docx" if name.startswith("word") else "xlsx")
    raise ValidationFailed(REFUSED)


def _text(content: bytes) -> Found:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationFailed(REFUSED) from None
    if not text.strip() or any(ord(sign) < ord(" ") and sign not in "\t\r\n\f" for sign in text):
        raise ValidationFailed(REFUSED)
    if text.lstrip()[:1] == "<":
        raise ValidationFailed(REFUSED)
    return Found("text/plain", "txt")
