"""The web process: pages through Django, sockets through Channels' router."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
pages = get_asgi_application()

from collab.checks import refuse_wrong_settings  # noqa: E402
from collab.sockets import sockets  # noqa: E402  (models are ready only now)

refuse_wrong_settings()
application = sockets(pages)
