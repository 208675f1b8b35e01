"""What was done, and what became of it."""
import statistics

_HEAD = ("misfortune", "times", "kills", "acknowledged", "lost", "doubled", "well after, median", "slowest")


class Table:
    def __init__(self):
        self._rows = {}

    def add(self, name, kills, took_s):
        row = self._rows.setdefault(name, ([], []))
        row[0].append(kills)
        row[1].append(took_s)

    def kills(self):
        return sum(sum(kills) for kills, _ in self._rows.values())

    def times(self):
        return sum(len(kills) for kills, _ in self._rows.values())

    def lines(self, reckoning):
        """reckoning: {NAME: {"acknowledged", "lost", "doubled"}}, of changes that were asked for meanwhile."""
        rows = [_HEAD]
        for name, (kills, took_s) in self._rows.items():
            found = reckoning.get(name, {})
            rows.append((name, len(kills), sum(kills), *(found.get(key, 0) for key in ("acknowledged", "lost", "doubled")),
                         f"{statistics.median(took_s):.1f} s", f"{max(took_s):.1f} s"))
        rows.append(("between them", "", "", *(sum(found[key] for name, found in reckoning.items() if name not in self._rows)
                                               for key in ("acknowledged", "lost", "doubled")), "", ""))
        widths = [max(len(str(row[column])) for row in rows) for column in range(len(_HEAD))]
        for row in rows:
            first, *others = (str(cell) for cell in row)
            yield "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:]))]).rstrip()
