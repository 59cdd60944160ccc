"""Files that come with a form: stored at once, so that a refusal of the post does not lose them."""

from workgroups.core.errors import Refused
from workgroups.files.actions import store
from workgroups.files.http import refused_uploads, uploads
from workgroups.files.models import File
from workgroups.groups.http import MemberRequest
from workgroups.threads.forms import PostForm
from workgroups.threads.http import kept_files
from workgroups.threads.permissions import FILES


def bring(request: MemberRequest, form: PostForm) -> list[File]:
    """Return the files of this try and of earlier ones; what is wrong with one is said on the form."""
    form.is_valid()  # a refusal is added to the form's own errors
    files = kept_files(request, request.member)
    for refusal in refused_uploads(request):
        form.add_error(None, str(refusal))
    for upload in uploads(request):
        try:
            files.append(
                store(
                    owner=request.member.person,
                    group_id=request.member.group.pk,
                    name=upload.name or "",
                    content=upload,
                    kind=FILES,
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return files
