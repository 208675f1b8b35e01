import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nianbao.aggregation.v1.Aggregate;
import nianbao.aggregation.v1.AggregationServiceGrpc;
import nianbao.aggregation.v1.GetAggregateRequest;
import nianbao.client.AggregateWatch;
import nianbao.client.Connection;
import nianbao.client.ReportFiling;
import nianbao.client.Totals;
import nianbao.document.v1.DocumentServiceGrpc;
import nianbao.document.v1.ReadDocumentRequest;
import nianbao.form.v1.AnnualReport;
import nianbao.submission.v1.AcceptFilingRequest;
import nianbao.submission.v1.AcceptFilingResponse;
import nianbao.submission.v1.EventServiceGrpc;
import nianbao.submission.v1.EventToken;
import nianbao.submission.v1.Filing;
import nianbao.submission.v1.GetHeadRequest;
import nianbao.submission.v1.ReviewServiceGrpc;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The sample district, served for one test, and those who call it. */
final class District extends ExternalResource {
  static final String NODE = "organs/qinghe";
  static final int YEAR = 2024;

  Connection clerk;
  Connection office;

  private final TemporaryFolder folder = new TemporaryFolder();
  private final List<ServedSuite> suites = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();

  static String filingOf(String organ) {
    return "organs/" + organ + "/filings/" + YEAR + "-own";
  }

  @Override
  protected void before() throws Throwable {
    folder.create();
    try {
      start("data", "127.0.0.1:0").importDistrict();
    } catch (Exception e) {
      after();
      throw e;
    }
    connectAnew();
  }

  /** Connections that wait for no backoff of those that lost their server. */
  void connectAnew() throws IOException {
    clerk = connect(Connection.to(address()).actor("张三"));
    office = connect(Connection.to(address()).actor(ServedSuite.OFFICE));
  }

  @Override
  protected void after() {
    connections.forEach(Connection::close);
    try {
      for (ServedSuite suite : suites) suite.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.delete();
  }

  String address() {
    return suites.get(0).address();
  }

  ServedSuite suite() {
    return suites.get(0);
  }

  ServedSuite start(String data, String address) throws IOException {
    ServedSuite suite = new ServedSuite(folder.getRoot().toPath().resolve(data), address);
    suites.add(suite);
    suite.start();
    return suite;
  }

  Connection connect(Connection.Builder how) throws IOException {
    Connection connection = how.open();
    connections.add(connection);
    return connection;
  }

  AnnualReport read(String organ) throws IOException {
    Path path = Places.SAMPLES.resolve(YEAR + "/" + organ + ".txt");
    ReadDocumentRequest request =
        ReadDocumentRequest.newBuilder()
            .setFileName(path.getFileName().toString())
            .setContent(ByteString.copyFrom(Files.readAllBytes(path)))
            .build();
    return DocumentServiceGrpc.newBlockingStub(clerk.channel()).readDocument(request).getReport();
  }

  ReportFiling filing(String organ) throws IOException {
    return new ReportFiling(clerk, filingOf(organ), read(organ));
  }

  EventToken accept(Filing filing) {
    AcceptFilingRequest request =
        AcceptFilingRequest.newBuilder()
            .setRequestId(ReportFiling.newRequestId())
            .setFiling(filing.getName())
            .setEtag(filing.getEtag())
            .setSignedOffBy("李四")
            .build();
    AcceptFilingResponse accepted = ReviewServiceGrpc.newBlockingStub(office.channel()).acceptFiling(request);
    return accepted.getToken();
  }

  long head() {
    return EventServiceGrpc.newBlockingStub(office.channel())
        .getHead(GetHeadRequest.getDefaultInstance())
        .getToken()
        .getSequence();
  }

  Aggregate aggregate(EventToken token) {
    GetAggregateRequest request =
        GetAggregateRequest.newBuilder().setNode(NODE).setYear(YEAR).setMinSequence(token.getSequence()).build();
    return AggregationServiceGrpc.newBlockingStub(office.channel()).getAggregate(request).getAggregate();
  }

  /** The totals once so many reports are in them. */
  static Totals movedTo(AggregateWatch watch, int accepted) {
    while (watch.hasNext()) {
      Totals totals = watch.next();
      if (totals.of(NODE, YEAR).getCoverage().getAccepted() == accepted) return totals;
    }
    throw new AssertionError("the watch ended");
  }
}
