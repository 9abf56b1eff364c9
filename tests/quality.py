"""docs/quality.md, read: its grades and its counts."""

from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "quality.md"


def part(title: str) -> str:
    return DOCUMENT.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table in Markdown, row by row, without its head."""
    return [line.strip("| ").split(" | ") for line in table.splitlines() if line[:2] == "| "][2:]


def grades(title: str) -> list[list[str]]:
    """The rows of a table of grades: item, French, English, where, why."""
    return rows_of(part(title))


def counts() -> str:
    """The table that a test counts again."""
    return part("What is counted").split("<!-- counted -->\n")[1].split("\n<!-- /")[0]


def counted(beginning: str) -> tuple[float, float]:
    """What is counted under the item that begins so, in French and in English."""
    (row,) = (row for row in rows_of(counts()) if row[0].startswith(beginning))
    return float(row[1]), float(row[2])
