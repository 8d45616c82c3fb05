"""What an installation may set: environment (``LAGEBILD_…``) before a TOML file before the defaults below."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings.exceptions import SettingsError

from lagebild.errors import UsageError

PREFIX = "LAGEBILD_"


def data_folder() -> Path:
    """The user's data folder after the XDG Base Directory Specification: ``$XDG_DATA_HOME/lagebild``."""
    chosen = os.environ.get("XDG_DATA_HOME")
    return (Path(chosen) if chosen else Path.home() / ".local" / "share") / "lagebild"


def settings_file() -> Path:
    """The TOML file: ``LAGEBILD_SETTINGS``, else ``lagebild/settings.toml`` in the user's configuration folder."""
    chosen = os.environ.get(f"{PREFIX}SETTINGS")
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "lagebild" / "settings.toml"


class Settings(BaseSettings):
    """All settings with their types, defaults and meaning."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data_folder: Path = Field(default_factory=data_folder, description="where the embedded store and the demo lie")
    store_url: str = Field(default="", description="database of the store; empty: an SQLite file in the data folder")
    max_document_bytes: Annotated[int, Field(gt=0)] = Field(
        default=5_000_000, description="largest text of a document, in UTF-8"
    )
    max_page_bytes: Annotated[int, Field(gt=0)] = Field(
        default=10_000_000, description="largest HTML page, from disk or network"
    )
    allow_private_networks: bool = Field(
        default=False, description="fetch from private, loopback and link-local addresses too"
    )
    fetch_seconds: Annotated[float, Field(gt=0)] = Field(default=60.0, description="longest time to fetch one page")
    jobs: Annotated[int, Field(ge=1)] = Field(default=1, description="processes that code documents")
    publish_url: str = Field(default="", description="address at which the bundle can be read; links lead there")
    subscriber_url: str = Field(
        default="", description="address of the pages to confirm and to unsubscribe; needed for e-mail"
    )
    mail_from: str = Field(default="", description="address that e-mail is sent from; bounces come back to it")
    mail_name: str = Field(default="Lagebild", description="name beside that address, and title of the feeds")
    smtp_host: str = Field(default="", description="server that takes e-mail")
    smtp_port: Annotated[int, Field(gt=0, lt=65536)] = Field(default=587, description="its port")
    smtp_security: Literal["tls", "starttls", "none"] = Field(default="starttls", description="how it is encrypted")
    smtp_user: str = Field(default="", description="user there; the password is the secret LAGEBILD_SMTP_PASSWORD")
    telegram_api: str = Field(default="https://api.telegram.org", description="address of the Bot API")
    quiet_hours: str = Field(default="", description="hours in which alerts wait, such as 22-6")
    time_zone: str = Field(default="UTC", description="time zone of the quiet hours, such as Europe/Berlin")

    @property
    def store(self) -> str:
        """URL of the store."""
        return self.store_url or f"sqlite:///{self.data_folder / 'lagebild.sqlite'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the TOML file; no ``.env`` of whatever folder one happens to stand in."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def load_settings(**overrides: object) -> Settings:
    """The settings in force; raises UsageError that names the first wrong one."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"setting '{name}': {first['msg']}", advice=f"set {PREFIX}{name.upper()} or {settings_file()}"
        ) from error
    except (SettingsError, ValueError, OSError) as error:
        raise UsageError(f"settings cannot be read: {error}", source=str(settings_file())) from error
