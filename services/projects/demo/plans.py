"""What the example houses undertake: projects in both languages, with their steps and who works on them.

Days count from today. People are numbers in the shop's staff: 0 the owner, 1 the manager, 2 to 4 clerks, 5 the analyst.
"""

from dataclasses import dataclass
from typing import Literal

from services.demo.names import Both

Status = Literal["planned", "active", "on_hold", "done", "cancelled"]
Health = Literal["on_track", "at_risk", "off_track"]
Priority = Literal["low", "normal", "high", "urgent"]
Role = Literal["lead", "developer", "designer", "qa", "manager", "stakeholder"]


@dataclass(frozen=True)
class Step:
    """A milestone: title, the day it is due, percent done, weight."""

    title: Both
    due: int
    progress: int = 0
    weight: int = 1


@dataclass(frozen=True)
class Part:
    """A member: number in the staff, role, percent of their time."""

    person: int
    role: Role
    capacity: int


@dataclass(frozen=True)
class Plan:
    """A project; ``said`` is what somebody remarked on it, ``tags`` the names of its tags in :data:`TAGS`."""

    title: Both
    about: Both
    status: Status
    health: Health
    priority: Priority
    owner: int
    starts: int
    due: int
    steps: tuple[Step, ...]
    team: tuple[Part, ...]
    said: tuple[int, Both] | None = None
    tags: tuple[str, ...] = ()


TAGS: dict[str, tuple[Both, str]] = {
    "collection": (("Collection", "کالکشن"), "info"),
    "building": (("Building", "ساختمان"), "neutral"),
    "assay": (("Assay", "عیارسنجی"), "pos"),
    "web": (("Web shop", "فروشگاه اینترنتی"), "info"),
    "season": (("Season", "فصل"), "neutral"),
    "team": (("Staff", "کارکنان"), "neutral"),
}
"""Names in both languages, and the tone each is drawn in."""


PLANS = (
    Plan(
        ("Nowruz collection", "کالکشن نوروز"),
        ("Twenty-four new pieces for the spring, from drawing to shop window.",
         "بیست‌وچهار قطعهٔ تازه برای بهار، از طراحی تا ویترین."),
        "active", "on_track", "high", 1, -55, 62,
        (Step(("Drawings approved", "تأیید طرح‌ها"), -30, 100, 2), Step(("Wax models", "مدل‌های مومی"), -6, 100),
         Step(("First castings", "نخستین ریخته‌گری‌ها"), 18, 45, 3), Step(("Stones set", "نگین‌گذاری"), 44, 0, 3),
         Step(("In the window", "در ویترین"), 62, 0)),
        (Part(1, "lead", 40), Part(2, "designer", 60), Part(3, "qa", 20)),
        (2, ("The wax of the necklace is being done again: the clasp was too thin.",
             "موم گردنبند دوباره ساخته می‌شود؛ قفل آن نازک بود.")),
        tags=("collection", "season"),
    ),
    Plan(
        ("Main branch refit", "بازسازی شعبهٔ ونک"),
        ("New counters, lighting and a safe room, without closing for a day.",
         "پیشخان، نورپردازی و اتاق امن تازه، بی آنکه یک روز تعطیل شود."),
        "active", "at_risk", "high", 0, -40, 24,
        (Step(("Permits", "مجوزها"), -25, 100), Step(("Safe room", "اتاق امن"), -4, 60, 3),
         Step(("Counters and lighting", "پیشخان و نورپردازی"), 14, 15, 3), Step(("Opening", "بازگشایی"), 24, 0)),
        (Part(1, "manager", 50), Part(2, "lead", 30), Part(0, "stakeholder", 10)),
        (1, ("The safe door comes a week late; the fitters move to the lighting first.",
             "درِ گاوصندوق یک هفته دیر می‌رسد؛ نصاب‌ها اول سراغ نورپردازی می‌روند.")),
        tags=("building",),
    ),
    Plan(
        ("Hallmark laboratory accreditation", "اعتبارنامهٔ آزمایشگاه ری‌گیری"),
        ("The fire assay bench certified, so that we hallmark our own pieces.",
         "گواهی میز ری‌گیری، تا قطعه‌های خود را خودمان انگ بزنیم."),
        "active", "off_track", "urgent", 0, -90, 10,
        (Step(("Balances calibrated", "کالیبراسیون ترازوها"), -60, 100),
         Step(("Reference samples", "نمونه‌های مرجع"), -21, 70, 2),
         Step(("Proficiency test", "آزمون مهارت"), -5, 10, 3), Step(("Auditor’s visit", "بازدید ممیز"), 10, 0, 2)),
        (Part(3, "lead", 60), Part(5, "qa", 30)),
        (5, ("Two of the six reference samples came back; the rest are with the customs.",
             "دو نمونه از شش نمونهٔ مرجع رسیده است؛ بقیه در گمرک‌اند.")),
        tags=("assay",),
    ),
    Plan(
        ("Photographs for the web shop", "عکاسی برای فروشگاه اینترنتی"),
        ("Every piece above ten grams from three sides, on white.", "هر قطعهٔ بالای ده گرم از سه سو، روی زمینهٔ سفید."),
        "active", "on_track", "normal", 1, -20, 38,
        (Step(("Light box and camera", "جعبهٔ نور و دوربین"), -12, 100),
         Step(("Rings and bands", "انگشترها و حلقه‌ها"), 8, 80, 2),
         Step(("Necklaces and sets", "گردنبندها و سرویس‌ها"), 30, 10, 3), Step(("Captions", "شرح عکس‌ها"), 38, 0)),
        (Part(2, "designer", 40), Part(4, "developer", 30)),
        tags=("web", "collection"),
    ),
    Plan(
        ("Customer club", "باشگاه مشتریان"),
        ("Points by fine gold bought, birthdays remembered, old gold first.",
         "امتیاز به وزن طلای خالص، یادآوری تولدها، طلای کهنه در اولویت."),
        "active", "on_track", "normal", 1, -15, 75,
        (Step(("Rules agreed", "توافق بر آیین‌نامه"), 3, 90), Step(("Cards printed", "چاپ کارت‌ها"), 30, 0),
         Step(("First hundred members", "صد عضو نخست"), 75, 0, 2)),
        (Part(4, "lead", 30), Part(5, "developer", 20), Part(0, "stakeholder", 10)),
    ),
    Plan(
        ("Old gold buy-back week", "هفتهٔ خرید طلای کهنه"),
        ("Bring it, watch it assayed, take money or a new piece home.",
         "بیاورید، ری‌گیری را ببینید، پول یا قطعه‌ای تازه ببرید."),
        "active", "at_risk", "high", 1, -10, 12,
        (Step(("Assay terms at the counter", "شرایط ری‌گیری پای پیشخان"), -2, 50, 2),
         Step(("Posters and messages", "پوستر و پیامک"), 4, 30),
         Step(("The week itself", "خود هفته"), 12, 0, 2)),
        (Part(3, "lead", 50), Part(4, "manager", 40)),
        tags=("assay", "season"),
    ),
    Plan(
        ("Vault and cameras renewed", "نوسازی گاوصندوق و دوربین‌ها"),
        ("A vault of the next class, cameras over every scale.", "گاوصندوق یک رده بالاتر، دوربین بالای هر ترازو."),
        "on_hold", "at_risk", "normal", 0, -35, 55,
        (Step(("Insurer’s terms", "شرایط بیمه"), -15, 100), Step(("Vault delivered", "تحویل گاوصندوق"), 35, 0, 3),
         Step(("Cameras", "دوربین‌ها"), 55, 0)),
        (Part(0, "stakeholder", 10), Part(1, "lead", 20)),
        (0, ("Waiting for the insurer’s second offer.", "منتظر پیشنهاد دوم بیمه هستیم.")),
        tags=("building",),
    ),
    Plan(
        ("Wedding season window", "ویترین فصل عروسی"),
        ("Bands and sets in front, with the karat in plain sight.", "حلقه‌ها و سرویس‌ها در جلو، با عیار پیش چشم."),
        "planned", "on_track", "normal", 1, 20, 80,
        (Step(("Sketch of the window", "طرح ویترین"), 32, 0), Step(("Stock gathered", "گردآوری موجودی"), 60, 0, 2),
         Step(("Set up", "چیدن"), 80, 0)),
        (Part(1, "designer", 10), Part(5, "manager", 20)),
        tags=("season",),
    ),
    Plan(
        ("Refinery contract", "قرارداد کارگاه ذوب و تصفیه"),
        ("One refiner for all branches, settled in fine gold.", "یک کارگاه برای همهٔ شعبه‌ها، تسویه به طلای خالص."),
        "planned", "on_track", "urgent", 0, 5, 48,
        (Step(("Three offers", "سه پیشنهاد"), 15, 0), Step(("Trial melt", "ذوب آزمایشی"), 32, 0, 2),
         Step(("Signed", "امضا"), 48, 0)),
        (Part(0, "manager", 20), Part(5, "lead", 30)),
        tags=("assay",),
    ),
    Plan(
        ("Training at the new till", "آموزش صندوق تازه"),
        ("Every clerk finishes a sale, a return and an exchange alone.",
         "هر فروشنده یک فروش، یک مرجوعی و یک تعویض را تنها تمام کند."),
        "done", "on_track", "normal", 1, -75, -28,
        (Step(("Written guide", "راهنمای نوشته"), -60, 100), Step(("Two afternoons", "دو بعدازظهر"), -40, 100, 2),
         Step(("Trial by fire", "روز آزمون"), -28, 100)),
        (Part(1, "lead", 30), Part(2, "qa", 20), Part(4, "qa", 20)),
        tags=("team",),
    ),
    Plan(
        ("Yearly count of all trays", "انبارگردانی سالانه"),
        ("Every tray weighed twice, differences explained in writing.", "هر سینی دو بار وزن شد؛ اختلاف‌ها نوشته شد."),
        "done", "on_track", "high", 5, -50, -33,
        (Step(("First weighing", "وزن نخست"), -42, 100, 2), Step(("Second weighing", "وزن دوم"), -36, 100, 2),
         Step(("Report", "گزارش"), -33, 100)),
        (Part(5, "lead", 80), Part(3, "qa", 30)),
    ),
    Plan(
        ("Stand at the spring fair", "غرفهٔ نمایشگاه بهار"),
        ("Given up: the insurer would not cover the nights.", "کنار گذاشته شد: بیمه شب‌ها را پوشش نمی‌داد."),
        "cancelled", "off_track", "low", 1, -65, 15,
        (Step(("Place booked", "رزرو جا"), -45, 100), Step(("Stand drawn", "طرح غرفه"), -20, 30)),
        (Part(2, "designer", 40),),
        tags=("season",),
    ),
)  # fmt: skip
