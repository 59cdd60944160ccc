"""Health for machines: alive, and ready to serve; and what a browser shows when nothing answers."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.core.http import may_scrape


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database and broker answer, else 503 and which one does not."""
    faults = [name for name, ask in (("database", _ask_database), ("broker", _ask_broker)) if not ask()]
    if faults:
        return HttpResponse(f"not ready: {', '.join(faults)}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures that apps put into the slot `metrics`, in Prometheus' text format, to whoever may scrape."""
    if not may_scrape(request):
        raise Missing
    registry = CollectorRegistry()
    for name, help_text, value in slots.gather("metrics"):
        Gauge(f"workgroups_{name}", help_text, registry=registry).set(value())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@never_cache
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Say that a page could not be fetched; the service worker keeps this page and shows it in the other's place."""
    return render(request, "offline.html")


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker its script at the root, where its scope is every page."""
    try:
        with staticfiles_storage.open("built/worker.js") as script:
            return HttpResponse(script.read(), content_type="text/javascript")
    except FileNotFoundError as absent:
        raise Missing from absent


def _ask_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return False
    return True


def _ask_broker() -> bool:
    try:
        cache.get("ready")
    except Exception:
        return False
    return True
