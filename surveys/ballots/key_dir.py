"""KEY_DIR: the place for what must never stand in the database, nor in its backups."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from award.editions.models import Edition


def path_of(edition: Edition, kind: str) -> Path:
    return Path(settings.KEY_DIR) / f"{edition.slug}.{kind}"


def files_of(edition: Edition) -> list[Path]:
    """Everything of an edition: its name holds no dot, so no other edition's begins with it and one."""
    return sorted(Path(settings.KEY_DIR).glob(f"{edition.slug}.*"))


def keep(path: Path, secret: bytes) -> None:
    """Written beside its place and then moved there: a file is whole or absent, and its owner's alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def lies_in_backup() -> bool:
    """Whether a backup of the database would carry the keys along, and with them the answers."""
    backup: str = settings.BACKUP_DIR
    return bool(backup) and Path(settings.KEY_DIR).resolve().is_relative_to(Path(backup).resolve())
