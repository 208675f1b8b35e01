import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with the data of a folder; it can be ended and started again at the same address. */
final class ServedSuite {
  static final String OFFICE = "区政务公开办";

  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");

  private final Path data;
  private String address;
  private Process process;

  /** {@code address} may have the port 0 for a free one. */
  ServedSuite(Path data, String address) {
    this.data = data;
    this.address = address;
  }

  String address() {
    return address;
  }

  /** Returns once it listens. */
  void start() throws IOException {
    process = nianbao("serve", "--data", data.toString(), "--listen", address);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String said = String.valueOf(output.readLine());
    Matcher listening = LISTENING.matcher(said);
    if (!listening.find()) throw new AssertionError("nianbao did not start: " + said);
    address = listening.group(1);
  }

  /** Returns once it has ended. */
  void end() throws InterruptedException {
    if (process == null) return;
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
  }

  /** Fourteen organs below organs/qinghe, of which thirteen owe a report. */
  void importDistrict() throws IOException, InterruptedException {
    String roster = Places.SAMPLES.resolve("roster.csv").toString();
    Process importing = nianbao("--server", address, "--as", OFFICE, "roster", "import", roster);
    if (importing.waitFor() != 0) throw new AssertionError("the district was not imported");
  }

  private static Process nianbao(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Places.NIANBAO.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
