"""What Django's upload parser asks of us: give up on a file at its limit, keep everything else of the form."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from workgroups.files.actions import LARGEST


class LimitUpload(FileUploadHandler):
    """Drop a file as soon as it passes the limit, without keeping a byte more, and remember its name.

    Skipping (rather than stopping) lets the parser go on to the fields behind it: what was typed is kept.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            assert self.request is not None  # noqa: S101  (the parser always sets it)
            refused: list[str] = self.request.__dict__.setdefault("too_large", [])
            refused.append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
