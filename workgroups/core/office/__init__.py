"""Files of word processors in the house's dress: archives, styles, reference documents.

`archives` takes such a file apart and puts it together, `word_style` and `odt_style` are the styles, `reference` makes
the document from which pandoc takes them (see `core.confined.conversion`).
"""
