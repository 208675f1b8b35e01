import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nianbao.client.Connection;
import nianbao.client.Refusal;
import nianbao.validation.v1.ListRulesRequest;
import nianbao.validation.v1.ValidationServiceGrpc;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.Timeout;

/** How a caller proves who it is. */
public final class ProofTest {
  private final ProvingService service = new ProvingService();

  @Rule public final RuleChain rules = RuleChain.outerRule(service).around(Timeout.seconds(60));

  /** The reason of the refusal, "" for none. */
  private static String ask(Connection connection) {
    try {
      ValidationServiceGrpc.newBlockingStub(connection.channel()).listRules(ListRulesRequest.getDefaultInstance());
      return "";
    } catch (StatusRuntimeException e) {
      return Refusal.of(e).reason();
    }
  }

  private Connection.Builder to() {
    return Connection.to(service.address).authorities(service.authority());
  }

  @Test
  public void aTokenProvesTheCallerAndIsReadAgainForEachCall() throws Exception {
    Path token = service.folder.resolve("token");
    String good = service.token("tax");
    try (Connection connection = to().token(token).open()) {
      Files.writeString(token, good + "\n");
      assertEquals("", ask(connection));
      Files.writeString(token, "a.b.c");
      assertEquals("TOKEN_INVALID", ask(connection));
      Files.writeString(token, good);
      assertEquals("", ask(connection));
    }
  }

  @Test
  public void aCertificateProvesTheCaller() throws Exception {
    Path made = service.certificate("tax");
    try (Connection connection = to().certificate(made.resolve("tls.crt"), made.resolve("tls.key")).open()) {
      assertEquals("", ask(connection));
    }
  }

  @Test
  public void withoutProofACallIsRefused() throws IOException {
    try (Connection connection = to().open()) {
      assertEquals("CREDENTIALS_MISSING", ask(connection));
    }
  }

  @Test
  public void aServiceThatAnotherAuthorityCertifiedIsNotTalkedTo() throws Exception {
    Path other = service.makeAuthority("other");
    try (Connection connection = to().authorities(other).timeout(Duration.ofSeconds(20)).open()) {
      assertEquals("PEER_UNAVAILABLE", ask(connection));
    }
  }

  @Test
  public void aTokenIsNotSentInClearText() {
    Connection.Builder clear = Connection.to(service.address).token(service.folder.resolve("token"));
    assertThrows(IllegalStateException.class, clear::open);
  }
}
