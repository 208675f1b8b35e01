import com.google.protobuf.ByteString;
import com.google.rpc.PreconditionFailure;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nianbao.aggregation.v1.Aggregate;
import nianbao.aggregation.v1.WatchAggregatesRequest;
import nianbao.client.AggregateWatch;
import nianbao.client.Cells;
import nianbao.client.Connection;
import nianbao.client.FiledReport;
import nianbao.client.Refusal;
import nianbao.client.ReportFiling;
import nianbao.document.v1.DocumentServiceGrpc;
import nianbao.document.v1.ReadDocumentRequest;
import nianbao.finding.v1.Finding;
import nianbao.form.v1.AnnualReport;
import nianbao.submission.v1.Attachment;

/**
 * Files the report in a document, then shows a total as it moves.
 *
 * <p>FileAndWatch ADDRESS FILE ORGAN ACTOR NODE, such as FileAndWatch 127.0.0.1:7130 report.docx
 * organs/qinghe-education 区教育局 organs/qinghe
 */
public final class FileAndWatch {
  private static AnnualReport read(Connection connection, String name, ByteString content) {
    ReadDocumentRequest request =
        ReadDocumentRequest.newBuilder().setFileName(name).setContent(content).build();
    try {
      return DocumentServiceGrpc.newBlockingStub(connection.channel())
          .withDeadlineAfter(60, TimeUnit.SECONDS)
          .readDocument(request)
          .getReport();
    } catch (StatusRuntimeException e) {
      throw Refusal.of(e);
    }
  }

  private static int file(Connection connection, Path path, String organ) throws IOException {
    String name = path.getFileName().toString();
    ByteString content = ByteString.copyFrom(Files.readAllBytes(path));
    AnnualReport report = read(connection, name, content);
    Attachment document =
        Attachment.newBuilder()
            .setName(name)
            .setMediaType(
                Optional.ofNullable(URLConnection.guessContentTypeFromName(name)).orElse("application/octet-stream"))
            .setContent(content)
            .build();
    FiledReport filed =
        new ReportFiling(connection, ReportFiling.nameOf(organ, report), report).attachments(List.of(document)).file();
    for (Finding finding : filed.findings()) System.out.println(finding.getMessage().getZhCn());
    System.out.println(filed.filing().getName() + (filed.submitted() ? " 已报送" : " 存为草稿"));
    return report.getYear();
  }

  private static void watch(Connection connection, String node, int year) {
    WatchAggregatesRequest request = WatchAggregatesRequest.newBuilder().addNodes(node).setYear(year).build();
    try (AggregateWatch watch = new AggregateWatch(connection, request)) {
      while (watch.hasNext()) {
        Aggregate total = watch.next().of(node, year);
        System.out.printf(
            "%s %d年 %d / %d 份，新收申请 %d 件%n",
            total.getTitle(), year, total.getCoverage().getAccepted(), total.getCoverage().getExpected(),
            Cells.get(total.getTotals(), "requests.received.total").orElse(0));
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (Connection connection = Connection.to(arguments[0]).actor(arguments[3]).open()) {
      watch(connection, arguments[4], file(connection, Path.of(arguments[1]), arguments[2]));
    } catch (Refusal refusal) {
      System.err.println(refusal.reason() + " " + refusal.sentence());
      for (PreconditionFailure.Violation violation : refusal.preconditionViolations()) {
        System.err.println(violation.getType() + " " + violation.getSubject() + " " + violation.getDescription());
      }
      System.exit(2);
    }
  }
}
