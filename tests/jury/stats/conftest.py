import pandas as pd
import pytest


def lay_out(teams, leaders, areas):
    """Tables from `{candidate: [answers of one employee, …]}`, `{candidate: answers}` and one area per statement."""
    items = [f"q{number}" for number in range(1, len(areas) + 1)]
    rows = {(name, f"e{number}"): row for name, team in teams.items() for number, row in enumerate(team)}
    index = pd.MultiIndex.from_tuples(list(rows), names=["candidate", "respondent"]) if rows else None
    employees = pd.DataFrame(list(rows.values()), index=index, columns=items, dtype=float)
    selves = pd.DataFrame(list(leaders.values()), index=list(leaders), columns=items, dtype=float)
    return employees, selves, pd.Series(list(areas), index=items)


@pytest.fixture(scope="session")
def tables():
    return lay_out
