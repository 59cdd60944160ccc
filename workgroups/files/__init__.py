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

**What a file says**: `actions.want_text(blob=file.blob)` asks for it once (a worker reads it within seconds, in a
confined child, once a blob), `queries.text_of(blob)` or `texts_of(ids)` give the `Extract`: `state` waiting, done or
failed, `text`, `is_cut`, `pages`, and `words` for people when there is nothing to read. `registry.hears_text` tells a
domain that it is there. A PDF's first page is a picture at `files:preview`, for whoever may read the file, where
`extract.picture_id` is set.
"""
