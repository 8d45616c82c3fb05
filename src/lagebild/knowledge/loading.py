"""Reads knowledge files; a broken record is an error that names file and record."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from lagebild.errors import KnowledgeError

Record = TypeVar("Record")


class Loader(yaml.CSafeLoader):
    """YAML 1.2: only ``true`` and ``false`` are truth values, "off", "no" and "on" are words."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Strict(BaseModel):
    """Base of knowledge records: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def raw(path: str) -> Any:
    """The YAML file at a path below ``knowledge/`` as plain data."""
    resource = files("lagebild.knowledge").joinpath(path)
    if not resource.is_file():
        raise KnowledgeError("there is no such knowledge file", source=path)
    try:
        return yaml.load(resource.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.YAMLError as broken:
        raise KnowledgeError(f"not valid YAML: {broken}", source=path) from broken


def records(path: str, adapter: TypeAdapter[Record], data: Any = None) -> Record:
    """The file (or data made from it) checked against a schema."""
    try:
        return adapter.validate_python(raw(path) if data is None else data)
    except ValidationError as broken:
        first = broken.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise KnowledgeError(f"record {place}: {first['msg']} ({first['input']!r})", source=path) from broken
