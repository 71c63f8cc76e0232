"""Catalogues written: equal catalogues are equal text."""

from __future__ import annotations

from babel.messages.pofile import normalize

from briefpack.languages.catalogues.model import FORMATS, UNSURE, Catalogue, Message

WIDTH = 100


def catalogue_text(catalogue: Catalogue) -> str:
    """Return the catalogue as its file holds it: equal catalogues are equal text, whatever the clock says."""
    headers = "".join(f"{name}: {value}\n" for name, value in catalogue.headers if name != "POT-Creation-Date")
    head = f'{catalogue.comment}\nmsgid ""\nmsgstr {normalize(headers, width=WIDTH)}\n'
    texts = [_entry(message) for message in catalogue.messages]
    return "\n".join([head, *texts, *(_entry(message, "#~ ") for message in catalogue.obsolete)])


def _entry(message: Message, prefix: str = "") -> str:
    lines = [f"# {comment}" for comment in message.comments]
    if not prefix:
        lines += [f"#: {file}" for file in message.files]
        # A percent sign is one in a pack, and a placeholder in a template: editors check those that are marked.
        formats = [FORMATS[0]] if not message.context and "%(" in message.original else []
        flags = [UNSURE] * message.unsure + list(message.flags) + formats
        lines += [f"#, {', '.join(flags)}"] if flags else []
    elif message.unsure:
        lines.append(f"#, {UNSURE}")
    if message.previous:
        lines += [f"{prefix.strip() or '#'}| {line}" for line in _keyword("msgid", message.previous)]
    body = _keyword("msgctxt", message.context) if message.context else []
    body += _keyword("msgid", message.original)
    body += _keyword("msgid_plural", message.plural) if message.plural else []
    for number, text in enumerate(message.translations or ("",)):
        body += _keyword(f"msgstr[{number}]" if message.plural else "msgstr", text)
    return "\n".join([*lines, *(prefix + line for line in body)]) + "\n"


def _keyword(keyword: str, text: str) -> list[str]:
    return f"{keyword} {normalize(text, width=WIDTH)}".split("\n")
