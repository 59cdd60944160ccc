"""Outside programs and strangers' files are met in child processes that bind their own hands first.

`confine` is what a child does to itself, `processes` calls a child, `typesetting` is Typst in one,
`conversion` is pandoc. An app's own child
(`<app>/adapters/<name>_child.py`) is run by path and gets the folder of `confine` as the first word after its own.
"""
