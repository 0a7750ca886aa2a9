"""How tests and their cases write an answer down."""

from deckpress.domain import Answer


def listing(answer: Answer) -> str:
    """Return intro, points (number, [section], title, indented text) and summary, a block each."""
    blocks = [("intro", answer.intro)]
    for point in answer.points:
        section = f" [{point.section}]" if point.section else ""
        blocks.append((f"{point.number}{section} {point.title}".rstrip(), point.text))
    blocks.append(("summary", answer.summary))
    return "\n".join(
        line for head, text in blocks if text or head[0].isdigit() for line in _lines(head, text)
    )


def _lines(head: str, text: str) -> list[str]:
    return [head, *(f"    {line}".rstrip() for line in text.split("\n") if text)]
