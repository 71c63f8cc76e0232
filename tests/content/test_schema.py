"""JSON Schemas: up to date, referenced by every content file, and of one mind with the models."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from briefpack.content.model import SCHEMAS
from briefpack.content.schema import schema_text, stale_schemas
from tests.conftest import REPOSITORY

FILES = sorted([*REPOSITORY.glob("content/**/*.yaml"), *REPOSITORY.glob("tests/packs/**/*.yaml")])


def test_schemas_are_up_to_date() -> None:
    assert stale_schemas(REPOSITORY / "schema") == [], "run: invoke schema"


def test_stale_schemas_are_found(tmp_path: Path) -> None:
    assert stale_schemas(tmp_path) == ["pack.schema.json", "source.schema.json", "audience.schema.json"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_and_refuse_unknown_keys(name: str) -> None:
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_content_files_name_their_schema_and_keep_to_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    kind = "audience" if file.parent.name == "audiences" else file.stem
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (file.parent / first.partition("$schema=")[2]).resolve() == REPOSITORY / "schema" / f"{kind}.schema.json"
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    jsonschema.Draft202012Validator(json.loads(schema_text(kind))).validate(data)
