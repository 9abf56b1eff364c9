"""A row of the table: what was measured against which budget, the figure, and whether it holds."""

from typing import NamedTuple


class Row(NamedTuple):
    what: str
    figure: str
    is_kept: bool

    def __str__(self):
        return f"{'ok' if self.is_kept else 'NOT KEPT':<9}{self.what:<70} {self.figure}"


def at_least(budget: float, what: str, figure: float, note: str = "") -> Row:
    return Row(f"{what} (≥ {budget:g})", f"{figure:.2f}{note}", figure >= budget)


def at_most(budget: float, what: str, figure: float, unit: str = "", note: str = "") -> Row:
    said = f"{figure:.0f} {unit}" if unit else f"{figure:.2f}"
    return Row(f"{what} (≤ {f'{budget:g} {unit}'.strip()})", f"{said}{note}", figure <= budget)
