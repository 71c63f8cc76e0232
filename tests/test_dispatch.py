"""Copies and mails from the command line: the word that an embargo asks for, and where passwords come from."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
from invoke.exceptions import Exit

from briefpack import dispatch

LATER, BEFORE = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC) - timedelta(days=1)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "sends"), [("EMBARGO\n", True), ("embargo\n", False), ("yes\n", False)])
def test_before_an_embargo_is_over_a_word_is_asked_for(
    typed: str, sends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    if sends:
        dispatch._ask_for_word(LATER, despite=False)
    else:
        with pytest.raises(Exit, match="Nothing was sent"):
            dispatch._ask_for_word(LATER, despite=False)


def test_without_a_terminal_an_option_says_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("EMBARGO\n"))
    with pytest.raises(Exit, match="--despite-embargo") as refused:
        dispatch._ask_for_word(LATER, despite=False)
    assert refused.value.code == 1
    for embargo, despite in ((LATER, True), (BEFORE, False), (None, False)):
        dispatch._ask_for_word(embargo, despite)


def test_a_password_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    errors.KeyringError = OSError  # type: ignore[attr-defined]
    keyring.errors = errors  # type: ignore[attr-defined]
    keyring.get_password = lambda host, user: {("127.0.0.1", "desk"): "kept"}.get((host, user))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv(dispatch.PASSWORD, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert dispatch._server("smtp://desk@127.0.0.1:9")._address.password == "kept"
    with pytest.raises(Exit, match="There is no password of eva"):
        dispatch._server("smtp://eva@127.0.0.1:9")
    monkeypatch.setitem(os.environ, dispatch.PASSWORD, "said")
    assert dispatch._server("smtps://eva@127.0.0.1:9")._address.password == "said"
    assert dispatch._server("smtp://127.0.0.1:9")._address.password == ""


@pytest.mark.parametrize("text", ["1,x", "-1", "1;2", "9" * 12])
def test_numbers_of_copies_are_whole_numbers(text: str) -> None:
    with pytest.raises(Exit, match="names copies by their numbers"):
        dispatch._numbers(text, "--repeat")
