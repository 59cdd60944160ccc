"""Tell every web process that a stream has grown, through the Redis layer's groups; losing it costs a second."""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from workgroups.events.events import StreamRef
from workgroups.events.subscribe import ring_on_commit
from workgroups.live.consumers import hub
from workgroups.live.logic.frames import address

log = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds that an action's door waits for a broker that does not answer


@ring_on_commit
def wake_pages(stream: StreamRef, head: int) -> None:
    """Ring in this process at once and in all others through the layer."""
    if hub.ring_here(stream, head, then=_ring_everywhere):
        return
    try:
        async_to_sync(_ring_everywhere)(stream, head)
    except Exception as error:
        log.warning("no bell for %s: %s", address(stream), error or type(error).__name__)


async def _ring_everywhere(stream: StreamRef, head: int) -> None:
    message = {"type": "live.hint", "stream": address(stream), "head": head}
    await asyncio.wait_for(get_channel_layer().group_send(hub.group_name(stream), message), PATIENCE)
