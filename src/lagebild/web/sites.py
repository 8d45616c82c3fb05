"""What is served, as the store and the settings have it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lagebild import issuing
from lagebild.errors import PublishingError, UsageError
from lagebild.web.files import BundleFiles
from lagebild.web.subscribing import SubscriberPages

if TYPE_CHECKING:
    from lagebild.settings import Settings
    from lagebild.store import Store
    from lagebild.web.serving import Site


def sites(store: Store, settings: Settings, folder: Path | None = None) -> tuple[Site, ...]:
    """The pages for subscribers, and the bundle in a folder; raises PublishingError and UsageError."""
    if not settings.subscriber_url:
        raise PublishingError("serving needs the setting subscriber_url", advice="set LAGEBILD_SUBSCRIBER_URL")
    secret = issuing.link_secret(settings)
    pages = SubscriberPages(store.publications(), secret, settings.subscriber_url, settings.mail_name)
    if folder is None:
        return (pages,)
    if not folder.is_dir():
        raise UsageError("there is no such folder", source=str(folder), advice="lagebild publish bundle makes it")
    return pages, BundleFiles(folder)
