# ruff: noqa: E501 - one line of goods stands on one line
"""What the example shops sell: lines of goods, and what pieces are called, in both languages."""

from dataclasses import dataclass

from services.demo.names import Both


@dataclass(frozen=True)
class Line:
    """A line of goods: what such pieces are called, drawn as, made of, and what making them costs.

    ``weight`` is the range of net grams; ``making`` the range of making in percent of the gold; ``stones`` tells
    whether pieces may carry a stone; ``pieces`` how many of the shop's items are of this line; ``stock`` more than
    one means it is sold by the piece from a quantity.
    """

    code: str
    category: Both
    parent: Both | None
    form: Both
    drawing: str
    prefix: str
    weight: tuple[float, float]
    making: tuple[int, int]
    pieces: int
    stones: bool = False
    stock: tuple[int, int] = (1, 1)
    fixed_weight: float | None = None
    fineness: str | None = None


RINGS, NECKLACES, BRACELETS = ("Rings", "انگشتر"), ("Necklaces", "گردنبند"), ("Bracelets", "دستبند")
EARRINGS, MONEY = ("Earrings", "گوشواره"), ("Coins and bars", "سکه و شمش")

LINES = (
    Line("solitaire", ("Solitaires", "سولیتر"), RINGS, ("{} solitaire", "سولیتر {}"), "ring", "R", (2.2, 6.4), (12, 19), 46, True),
    Line("band", ("Wedding bands", "حلقهٔ ازدواج"), RINGS, ("{} band", "حلقهٔ {}"), "band", "W", (2.4, 7.2), (8, 14), 40),
    Line("bangle", ("Bangles", "النگو"), BRACELETS, ("{} bangle", "النگوی {}"), "bangle", "B", (7.5, 19.0), (6, 12), 38),
    Line("bracelet", ("Chain bracelets", "دستبند زنجیری"), BRACELETS, ("{} bracelet", "دستبند {}"), "chain", "D", (4.1, 13.5), (9, 17), 32),
    Line("necklace", ("Necklaces", "گردنبند"), None, ("{} necklace", "گردنبند {}"), "necklace", "N", (6.8, 22.4), (11, 20), 34, True),
    Line("pendant", ("Pendants", "آویز"), NECKLACES, ("{} pendant", "آویز {}"), "pendant", "P", (1.2, 5.6), (13, 22), 36, True),
    Line("chain", ("Chains", "زنجیر"), NECKLACES, ("{} chain", "زنجیر {}"), "chain", "C", (3.2, 11.8), (7, 13), 26, False, (3, 9)),
    Line("earring", ("Earrings", "گوشواره"), None, ("{} earrings", "گوشوارهٔ {}"), "earring", "E", (1.6, 7.9), (12, 21), 36, True),
    Line("coin-full", ("Coins", "سکه"), MONEY, ("Full coin, {}", "سکهٔ تمام {}"), "coin", "CF", (8.1, 8.1), (2, 3), 2, False, (60, 140), 8.133, "900"),
    Line("coin-half", ("Coins", "سکه"), MONEY, ("Half coin, {}", "نیم‌سکهٔ {}"), "coin", "CH", (4.1, 4.1), (3, 4), 2, False, (50, 110), 4.066, "900"),
    Line("coin-quarter", ("Coins", "سکه"), MONEY, ("Quarter coin, {}", "ربع‌سکهٔ {}"), "coin", "CQ", (2.0, 2.0), (4, 6), 2, False, (60, 150), 2.034, "900"),
    Line("bar", ("Bars", "شمش"), MONEY, ("Gold bar, {}", "شمش طلا، {}"), "bar", "G", (1.0, 10.0), (1, 3), 6, False, (30, 80), None, "999.9"),
)  # fmt: skip
"""Three hundred items in all."""

PIECES: tuple[Both, ...] = (
    ("Nasim", "نسیم"), ("Arya", "آریا"), ("Parto", "پرتو"), ("Mahtab", "مهتاب"), ("Takpoosh", "تک‌پوش"),
    ("Damascus", "دمشقی"), ("Albernado", "آلبرنادو"), ("Raha", "رها"), ("Golnar", "گلنار"), ("Setareh", "ستاره"),
    ("Baran", "باران"), ("Shabnam", "شبنم"), ("Toranj", "ترنج"), ("Yas", "یاس"), ("Niloofar", "نیلوفر"),
    ("Simin", "سیمین"), ("Khorshid", "خورشید"), ("Darya", "دریا"), ("Marjan", "مرجان"), ("Firoozeh", "فیروزه"),
    ("Tandis", "تندیس"), ("Vesta", "وستا"), ("Anahita", "آناهیتا"), ("Mandana", "ماندانا"), ("Roxana", "رکسانا"),
    ("Persepolis", "پارسه"), ("Isfahan", "اصفهان"), ("Kashan", "کاشان"), ("Tabriz", "تبریز"), ("Shiraz", "شیراز"),
    ("Ghazal", "غزل"), ("Taranom", "ترنم"), ("Bahar", "بهار"), ("Mehr", "مهر"), ("Aban", "آبان"),
    ("Venus", "ونوس"), ("Kimia", "کیمیا"), ("Almas", "الماس"), ("Sadaf", "صدف"), ("Pooneh", "پونه"),
    ("Laleh", "لاله"), ("Nargol", "نرگل"), ("Homa", "هما"), ("Simorgh", "سیمرغ"), ("Tavoos", "طاووس"),
    ("Peykan", "پیکان"), ("Cartier weave", "بافت کارتیه"), ("Rope", "طنابی"), ("Figaro", "فیگارو"), ("Venetian", "ونیزی"),
)  # fmt: skip

COIN_KINDS: tuple[Both, ...] = (("new design", "طرح جدید"), ("old design", "طرح قدیم"))
BARS: tuple[tuple[Both, str], ...] = (
    (("1 g", "یک گرمی"), "1"), (("2 g", "دو گرمی"), "2"), (("2.5 g", "دو و نیم گرمی"), "2.5"),
    (("5 g", "پنج گرمی"), "5"), (("10 g", "ده گرمی"), "10"), (("20 g", "بیست گرمی"), "20"),
)  # fmt: skip

SIZES: tuple[Both, ...] = (("", ""), ("small", "ظریف"), ("wide", "پهن"), ("matte", "مات"), ("twin", "دوقلو"))
