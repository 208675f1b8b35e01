import static org.junit.Assert.assertEquals;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nianbao.client.Connection;
import nianbao.submission.v1.GetFilingRequest;
import nianbao.submission.v1.GetFilingResponse;
import nianbao.submission.v1.SubmissionServiceGrpc;
import nianbao.submission.v1.SubmissionServiceGrpc.SubmissionServiceImplBase;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What is asked again, and what is not. */
public final class RetriesTest {
  @Rule public final Timeout timeout = Timeout.seconds(60);

  private record Attempts(int count, Code last) {}

  /** Calls a service that answers these codes one after another, and then well. */
  private static Attempts attemptsUntil(List<Code> codes) throws IOException {
    Iterator<Code> answers = codes.iterator();
    AtomicInteger count = new AtomicInteger();
    SubmissionServiceImplBase service =
        new SubmissionServiceImplBase() {
          @Override
          public void getFiling(GetFilingRequest request, StreamObserver<GetFilingResponse> answer) {
            count.incrementAndGet();
            if (answers.hasNext()) {
              answer.onError(Status.fromCode(answers.next()).asRuntimeException());
              return;
            }
            answer.onNext(GetFilingResponse.getDefaultInstance());
            answer.onCompleted();
          }
        };
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0)).addService(service).build().start();
    try (Connection connection = Connection.to("127.0.0.1:" + server.getPort()).open()) {
      SubmissionServiceGrpc.newBlockingStub(connection.channel()).getFiling(GetFilingRequest.getDefaultInstance());
      return new Attempts(count.get(), Code.OK);
    } catch (StatusRuntimeException e) {
      return new Attempts(count.get(), e.getStatus().getCode());
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  public void whatNoServiceCarriedOutIsAskedAgain() throws IOException {
    assertEquals(new Attempts(3, Code.OK), attemptsUntil(List.of(Code.UNAVAILABLE, Code.CANCELLED)));
    assertEquals(new Attempts(4, Code.UNAVAILABLE), attemptsUntil(Collections.nCopies(9, Code.UNAVAILABLE)));
  }

  @Test
  public void aRefusalIsNotAskedAgain() throws IOException {
    for (Code code : List.of(Code.FAILED_PRECONDITION, Code.ABORTED, Code.RESOURCE_EXHAUSTED)) {
      assertEquals(new Attempts(1, code), attemptsUntil(List.of(code)));
    }
  }
}
