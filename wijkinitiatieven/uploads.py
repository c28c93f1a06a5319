"""How much of a request's files is kept while it comes in."""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from sheets.table import Limits

MOST_BYTES: Final = Limits().upload_bytes


class CappedUploadHandler(FileUploadHandler):
    """Keeps one byte more than the files of a request may weigh together; the rest is read and dropped.

    A file that is too large thus costs no disk and little memory, whoever sends it and whatever its headers say,
    and still arrives with its true size, so that a form can say what is wrong.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._room = MOST_BYTES + 1
        self._file = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        kept = raw_data[: self._room]
        self._room -= len(kept)
        self._file.write(kept)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with the size that was sent."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
