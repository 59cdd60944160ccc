"""Put something around words of a block, for files: it is no text, so the next words are found as before."""

from collections.abc import Iterator

from workgroups.drafts.logic.schema import TEXTBLOCKS, Node


def around(block: Node, words: str, begin: Node, end: Node) -> Node | None:
    """The block with two nodes around words in the first of its texts that says them; without words, around the first.

    None where no text of the block says them.
    """
    found = next((one for one in textblocks(block) if words in _said(one)), None)
    return _with(block, found, words, begin, end) if found is not None else None


def after(block: Node, node: Node) -> Node | None:
    """The block with a node at the end of the last of its texts; None where it has none."""
    texts = list(textblocks(block))
    return _replaced(block, texts[-1], [*texts[-1].get("content", []), node]) if texts else None


def textblocks(block: Node) -> Iterator[Node]:
    """What holds words in a block, in its order."""
    if block["type"] in TEXTBLOCKS:
        yield block
    for kid in block.get("content", []) if block["type"] not in TEXTBLOCKS else []:
        yield from textblocks(kid)


def _with(block: Node, target: Node, words: str, begin: Node, end: Node) -> Node:
    content = target.get("content", [])
    if not words:
        return _replaced(block, target, [begin, *content, end])
    head, rest = _cut(content, _said(target).find(words))
    middle, tail = _cut(rest, len(words))
    return _replaced(block, target, [*head, begin, *middle, end, *tail])


def _replaced(node: Node, target: Node, content: list[Node]) -> Node:
    if node is target:
        return {**node, "content": content}
    kids = [_replaced(kid, target, content) for kid in node.get("content", [])]
    return {**node, "content": kids} if kids else node


def _said(textblock: Node) -> str:
    return "".join(_text(one) for one in textblock.get("content", []))


def _text(node: Node) -> str:
    return str(node["text"]) if node["type"] == "text" else ""


def _cut(content: list[Node], at: int) -> tuple[list[Node], list[Node]]:
    """The runs before and after a number of characters."""
    head: list[Node] = []
    for place, one in enumerate(content):
        length = len(_text(one))
        if at < length:
            before = [{**one, "text": one["text"][:at]}] if at else []
            return [*head, *before], [{**one, "text": one["text"][at:]}, *content[place + 1 :]]
        if at == length and length:
            return [*head, one], content[place + 1 :]
        head.append(one)
        at -= length
    return head, []
