"""Totals that are watched."""
import dataclasses
from collections.abc import Mapping

from nianbao.aggregation.v1 import aggregate_pb2, position_pb2


@dataclasses.dataclass(frozen=True)
class Totals:
    """All watched totals at one moment. They are never changed: after a step there are others."""

    # {(node, year): Aggregate}, to be read alone.
    aggregates: Mapping[tuple[str, int], aggregate_pb2.Aggregate] = dataclasses.field(default_factory=dict)
    # The moment: a position in each log. None before the first step.
    position: position_pb2.Position | None = None

    def after(self, parts):
        """The totals after the step that came as these messages; the last one has the position."""
        position = parts[-1].position
        aggregates = {} if any(part.afresh for part in parts) else dict(self.aggregates)
        for part in parts:
            for snapshot in part.snapshots:
                aggregates[snapshot.node, snapshot.year] = snapshot
            for delta in part.deltas:
                key = delta.node, delta.year
                aggregates[key] = _moved(aggregates[key], delta, position)
            for gone in part.gone:
                aggregates.pop((gone.node, gone.year), None)
        return Totals(aggregates, position)


def cell(report, code):
    """The figure of a cell such as "requests.received.total", as the stored integer; None for a blank one."""
    table, name = _owner(report, code)
    return getattr(table, name) if table.HasField(name) else None


def _moved(aggregate, delta, position):
    moved = aggregate_pb2.Aggregate()
    moved.CopyFrom(aggregate)
    for total in delta.cells:
        table, name = _owner(moved.totals, total.cell)
        setattr(table, name, total.value)
    if delta.HasField("coverage"):
        moved.coverage.CopyFrom(delta.coverage)
    if delta.HasField("empty_cells"):
        moved.empty_cells.CopyFrom(delta.empty_cells)
    moved.position.CopyFrom(position)
    return moved


def _owner(report, code):
    """The message that holds the cell, and the name of its field there: a code is the path below AnnualReport."""
    *path, name = code.split(".")
    for part in path:
        report = getattr(report, part)
    return report, name
