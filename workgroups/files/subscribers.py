"""What happens to uploads when their time is over."""

from workgroups.files.actions import expire_upload
from workgroups.timers.registry import handles


@handles("files.upload_expires")
def expire(upload_id: int) -> None:
    """Remove an upload that nobody continued."""
    expire_upload(upload_id=upload_id)
