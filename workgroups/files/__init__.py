"""Files people bring or the product makes: stored once by content, served at one guarded address.

**A kind of file** belongs to one app, which says in its `permissions.py` who reads it (`registry.reader_of`), who may
bring one for a group (`bringer_of`, for resumable uploads), and which of them no form has taken (`loose_of`: those are
swept after seven days, with the bytes that nobody else has).

**With a form**: `http.uploads(request)` and `actions.store(...)`; at most 25 MB each.

**In pieces** (tus 1.0.0 at `/files/uploads/`, for large files and poor lines): put
`{% include "files/_upload.html" with kind="documents.file" group_id=group.pk field="kept" %}` into the form, around or
beside its plain file field, and load `built/upload.js` on the page. Each file that has arrived stands in the form as a
hidden field `kept` with the uid of a stored `File` of that kind; the view reads them by
`http.kept_files(request, kind)` (the person's own and loose only) and hands them to its action, which takes them by
whatever makes them no longer loose. Without script the plain field does the same for files of up to 25 MB.
"""
