"""Names of the example shops' people, as they would have them, in both languages. All are invented."""

Both = tuple[str, str]
"""English, Persian."""

GIVEN_FA: tuple[Both, ...] = (
    ("Leila", "لیلا"), ("Omid", "امید"), ("Maryam", "مریم"), ("Amir", "امیر"), ("Zahra", "زهرا"), ("Reza", "رضا"),
    ("Sara", "سارا"), ("Ali", "علی"), ("Niloufar", "نیلوفر"), ("Hossein", "حسین"), ("Parisa", "پریسا"),
    ("Kaveh", "کاوه"), ("Shirin", "شیرین"), ("Babak", "بابک"), ("Mina", "مینا"), ("Farhad", "فرهاد"),
    ("Yasaman", "یاسمن"), ("Dariush", "داریوش"), ("Elham", "الهام"), ("Navid", "نوید"),
)  # fmt: skip
FAMILY_FA: tuple[Both, ...] = (
    ("Hosseini", "حسینی"), ("Rahimi", "رحیمی"), ("Kazemi", "کاظمی"), ("Tehrani", "تهرانی"), ("Naderi", "نادری"),
    ("Ahmadi", "احمدی"), ("Moradi", "مرادی"), ("Karimi", "کریمی"), ("Jafari", "جعفری"), ("Sohrabi", "سهرابی"),
    ("Bahrami", "بهرامی"), ("Ebrahimi", "ابراهیمی"),
)  # fmt: skip
GIVEN_EN: tuple[Both, ...] = (
    ("Emma", "اما"), ("James", "جیمز"), ("Olivia", "اولیویا"), ("Noah", "نوآ"), ("Priya", "پریا"), ("Omar", "عمر"),
    ("Grace", "گریس"), ("Daniel", "دنیل"), ("Aisha", "عایشه"), ("Lucas", "لوکاس"), ("Hannah", "هانا"),
    ("Samuel", "ساموئل"), ("Chloe", "کلویی"), ("Ethan", "ایتان"), ("Fatima", "فاطمه"), ("Henry", "هنری"),
    ("Isla", "آیلا"), ("Marcus", "مارکوس"), ("Nadia", "نادیا"), ("Victor", "ویکتور"),
)  # fmt: skip
FAMILY_EN: tuple[Both, ...] = (
    ("Carter", "کارتر"), ("Bennett", "بنت"), ("Khan", "خان"), ("Sharma", "شارما"), ("Walker", "واکر"),
    ("Haddad", "حداد"), ("Morgan", "مورگان"), ("Ellis", "الیس"), ("Silva", "سیلوا"), ("Foster", "فاستر"),
    ("Reed", "رید"), ("Marlow", "مارلو"),
)  # fmt: skip
