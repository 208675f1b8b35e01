import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import nianbao.aggregation.v1.Aggregate;
import nianbao.aggregation.v1.Position;
import nianbao.aggregation.v1.WatchAggregatesRequest;
import nianbao.client.AggregateWatch;
import nianbao.client.Connection;
import nianbao.client.FiledReport;
import nianbao.client.Refusal;
import nianbao.client.ReportFiling;
import nianbao.finding.v1.Finding;
import nianbao.submission.v1.EventToken;
import nianbao.submission.v1.Filing;
import nianbao.submission.v1.GetFilingRequest;
import nianbao.submission.v1.Revision;
import nianbao.submission.v1.SubmissionServiceGrpc;
import nianbao.submission.v1.SubmitFilingRequest;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.Timeout;

/** The Java client against `nianbao serve`. Each test has a district of its own, and a minute. */
public final class JavaClientTest {
  private static final WatchAggregatesRequest WATCHED =
      WatchAggregatesRequest.newBuilder().addNodes(District.NODE).setYear(District.YEAR).build();

  private final District district = new District();

  @Rule public final RuleChain rules = RuleChain.outerRule(district).around(Timeout.seconds(60));

  @Test
  public void aReportInOrderIsSubmitted() throws IOException {
    FiledReport filed = district.filing("qinghe-education").file();
    assertTrue(filed.submitted());
    assertEquals("张三", filed.filing().getOpenRevision().getSubmitter());
    assertEquals(district.head(), filed.token().getSequence());
  }

  @Test
  public void ofABadOneTheFindingsComeBackAndItStaysADraft() throws IOException {
    FiledReport filed = district.filing("qinghe-housing").file();
    assertFalse(filed.submitted());
    assertEquals(Revision.State.STATE_DRAFT, filed.filing().getOpenRevision().getState());
    Finding row =
        filed.findings().stream()
            .filter(finding -> finding.getId().equals("requests.row_sum/outcomes.refused.process_information"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("2", "5", "-3"), List.of(row.getLeft(), row.getRight(), row.getDifference()));
    assertTrue(row.getMessage().getZhCn().contains("相差 3"));
  }

  @Test
  public void repeatedWithTheSameRequestIdItIsFiledOnce() throws IOException {
    ReportFiling filing = district.filing("qinghe-education");
    FiledReport first = filing.file();
    assertEquals(first, filing.file());
    // Another process that kept the two.
    ReportFiling again = district.filing("qinghe-education").requestId(filing.requestId()).etag(filing.etag());
    assertEquals(first, again.file());
    assertEquals(first.token().getSequence(), district.head());

    ReportFiling other = district.filing("qinghe-housing").requestId(filing.requestId());
    assertEquals("REQUEST_ID_REUSED", assertThrows(Refusal.class, other::file).reason());
  }

  @Test
  public void aCorrectionGoesOnFromWhatWasAccepted() throws IOException {
    district.accept(district.filing("qinghe-education").file().filing());
    ReportFiling correction = district.filing("qinghe-education");
    assertEquals("CORRECTION_REASON_MISSING", assertThrows(Refusal.class, correction::file).reason());
    assertTrue(district.filing("qinghe-education").correctionReason("核对后更正").file().submitted());
  }

  private Refusal refusalOf(SubmitFilingRequest request) {
    var service = SubmissionServiceGrpc.newBlockingStub(district.clerk.channel());
    return Refusal.of(assertThrows(StatusRuntimeException.class, () -> service.submitFiling(request)));
  }

  @Test
  public void aRefusalIsReadWithItsReasonAndDetails() throws IOException {
    Refusal refusal =
        refusalOf(
            SubmitFilingRequest.newBuilder()
                .setRequestId("r1")
                .setFiling(District.filingOf("qinghe-housing"))
                .setReport(district.read("qinghe-housing"))
                .build());
    assertEquals(Code.FAILED_PRECONDITION, refusal.code());
    assertEquals("REPORT_HAS_ERRORS", refusal.reason());
    assertEquals("nianbao", refusal.domain());
    assertTrue(refusal.sentence(), refusal.sentence().codePoints().anyMatch(Character::isIdeographic));
    assertEquals(
        Set.of("requests.row_sum/outcomes.refused.process_information", "requests.column_sum/natural_person"),
        refusal.preconditionViolations().stream()
            .map(PreconditionFailure.Violation::getSubject)
            .collect(Collectors.toSet()));
  }

  @Test
  public void fieldsThatAreNotAsTheyMustBeAreNamed() {
    Refusal refusal =
        refusalOf(
            SubmitFilingRequest.newBuilder()
                .setRequestId(" r1")
                .setFiling(District.filingOf("qinghe-housing"))
                .build());
    assertEquals("FIELD_INVALID", refusal.reason());
    assertEquals(
        List.of("request_id"),
        refusal.fieldViolations().stream().map(BadRequest.FieldViolation::getField).toList());
  }

  @Test
  public void whenToTryAgainIsTold() {
    Duration delay = Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build();
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()))
            .build();
    assertEquals(1500, Refusal.of(status).retryAfter().orElseThrow().toMillis());
    assertTrue(Refusal.of(com.google.rpc.Status.getDefaultInstance()).retryAfter().isEmpty());
  }

  @Test
  public void aDeadlineIsKept() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      Connection connection =
          district.connect(Connection.to(address).timeout(java.time.Duration.ofMillis(200)));
      ReportFiling filing =
          new ReportFiling(connection, District.filingOf("qinghe-education"), district.read("qinghe-education"));
      Refusal refusal = assertThrows(Refusal.class, filing::file);
      assertEquals(Code.DEADLINE_EXCEEDED, refusal.code());
      assertEquals("DEADLINE_EXCEEDED", refusal.reason());
    }
  }

  @Test
  public void aTotalMovesAndGoesOnAfterTheServerCameBack() throws Exception {
    try (AggregateWatch watch = new AggregateWatch(district.office, WATCHED)) {
      Aggregate before = watch.next().of(District.NODE, District.YEAR);
      assertEquals(0, before.getCoverage().getAccepted());
      assertEquals(13, before.getCoverage().getExpected());
      EventToken first = district.accept(district.filing("qinghe-education").file().filing());
      Aggregate moved = District.movedTo(watch, 1).of(District.NODE, District.YEAR);
      assertEquals(district.aggregate(first).getTotals(), moved.getTotals());

      district.suite().end();
      district.start("data", district.address());
      district.connectAnew();
      EventToken second = district.accept(district.filing("qinghe-health").file().filing());
      var totals = District.movedTo(watch, 2);
      assertEquals(district.aggregate(second).getTotals(), totals.of(District.NODE, District.YEAR).getTotals());
      assertEquals(second.getSequence(), totals.position().getSources(0).getSequence());
    }
  }

  @Test
  public void ofAnotherLogAllIsToldAnew() throws Exception {
    ServedSuite other = district.start("other", "127.0.0.1:0");
    other.importDistrict();
    other.end();
    try (AggregateWatch watch = new AggregateWatch(district.office, WATCHED)) {
      district.accept(district.filing("qinghe-education").file().filing());
      Position of = District.movedTo(watch, 1).position();
      district.suite().end();
      district.start("other", district.address());
      assertNotEquals(of.getSources(0).getLogId(), District.movedTo(watch, 0).position().getSources(0).getLogId());
    }
  }

  /** What streams were opened with. */
  private static final class Streams implements ClientInterceptor {
    final List<Object> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch openedTwice = new CountDownLatch(2);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void sendMessage(Q message) {
          requests.add(message);
          openedTwice.countDown();
          super.sendMessage(message);
        }
      };
    }
  }

  @Test
  public void aStreamThatReachedItsDeadlineGoesOnWithItsToken() throws Exception {
    Streams streams = new Streams();
    Connection connection =
        district.connect(
            Connection.to(district.address())
                .streamTimeout(java.time.Duration.ofMillis(300))
                .intercept(streams));
    FiledReport filed = district.filing("qinghe-education").file();
    try (AggregateWatch watch = new AggregateWatch(connection, WATCHED, java.time.Duration.ZERO)) {
      Position reached = watch.next().position();
      CompletableFuture<Void> accepting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  streams.openedTwice.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                district.accept(filed.filing());
              });
      District.movedTo(watch, 1);
      accepting.get();
      assertEquals(WATCHED, streams.requests.get(0));
      WatchAggregatesRequest again = (WatchAggregatesRequest) streams.requests.get(1);
      assertEquals(reached.getSources(0).getLogId(), again.getResumeToken().getSources(0).getLogId());
    }
  }

  @Test
  public void itGivesUpWhereAskingAgainIsOfNoUse() {
    WatchAggregatesRequest request =
        WatchAggregatesRequest.newBuilder().addNodes("organs/nowhere").setYear(District.YEAR).build();
    try (AggregateWatch watch = new AggregateWatch(district.office, request)) {
      assertEquals("ORGAN_UNKNOWN", assertThrows(Refusal.class, watch::hasNext).reason());
    }
  }

  @Test
  public void itsPatienceWithAServerThatIsGoneHasAnEnd() throws Exception {
    try (AggregateWatch watch = new AggregateWatch(district.office, WATCHED, java.time.Duration.ZERO)) {
      watch.next();
      district.suite().end();
      assertEquals(Code.UNAVAILABLE, assertThrows(Refusal.class, watch::hasNext).code());
    }
  }

  @Test
  public void whileItWaitsItCanBeClosed() throws Exception {
    AggregateWatch watch = new AggregateWatch(district.office, WATCHED);
    watch.next();
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(watch::hasNext);
    watch.close();
    assertFalse(waiting.get());
  }

  @Test
  public void theExampleFilesAndShowsTheTotalAsItMoves() throws Exception {
    String report = Places.SAMPLES.resolve("2024/qinghe-education.txt").toString();
    Process example =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                "-cp", Places.CLIENT.toString(), Places.EXAMPLE.toString(), district.address(), report,
                "organs/qinghe-education", "教育局", District.NODE)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader shown = example.inputReader(StandardCharsets.UTF_8);
      String line = shown.readLine();
      while (line != null && !line.contains("0 / 13 份")) line = shown.readLine();
      GetFilingRequest request =
          GetFilingRequest.newBuilder().setName(District.filingOf("qinghe-education")).build();
      Filing filing = SubmissionServiceGrpc.newBlockingStub(district.office.channel()).getFiling(request).getFiling();
      district.accept(filing);
      assertTrue(String.valueOf(shown.readLine()).matches(".*1 / 13 份，新收申请 [1-9].*"));
    } finally {
      example.destroy();
      example.waitFor();
    }
  }
}
