"""Code 128, set B (ISO/IEC 15417): a document's number to be scanned."""

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222"
    " 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321"
    " 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121"
    " 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224"
    " 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111"
    " 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113"
    " 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
)
PATTERNS = tuple(_WIDTHS[at : at + 6] for at in range(0, len(_WIDTHS), 7))
"""Widths of bar, space, bar … of each value, in modules."""
STOP = "2331112"
START_B, MODULO, FIRST = 104, 103, 32
LAST = 126


def bars(text: str) -> list[int]:
    """Widths of bars and spaces in turn, a bar first. Raises ``ValueError`` for what is not printable ASCII."""
    if not text or any(not FIRST <= ord(sign) <= LAST for sign in text):
        raise ValueError(f"{text!r} can't be written as a barcode")
    values = [START_B, *(ord(sign) - FIRST for sign in text)]
    check = sum(value * max(position, 1) for position, value in enumerate(values)) % MODULO
    return [int(width) for value in (*values, check) for width in PATTERNS[value]] + [int(width) for width in STOP]
