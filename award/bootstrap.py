from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bootstrap_wrapper import get_bootstrap_dir
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

FILES = ("css/bootstrap.min.css", "css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Serves the two Bootstrap files in use out of their package, as `bootstrap/css/…`."""

    storage = FileSystemStorage(location=str(get_bootstrap_dir()))
    prefix = "bootstrap"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        inside = path.removeprefix(f"{self.prefix}/")
        found = [self.storage.path(inside)] if inside != path and inside in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        self.storage.prefix = self.prefix  # type: ignore[attr-defined]  # collectstatic reads it there
        for name in FILES:
            if Path(self.storage.path(name)).is_file():
                yield name, self.storage
