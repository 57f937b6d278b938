"""A researcher in pandas: the conversations of each year side by side, and how far each month is from its usual share.

Run it after `make`: `.venv/bin/python examples/conversations_by_month.py`. Months without a value stay empty.
"""

from __future__ import annotations

import nupraat_pipeline

monthly = nupraat_pipeline.query(
    "SELECT year(month) AS year, month(month) AS month, conversations FROM metrics.monthly_activity"
)
by_year = monthly.pivot_table(index="month", columns="year", values="conversations")

# A year of which a month is missing has no shares: they would pose as those of a whole year.
complete = by_year.loc[:, by_year.count() == 12]
shares = 100 * complete / complete.sum()

print(by_year.to_string(na_rep=""))
print()
print("Share of the year in July and August, %")
print(shares.loc[[7, 8]].sum().round(1).to_string())
