"""Receipts: what stands on the paper, read back from the PDF."""

import unicodedata
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from models.shop.sale import Sale
from services.core.database import unit_of_work
from services.core.errors import NotFound
from services.core.permissions import GRANTS, Role
from services.shop import receipts
from services.shop.customers import quick_create
from services.shop.sales import finish
from tests.integration.shop_factory import Shop, make_shop

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def sale(shop: Shop) -> Sale:
    with unit_of_work(shop.clerk) as uow:
        customer = quick_create(uow, "لیلا حسینی", "0912 345 6789")
    draft = shop.draft((shop.item("R-1042"), 1), (shop.item("C-7", quantity=5, weight="3.2"), 2), discount="2")
    draft = draft.model_copy(update={"customer_id": customer.id})
    with unit_of_work(shop.clerk) as uow:
        return finish(uow, draft).sale


def page(shop: Shop, sale: Sale, paper: str, language: str) -> tuple[float, float, str]:
    """Width and height in millimetres, and the text, joined forms of letters taken apart."""
    with unit_of_work(shop.owner, read_only=True) as uow:
        made = receipts.pdf(uow, sale.id, paper, language)
    assert made.name == f"{sale.number}-{paper}-{language}.pdf"
    reader = PdfReader(BytesIO(made.content))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    text = unicodedata.normalize("NFKC", reader.pages[0].extract_text())
    return float(box.width) / MILLIMETRE, float(box.height) / MILLIMETRE, text


@pytest.mark.parametrize("language", ["en", "fa"])
def test_papers_have_their_size(shop: Shop, sale: Sale, language: str) -> None:
    width, height, _text = page(shop, sale, "a5", language)
    assert (round(width), round(height)) == (148, 210)
    width, height, _text = page(shop, sale, "80mm", language)
    assert round(width) == 80
    assert height > 100


@pytest.mark.parametrize("paper", receipts.PAPERS)
def test_a_receipt_shows_how_each_price_came_about(shop: Shop, sale: Sale, paper: str) -> None:
    text = " ".join(page(shop, sale, paper, "en")[2].split())
    for words in ("Sales invoice", sale.number, "Piece R-1042", "4.510 g × 12,850,000 × 750 ÷ 750", "57,953,500 × 14%",
                  f"{sale.total:,.0f}", "Discount 2%", "18K, gram", "3.200 g", "A piece"):  # fmt: skip
        assert words in text, words
    assert f"{-sale.discount:,.0f}".replace("-", "−") in text
    assert f"{sale.fine_grams:.3f} g" in text


def test_a_persian_receipt_has_persian_words_and_digits(shop: Shop, sale: Sale) -> None:
    """Readers of PDF differ in the order they give lines from the right; words and groups of digits stay whole."""
    text = page(shop, sale, "a5", "fa")[2]
    total = f"{sale.total:,.0f}".replace(",", "٬").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert total in text or total[::-1] in text
    assert sale.number in text
    assert "R-1042" in text
    assert [word for word in ("فاکتور", "فروش", "تخفیف", "هزار", "میلیون", "حسینی") if word not in text] == [], text
    assert "Sales" not in text


def test_the_total_stands_in_words_too(shop: Shop, sale: Sale) -> None:
    text = " ".join(page(shop, sale, "a5", "en")[2].split())
    assert "million" in text
    assert text.count("toman") >= 2


def test_whoever_may_not_see_the_sale_gets_no_receipt(shop: Shop, sale: Sale) -> None:
    other = make_shop()
    with pytest.raises(NotFound), unit_of_work(other.owner, read_only=True) as uow:
        receipts.pdf(uow, sale.id, "a5", "en")
    with pytest.raises(NotFound), unit_of_work(shop.owner, read_only=True) as uow:
        receipts.pdf(uow, uuid4(), "a5", "en")


def test_a_clerk_prints_what_the_shop_sold(shop: Shop, sale: Sale) -> None:
    clerk = replace(shop.clerk, role=Role.EMPLOYEE, grants=GRANTS[Role.EMPLOYEE])
    with unit_of_work(clerk, read_only=True) as uow:
        assert receipts.pdf(uow, sale.id, "80mm", "fa").content.startswith(b"%PDF")
    assert sale.total > Decimal(0)
