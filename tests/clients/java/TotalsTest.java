import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Set;
import nianbao.aggregation.v1.Aggregate;
import nianbao.aggregation.v1.AggregateDelta;
import nianbao.aggregation.v1.CellTotal;
import nianbao.aggregation.v1.Coverage;
import nianbao.aggregation.v1.GoneTotal;
import nianbao.aggregation.v1.Position;
import nianbao.aggregation.v1.WatchAggregatesResponse;
import nianbao.client.Cells;
import nianbao.client.Totals;
import nianbao.submission.v1.EventToken;
import org.junit.Test;

/** What a server tells seldom. */
public final class TotalsTest {
  private static final String CELL = "requests.received.total";
  private static final int YEAR = 2024;

  private static WatchAggregatesResponse.Builder snapshot(String node, long total) {
    Aggregate.Builder snapshot = Aggregate.newBuilder().setNode(node).setYear(YEAR);
    snapshot.getTotalsBuilder().getRequestsBuilder().getReceivedBuilder().setTotal(total);
    return WatchAggregatesResponse.newBuilder().addSnapshots(snapshot);
  }

  private static long figure(Totals totals, String node) {
    return Cells.get(totals.of(node, YEAR).getTotals(), CELL).orElseThrow();
  }

  @Test
  public void aStepIsAppliedAsAWhole() {
    Totals totals = Totals.NONE.after(List.of(snapshot("organs/a", 1).build(), snapshot("organs/b", 2).build()));
    Position position = Position.newBuilder().addSources(EventToken.newBuilder().setSequence(7)).build();
    WatchAggregatesResponse part =
        WatchAggregatesResponse.newBuilder()
            .addDeltas(
                AggregateDelta.newBuilder()
                    .setNode("organs/a")
                    .setYear(YEAR)
                    .addCells(CellTotal.newBuilder().setCell(CELL).setValue(5))
                    .setCoverage(Coverage.newBuilder().setAccepted(1)))
            .addGone(GoneTotal.newBuilder().setNode("organs/b").setYear(YEAR))
            .setPosition(position)
            .build();
    Totals after = totals.after(List.of(part));
    assertEquals(Set.of(new Totals.Key("organs/a", YEAR)), after.aggregates().keySet());
    assertEquals(5, figure(after, "organs/a"));
    assertEquals(1, after.of("organs/a", YEAR).getCoverage().getAccepted());
    assertEquals(position, after.position());
    assertEquals(position, after.of("organs/a", YEAR).getPosition());
    assertEquals(1, figure(totals, "organs/a"));
  }

  @Test
  public void whatIsToldAfreshTakesThePlaceOfAll() {
    Totals totals = Totals.NONE.after(List.of(snapshot("organs/a", 1).build()));
    Totals after = totals.after(List.of(snapshot("organs/b", 2).setAfresh(true).build()));
    assertEquals(Set.of(new Totals.Key("organs/b", YEAR)), after.aggregates().keySet());
  }
}
