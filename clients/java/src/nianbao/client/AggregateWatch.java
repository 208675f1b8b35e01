package nianbao.client;

import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import nianbao.aggregation.v1.AggregationServiceGrpc;
import nianbao.aggregation.v1.AggregationServiceGrpc.AggregationServiceBlockingStub;
import nianbao.aggregation.v1.WatchAggregatesRequest;
import nianbao.aggregation.v1.WatchAggregatesResponse;

/**
 * Totals as they move: first as they stand, then after each change.
 *
 * <p>A stream that breaks is opened again where it ended, so nothing is missed and nothing told twice; so is one that
 * has reached its deadline. When the log is another one (a store was restored), all is told anew.
 *
 * <p>{@code hasNext} waits for a change. It is false once another thread, or the own one, has closed the watch.
 */
public final class AggregateWatch implements Iterator<Totals>, AutoCloseable {
  private static final long PAUSE_MS = 1000;

  private final Connection connection;
  private final AggregationServiceBlockingStub service;
  private final WatchAggregatesRequest request;
  private final Duration patience;
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Iterator<WatchAggregatesResponse> stream;
  private List<WatchAggregatesResponse> parts = new ArrayList<>();
  private Totals totals = Totals.NONE;
  private boolean told = true;
  // When the first of the failures since the last step was; 0 when there was none.
  private long brokenSinceNs;

  /** Watches with a patience of five minutes. */
  public AggregateWatch(Connection connection, WatchAggregatesRequest request) {
    this(connection, request, Duration.ofMinutes(5));
  }

  /** Once there was no service for so long, {@code hasNext} throws the last Refusal. */
  public AggregateWatch(Connection connection, WatchAggregatesRequest request, Duration patience) {
    this.connection = connection;
    this.service = AggregationServiceGrpc.newBlockingStub(connection.channel());
    this.request = request.toBuilder().clearResumeToken().build();
    this.patience = patience;
  }

  /**
   * Waits for the next totals.
   *
   * @throws Refusal when asking again would be of no use
   */
  @Override
  public boolean hasNext() {
    while (told && closed.getCount() > 0) {
      try {
        if (stream == null) stream = open();
        if (!stream.hasNext()) return false;
        take(stream.next());
      } catch (StatusRuntimeException e) {
        stream = null;
        parts.clear();
        if (closed.getCount() > 0) goOnAfter(Refusal.of(e));
      }
    }
    return !told;
  }

  @Override
  public Totals next() {
    if (!hasNext()) throw new NoSuchElementException();
    told = true;
    return totals;
  }

  @Override
  public void close() {
    closed.countDown();
    context.cancel(null);
  }

  private Iterator<WatchAggregatesResponse> open() {
    WatchAggregatesRequest.Builder question = request.toBuilder();
    if (totals != Totals.NONE) question.setResumeToken(totals.position());
    Context before = context.attach();
    try {
      return service.watchAggregates(question.build());
    } finally {
      context.detach(before);
    }
  }

  private void take(WatchAggregatesResponse message) {
    parts.add(message);
    if (!message.hasPosition()) return;
    totals = totals.after(parts);
    told = parts.stream().allMatch(AggregateWatch::tellsNothing);
    brokenSinceNs = 0;
    parts = new ArrayList<>();
  }

  private static boolean tellsNothing(WatchAggregatesResponse part) {
    return part.getSnapshotsCount() + part.getDeltasCount() + part.getGoneCount() == 0;
  }

  private void goOnAfter(Refusal refusal) {
    if (connection.isClosed()) throw refusal;
    if (refusal.reason().equals("LOG_CHANGED") && totals != Totals.NONE) {
      totals = Totals.NONE;
    } else if (refusal.code() == Code.UNAVAILABLE || refusal.code() == Code.CANCELLED) {
      if (brokenSinceNs == 0) brokenSinceNs = System.nanoTime();
      if (System.nanoTime() - brokenSinceNs > patience.toNanos()) throw refusal;
    } else if (refusal.code() != Code.DEADLINE_EXCEEDED) {
      throw refusal;
    }
    // Those who lost the same server do not come back in the same moment.
    long pauseMs = ThreadLocalRandom.current().nextLong(PAUSE_MS / 2, PAUSE_MS * 3 / 2);
    try {
      closed.await(Math.max(pauseMs, refusal.retryAfter().map(Duration::toMillis).orElse(0L)), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
    connection.reconnect();
  }
}
