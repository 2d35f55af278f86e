"""How much may be sent to an anonymous page: counted in the cache for an hour at most, and kept nowhere.

A network is counted, never a person: the address is cut to its network and hashed with a salt of the day that lives in
the cache only. A call centre behind one address is one network, so budgets are wide, and what happens beyond them is
for the page to say.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from functools import partial
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from limits import RateLimitItemPerHour
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis import RedisError

A_DAY = 24 * 60 * 60
CUT = {4: 24, 6: 56}  # bits of an address that name a network
AWAY = (OSError, StorageError, RedisError)  # what a cache raises that cannot be reached


@dataclass(frozen=True)
class Budget:
    """So many an hour: of one network, or of everybody together."""

    name: str
    an_hour: int
    is_shared: bool = False


def spend(budget: Budget, request: HttpRequest, today: date, *about: object) -> bool:
    """Spend one of it, if there is one left. Where the cache is away there is: people go before counters."""
    try:
        counter = _counter(budget, request, today, about)
        return not counter or limiter().hit(*counter)
    except AWAY:
        return True


def spent(budget: Budget, request: HttpRequest, today: date, *about: object) -> int:
    """How much of it is spent by now: never more than there was."""
    try:
        counter = _counter(budget, request, today, about)
        return budget.an_hour - limiter().get_window_stats(*counter).remaining if counter else 0
    except AWAY:
        return 0


def _counter(budget: Budget, request: HttpRequest, today: date, about: tuple[object, ...]) -> tuple[Any, ...]:
    """What is counted, as the library names it; nothing for somebody whose network is not seen."""
    whose = "everybody" if budget.is_shared else _network(request)
    if not whose:
        return ()
    key = hmac.new(_salt(today), whose.encode(), sha256).hexdigest()
    return (RateLimitItemPerHour(budget.an_hour, namespace=budget.name), key, *map(str, about))


@once
def limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(_storage())


def _storage() -> Storage:
    where = str(settings.CACHES["default"].get("LOCATION", ""))
    made = storage_from_string(where if where.startswith("redis") else "memory://", wrap_exceptions=True)
    assert isinstance(made, Storage)
    return made


def _salt(today: date) -> bytes:
    """Made anew every day, so that yesterday's keys say nothing to anybody."""
    return cache.get_or_set(f"salt-of-{today}", partial(secrets.token_bytes, 32), A_DAY) or b""


def _network(request: HttpRequest) -> str:
    """Nobody's, if all that is seen is a proxy on the same machine: see TRUSTED_PROXIES in docs/operators.md."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return "" if address.is_loopback else str(ip_network(f"{address}/{CUT[address.version]}", strict=False))
