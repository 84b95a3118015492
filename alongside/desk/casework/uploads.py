"""What becomes of a file while it is uploaded: it stays in memory, or is let go."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryOrNot(MemoryFileUploadHandler):
    """Keeps a file in memory. One that is too large is counted and not kept at all.

    Django's own handler passes such a file on to be written to disk, in the clear; with
    none after it the file is simply missing, and its sender told to choose one.
    """

    def receive_data_chunk(self, raw_data, start):
        return super().receive_data_chunk(raw_data, start) if self.activated else None

    def file_complete(self, file_size):
        if self.activated:
            return super().file_complete(file_size)
        return InMemoryUploadedFile(
            BytesIO(),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            None,
        )
