import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** nianbao-validation over TLS, which asks its callers for proof; an authority and an issuer of tokens beside it. */
final class ProvingService extends ExternalResource {
  private static final String CONFIG =
      """
      server {
        listen: "127.0.0.1:0"
        tls {
          certificate_file: "FOLDER/authority/service/tls.crt"
          private_key_file: "FOLDER/authority/service/tls.key"
          authorities_file: "FOLDER/authority/ca.crt"
        }
        identity { issuers { issuer: "test" audience: "nianbao" jwks: "FOLDER/jwks.json" } }
      }
      """;

  private static final String JWKS =
      """
      {"keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "1", "x": "PUBLIC"}]}
      """;

  String address;
  Path folder;

  private final TemporaryFolder temporary = new TemporaryFolder();
  private KeyPair key;
  private Process process;

  @Override
  protected void before() throws Throwable {
    temporary.create();
    folder = temporary.getRoot().toPath();
    makeAuthority("authority");
    certify("service", "IP:127.0.0.1");
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = key.getPublic().getEncoded();
    String x = base64url(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    Files.writeString(folder.resolve("jwks.json"), JWKS.replace("PUBLIC", x));
    Path config = Files.writeString(folder.resolve("validation.txtpb"), CONFIG.replace("FOLDER", folder.toString()));
    process =
        new ProcessBuilder(Places.VALIDATION.toString(), "--config", config.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
    Matcher listening = Pattern.compile("listening on (\\S+)").matcher(said);
    if (!listening.find()) {
      after();
      throw new AssertionError("nianbao-validation did not start: " + said);
    }
    address = listening.group(1);
  }

  @Override
  protected void after() {
    process.destroy();
    process.onExit().join();
    temporary.delete();
  }

  Path authority() {
    return folder.resolve("authority/ca.crt");
  }

  /** The file with its certificate. */
  Path makeAuthority(String name) throws IOException, InterruptedException {
    certificates("init", folder.resolve(name).toString());
    return folder.resolve(name).resolve("ca.crt");
  }

  /** The folder with tls.crt and tls.key of a caller. */
  Path certificate(String subject) throws IOException, InterruptedException {
    certify(subject, "DNS:" + subject);
    return folder.resolve("authority").resolve(subject);
  }

  /** A token that holds for an hour. */
  String token(String subject) throws GeneralSecurityException {
    long expiry = Instant.now().getEpochSecond() + 3600;
    String claims =
        String.format("{\"iss\": \"test\", \"aud\": \"nianbao\", \"sub\": \"%s\", \"exp\": %d}", subject, expiry);
    String text = base64url("{\"alg\": \"EdDSA\", \"kid\": \"1\"}".getBytes()) + "." + base64url(claims.getBytes());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(text.getBytes());
    return text + "." + base64url(signature.sign());
  }

  private void certify(String name, String alternative) throws IOException, InterruptedException {
    certificates("issue", folder.resolve("authority").toString(), name, alternative);
  }

  private static void certificates(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Places.CERTIFICATES.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) throw new AssertionError("certificates: " + command);
  }

  private static String base64url(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
