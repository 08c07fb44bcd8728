"""How the workbench is served, and who may reach it."""

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from extractor.reporting.words import Lang

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SALT_BYTES: Final = 16
_COST: Final = 2**14


@dataclass(frozen=True, slots=True)
class Password:
    """A password as it is kept: salted and hashed (scrypt), never itself."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> Self:
        """The hash of a password, salted anew."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _hashed(password, salt))

    def fits(self, password: str) -> bool:
        """Whether this is the password; takes as long whatever was given."""
        return secrets.compare_digest(_hashed(password, self.salt), self.digest)


def _hashed(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=_COST, r=8, p=1)


@dataclass(frozen=True, slots=True)
class Served:
    """What one run of the workbench serves.

    `db` is the corpus, `host` and `port` where it listens, `lang` the language a browser sees first,
    `read_only` refuses every write, `password` is asked for where it is set, `rules` a folder of the
    user's own rules, `token` a secret of this run that every write must carry.
    """

    db: Path
    host: str = "127.0.0.1"
    port: int = 8765
    lang: Lang = "vi"
    read_only: bool = False
    password: Password | None = None
    rules: Path | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own, reachable from nowhere else."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
