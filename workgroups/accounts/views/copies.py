"""Doors: ask for a copy of my data, take it away again, fetch it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workgroups.accounts.actions import ask_copy, remove_copy
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.permissions import copy_file_for
from workgroups.files.actions import forget_files
from workgroups.files.http import GUARDED, StoredFileResponse
from workgroups.files.models import File
from workgroups.files.queries import open_file


@signed_in
@require_POST
def copy_ask(request: PersonRequest) -> HttpResponse:
    """Ask for a copy; asked twice, it is one."""
    ask_copy(person=request.user)
    return redirect("accounts:my-data")


@signed_in
@require_POST
def copy_remove(request: PersonRequest) -> HttpResponse:
    """Take my copy away at once, ready or not."""
    forget_files(file_ids=remove_copy(person=request.user))
    messages.success(request, _("The copy is taken away, and its file deleted."))
    return redirect("accounts:my-data")


@require_safe
@signed_in
def copy_file(request: PersonRequest) -> HttpResponse:
    """Hand my copy over, once I have proved again who I am."""
    return _hand_over(request, copy_file_for(request.user))  # type: ignore[no-any-return]


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth brings no types
def _hand_over(_request: PersonRequest, file: File) -> HttpResponseBase:
    response = StoredFileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.type)
    for name, value in GUARDED.items():
        response[name] = value
    return response
