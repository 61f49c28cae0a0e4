"""Answers about texts, kept so that only who has the text can read them.

Address and key of an answer are made from the text itself: what lies in a file shows neither its words nor which
document it is about. This hides texts from whoever finds the file; it does not hide a text that they have already.
"""

from __future__ import annotations

import hashlib
import hmac
import zlib
from dataclasses import dataclass

SALT_SIZE = 16
ADDRESS_SIZE = 16
CHECK_SIZE = 16
LARGEST = 64 * 2**20
"""Bytes that an answer may have; a small file could claim to hold far more."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Where the answer about something lies, and what it is locked with."""

    address: bytes
    """Names the answer and tells nothing."""

    secret: bytes
    """Never written down."""

    @classmethod
    def of(cls, subject: bytes, *, salt: bytes) -> Lock:
        """Make the lock for a subject: everything that the answer depends on. `salt` is that of the file."""
        address = hashlib.blake2b(subject, digest_size=ADDRESS_SIZE, key=salt, person=b"address")
        return cls(address.digest(), hashlib.blake2b(subject, key=salt, person=b"secret").digest())

    def seal(self, answer: bytes) -> bytes:
        """Make an answer unreadable for who does not have its subject."""
        packed = zlib.compress(answer, 1)
        return self._check(packed) + self._masked(packed)

    def open(self, sealed: bytes) -> bytes | None:
        """Read an answer; None when it is damaged, or about something else."""
        packed = self._masked(sealed[CHECK_SIZE:])
        if not hmac.compare_digest(sealed[:CHECK_SIZE], self._check(packed)):
            return None
        unpacking = zlib.decompressobj()
        try:
            answer = unpacking.decompress(packed, LARGEST)
        except zlib.error:
            return None
        return answer if unpacking.eof else None

    def _check(self, packed: bytes) -> bytes:
        return hashlib.blake2b(packed, digest_size=CHECK_SIZE, key=self.secret, person=b"check").digest()

    def _masked(self, text: bytes) -> bytes:
        """Put a stream of bytes over a text, or take it off again; no two subjects share a stream."""
        stream = hashlib.shake_256(self.secret).digest(len(text))
        return (int.from_bytes(text, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(text), "big")
