// After what others wrote Yjs takes out marks that seem to do nothing any more, in each page by itself, and tells the
// others. What a reader's page takes out nobody is told: a mark that comes to matter again would be missing there alone.

/** Let no transaction of this document tidy marks. */
export function leaveMarks(doc) {
  doc.on("afterTransaction", (transaction) => {
    transaction._needFormattingCleanup = false; // looked at right after this event
  });
}
