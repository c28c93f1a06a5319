"""Write a zip file front to back, never going back in it: a download starts at once and takes no memory.

The format is that of PKWARE's APPNOTE 6.3, without ZIP64: a part and the whole file stay under 4 GiB. Small parts carry
their sizes in front, as ODF demands of its first one; a large part is followed by its sizes. Names are ASCII, and all
parts carry the first date that the format knows, so that equal rows make equal files.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sheets.errors import SheetError

_LIMIT = 2**32 - 1
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 0x08
_VERSION = 20
_FIRST_DAY = (1 << 5) | 1
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


@dataclass(slots=True)
class ZipStream:
    """Gives the bytes of a zip file, part after part; `end` gives its directory."""

    _entries: list[_Entry] = field(default_factory=list)
    _offset: int = 0

    def part(self, name: str, content: bytes, *, stored: bool = False) -> bytes:
        """A small part at once; `stored` leaves it uncompressed."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = content if stored else packer.compress(content) + packer.flush()
        method = _STORED if stored else _DEFLATED
        entry = _Entry(
            name.encode("ascii"),
            0,
            method,
            zlib.crc32(content),
            len(packed),
            len(content),
            self._offset,
        )
        return self._count(_local_header(entry) + packed, entry)

    def stream(self, name: str, content: Iterable[bytes]) -> Iterator[bytes]:
        """A part of unknown size, as it comes. Raises SheetError past 4 GiB."""
        start = self._offset
        encoded = name.encode("ascii")
        yield self._count(_local_header(_Entry(encoded, _SIZES_FOLLOW, _DEFLATED, 0, 0, 0, start)))
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        checksum = packed = size = 0
        for piece in content:
            checksum = zlib.crc32(piece, checksum)
            size += len(piece)
            if data := packer.compress(piece):
                packed += len(data)
                yield self._count(data)
        data = packer.flush()
        packed += len(data)
        if size > _LIMIT:
            raise SheetError(
                "Deze uitvoer is te groot voor een rekenblad. Kies CSV, of beperk de selectie."
            )
        sizes = struct.pack("<4sIII", b"PK\x07\x08", checksum, packed, size)
        entry = _Entry(encoded, _SIZES_FOLLOW, _DEFLATED, checksum, packed, size, start)
        yield self._count(data + sizes, entry)

    def end(self) -> bytes:
        """The directory, after all parts."""
        directory = b"".join(_directory_header(entry) for entry in self._entries)
        count = len(self._entries)
        return directory + struct.pack(
            "<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), self._offset, 0
        )

    def _count(self, data: bytes, entry: _Entry | None = None) -> bytes:
        if entry is not None:
            self._entries.append(entry)
        self._offset += len(data)
        if self._offset > _LIMIT:
            raise SheetError(
                "Deze uitvoer is te groot voor een rekenblad. Kies CSV, of beperk de selectie."
            )
        return data


def _local_header(entry: _Entry) -> bytes:
    return (
        struct.pack(
            "<4s5H3I2H",
            b"PK\x03\x04",
            _VERSION,
            entry.flags,
            entry.method,
            0,
            _FIRST_DAY,
            entry.checksum,
            entry.packed,
            entry.size,
            len(entry.name),
            0,
        )
        + entry.name
    )


def _directory_header(entry: _Entry) -> bytes:
    return (
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            _VERSION,
            _VERSION,
            entry.flags,
            entry.method,
            0,
            _FIRST_DAY,
            entry.checksum,
            entry.packed,
            entry.size,
            len(entry.name),
            0,
            0,
            0,
            0,
            0,
            entry.offset,
        )
        + entry.name
    )
