package nianbao.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nianbao.aggregation.v1.Aggregate;
import nianbao.aggregation.v1.AggregateDelta;
import nianbao.aggregation.v1.CellTotal;
import nianbao.aggregation.v1.GoneTotal;
import nianbao.aggregation.v1.Position;
import nianbao.aggregation.v1.WatchAggregatesResponse;

/**
 * All watched totals at one moment. They are never changed: after a step there are others.
 *
 * @param position the moment: a position in each log
 */
public record Totals(Map<Key, Aggregate> aggregates, Position position) {
  /** Which total. */
  public record Key(String node, int year) {}

  /** Nothing told yet. */
  public static final Totals NONE = new Totals(Map.of(), Position.getDefaultInstance());

  /** The total of a node for a year; null when it is not watched. */
  public Aggregate of(String node, int year) {
    return aggregates.get(new Key(node, year));
  }

  /** The totals after the step that came as these messages; the last one has the position. */
  public Totals after(List<WatchAggregatesResponse> parts) {
    Position reached = parts.get(parts.size() - 1).getPosition();
    boolean afresh = parts.stream().anyMatch(WatchAggregatesResponse::getAfresh);
    Map<Key, Aggregate> next = new LinkedHashMap<>(afresh ? Map.of() : aggregates);
    for (WatchAggregatesResponse part : parts) {
      for (Aggregate snapshot : part.getSnapshotsList()) {
        next.put(new Key(snapshot.getNode(), snapshot.getYear()), snapshot);
      }
      for (AggregateDelta delta : part.getDeltasList()) {
        next.compute(new Key(delta.getNode(), delta.getYear()), (key, before) -> moved(before, delta, reached));
      }
      for (GoneTotal gone : part.getGoneList()) next.remove(new Key(gone.getNode(), gone.getYear()));
    }
    return new Totals(Map.copyOf(next), reached);
  }

  private static Aggregate moved(Aggregate before, AggregateDelta delta, Position reached) {
    Aggregate.Builder moved = before.toBuilder().setPosition(reached);
    for (CellTotal total : delta.getCellsList()) {
      Cells.set(moved.getTotalsBuilder(), total.getCell(), total.getValue());
    }
    if (delta.hasCoverage()) moved.setCoverage(delta.getCoverage());
    if (delta.hasEmptyCells()) moved.setEmptyCells(delta.getEmptyCells());
    return moved.build();
  }
}
