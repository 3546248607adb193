"""A process that writes to a store until it is killed, and tells of each write once it is acknowledged.

    python writing_process.py STORE NAME COUNT

Receives COUNT documents, decides on the record of each again and again, and prints a line for each
decision: the id of the record and the version that it has now.
"""

import itertools
import sys
from pathlib import Path

from fourcorners.domain.review_item import Action
from fourcorners.store.sqlite import SqliteStore
from keeping import REVIEWER, a_duty, deciding, in_review


def main(path: str, name: str, count: str) -> None:
    """Write for ever, or once to each record when NAME begins with `once`."""
    store = SqliteStore(Path(path), durable=False)
    records = [f"{name}_{number}" for number in range(int(count))]
    for record in records:
        in_review(store, record, a_duty(record), contract_no="C-1")
    turns = records if name.startswith("once") else itertools.cycle(records)
    for record in turns:
        item = store.decide(f"obligation_{record}", deciding(Action.CONFIRM), REVIEWER)
        print(item.id, item.version, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
