"""What the shop does by itself: it pulls the gold rate."""

from datetime import timedelta

from services.core.config import settings
from services.core.tasks import JobContext, periodic
from services.platform.tenants import current_tenant
from services.shop.rates.service import ask, pull
from services.shop.rates.settings import RateSettings


@periodic("shop.pull-rates", every=timedelta(minutes=settings().rate_minutes))
def pull_rates(context: JobContext) -> None:
    """Ask the shop's source, outside any transaction, and record what it said; nothing where there is no source."""
    with context.work(read_only=True) as uow:
        source = RateSettings.of(current_tenant(uow)).pulled()
    if source is None:
        return
    answer = ask(source)
    with context.work() as uow:
        row = pull(uow, source, answer)
        context.result["gold_rate_id"] = str(row.id) if row else None
