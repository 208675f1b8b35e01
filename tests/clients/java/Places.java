import java.nio.file.Path;

/** Where things lie, told by the properties build and source. */
final class Places {
  static final Path NIANBAO = Path.of(System.getProperty("build"), "bin/nianbao");
  static final Path VALIDATION = Path.of(System.getProperty("build"), "bin/nianbao-validation");
  static final Path CLIENT = Path.of(System.getProperty("build"), "clients/java/nianbao-client.jar");
  static final Path CERTIFICATES = Path.of(System.getProperty("source"), "deploy/certificates");
  static final Path SAMPLES = Path.of(System.getProperty("source"), "samples/qinghe");
  static final Path EXAMPLE = Path.of(System.getProperty("source"), "clients/java/examples/FileAndWatch.java");

  private Places() {}
}
