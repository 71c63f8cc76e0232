"""The JSON Schemas with which editors complete and check content files, made from the models."""

from __future__ import annotations

import json
from pathlib import Path

from briefpack.content.model import SCHEMAS


def schema_text(name: str) -> str:
    """Return the schema of one kind of content file (`pack`, `source`, `audience`) as JSON, draft 2020-12."""
    schema = SCHEMAS[name].model_json_schema()
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2, ensure_ascii=False)
        + "\n"
    )


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`. Return the files, in the order of the models."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.schema.json" for name in SCHEMAS]
    for name, path in zip(SCHEMAS, paths, strict=True):
        path.write_text(schema_text(name), encoding="utf-8")
    return paths


def stale_schemas(folder: Path) -> list[str]:
    """Return the names of the schema files that are missing or differ from the models."""
    paths = {name: folder / f"{name}.schema.json" for name in SCHEMAS}
    return [
        path.name
        for name, path in paths.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != schema_text(name)
    ]
