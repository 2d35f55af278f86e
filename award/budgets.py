"""How much may be sent to an anonymous page: counted in the cache for an hour at most, and kept nowhere.

A network is counted, never a person: the address is cut to its network and hashed with a salt of the day that lives in
the cache only. A call centre behind one address is one network, so budgets are wide, and what happens beyond them is
for the page to say.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from hashlib import sha256
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from limits import RateLimitItemPerHour
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

A_DAY = 24 * 60 * 60
CUT = {4: 24, 6: 56}  # bits of an address that name a network


@dataclass(frozen=True)
class Budget:
    """So many an hour: of one network, or of everybody together."""

    name: str
    an_hour: int
    is_shared: bool = False


def spend(budget: Budget, request: HttpRequest, today: date, *about: object) -> bool:
    """Spend one of it, if there is one left."""
    return _asked(limiter().hit, budget, request, today, about)


def has_room(budget: Budget, request: HttpRequest, today: date, *about: object) -> bool:
    """Whether one could be spent."""
    return _asked(limiter().test, budget, request, today, about)


def _asked(
    act: Callable[..., bool], budget: Budget, request: HttpRequest, today: date, about: tuple[object, ...]
) -> bool:
    """Where the cache fails, everything is within the budget: people go before counters."""
    whose = "everybody" if budget.is_shared else _network(request)
    if not whose:
        return True
    try:
        key = hmac.new(_salt(today), whose.encode(), sha256).hexdigest()
        return act(RateLimitItemPerHour(budget.an_hour, namespace=budget.name), key, *map(str, about))
    except (OSError, StorageError):
        return True


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
    key = f"salt-of-{today}"
    cache.add(key, secrets.token_bytes(32), A_DAY)
    return bytes(cache.get(key) or b"")


def _network(request: HttpRequest) -> str:
    """Nobody's, if all that is seen is a proxy on the same machine: see TRUSTED_PROXIES in docs/operators.md."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return "" if address.is_loopback else str(ip_network(f"{address}/{CUT[address.version]}", strict=False))
