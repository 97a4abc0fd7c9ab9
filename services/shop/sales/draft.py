"""What a till sends: the cart, how it is paid, and the total the customer was told."""

import hashlib
import json
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from models.shop.sale import PaymentMethod

Amount = Annotated[Decimal, Field(gt=0, max_digits=20, decimal_places=4)]
MAX_LINES = 200


class DraftLine(BaseModel):
    """So many pieces of an item."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item_id: UUID
    quantity: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=3)] = Decimal(1)


class DraftPayment(BaseModel):
    """Part of the total, paid one way; change is not part of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: PaymentMethod
    amount: Amount
    reference: Annotated[str, Field(max_length=200)] = ""


class Cart(BaseModel):
    """What a quote is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    branch_id: UUID
    customer_id: UUID | None = None
    lines: Annotated[tuple[DraftLine, ...], Field(min_length=1, max_length=MAX_LINES)]
    discount_percent: Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=4)] = Decimal(0)


class SaleDraft(Cart):
    """A cart to finish. ``client_id`` is the till's id of the sale; ``expected_total`` what the customer was told."""

    client_id: UUID
    expected_total: Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=4)]
    payments: Annotated[tuple[DraftPayment, ...], Field(max_length=20)]

    def payload_hash(self) -> str:
        """The same for the same sale, whatever the writing of its numbers."""
        plain = self.model_dump(mode="json", exclude={"client_id"})
        for amounts in (plain, *plain["lines"], *plain["payments"]):
            for key in ("quantity", "amount", "expected_total", "discount_percent"):
                if key in amounts:
                    amounts[key] = format(Decimal(amounts[key]).normalize(), "f")
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
