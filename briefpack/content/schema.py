"""The JSON Schemas with which editors complete and check content files, made from the models."""

from __future__ import annotations

import json
from pathlib import Path

from briefpack.content.model import SCHEMAS


def schema_text(name: str) -> str:
    """Return the schema of one kind of content file (`pack`, `source`, `audience`) as JSON, draft 2020-12."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`. Return the files, in the order of the models."""
    folder.mkdir(exist_ok=True)
    texts = _texts_by_file(folder)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return list(texts)


def stale_schemas(folder: Path) -> list[str]:
    """Return the names of the schema files that are missing or differ from the models."""
    texts = _texts_by_file(folder).items()
    return [path.name for path, text in texts if not path.is_file() or path.read_bytes() != text.encode()]


def _texts_by_file(folder: Path) -> dict[Path, str]:
    return {folder / f"{name}.schema.json": schema_text(name) for name in SCHEMAS}
