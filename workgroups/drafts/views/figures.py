"""Pictures of a draft: the editor sends one, or a form does, with what must be said about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.drafts import actions
from workgroups.drafts.forms import FigureForm
from workgroups.drafts.http import bring_picture
from workgroups.drafts.permissions import draft_for
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.files.http import refused_uploads, uploads
from workgroups.groups.http import MemberRequest, group_page


@require_POST
@group_page
def picture_add(request: MemberRequest, number: int) -> JsonResponse:
    """Take one picture from the editor; answer with what its figure stores, or with words why not."""
    draft = draft_for(request.member, number, may="edit")
    try:
        for refusal in refused_uploads(request):
            raise refusal
        found = uploads(request, "file")
        if not found:
            raise Refused(_("Choose a picture."))
        brought = bring_picture(request.member, draft, found[0])
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    size = {"width": brought.width, "height": brought.height}
    return JsonResponse({"file": str(brought.file.uid), "address": brought.file.get_absolute_url(), **size})


@post_or_get
@group_page
def figure_add(request: MemberRequest, number: int) -> HttpResponse:
    """Add a figure at the end of the text, without script."""
    draft = draft_for(request.member, number, may="edit")
    form = FigureForm(request.POST or None, request.FILES or None)

    def act(*, file: Any, **words: Any) -> None:
        brought = bring_picture(request.member, draft, file)
        size = (brought.width, brought.height)
        actions.add_figure(actor=request.member, draft=draft, file=str(brought.file.uid), size=size, **words)

    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("The figure stands at the end of the text."))
        return redirect(draft)
    status = 422 if form.errors else 200
    return render(request, "drafts/figure_add.html", draft_context(draft) | {"form": form}, status=status)
