package nianbao.client;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.CompositeChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.Map;

/**
 * A connection to the services. It waits for nothing until it is used.
 *
 * <p>A call that is answered UNAVAILABLE, or CANCELLED by a server that stops, is made again, up to three times within
 * its deadline.
 */
public final class Connection implements AutoCloseable {
  private final ManagedChannel managed;
  private final Channel channel;

  private Connection(ManagedChannel managed, List<ClientInterceptor> interceptors) {
    this.managed = managed;
    this.channel = ClientInterceptors.intercept(managed, interceptors);
  }

  /** To "HOST:PORT", or to a name such as dns:///nianbao.example:7130 whose addresses are used in turn. */
  public static Builder to(String address) {
    return new Builder(address);
  }

  /** What stubs are made of: {@code SubmissionServiceGrpc.newBlockingStub(connection.channel())}. */
  public Channel channel() {
    return channel;
  }

  /** Ends all calls that are under way with UNAVAILABLE. */
  @Override
  public void close() {
    managed.shutdownNow();
  }

  boolean isClosed() {
    return managed.isShutdown();
  }

  /** Looks for a server that is gone at once, not after the backoff of two minutes that gRPC for Java comes to. */
  void reconnect() {
    managed.resetConnectBackoff();
  }

  /** How a connection is made. */
  public static final class Builder {
    private final String address;
    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    private String actor = "";
    private Path authorities;
    private Path certificate;
    private Path privateKey;
    private Path token;
    private Duration timeout = Duration.ofSeconds(30);
    private Duration streamTimeout = Duration.ofMinutes(10);

    private Builder(String address) {
      this.address = address;
    }

    /** The name the caller gives itself where no identity is configured. */
    public Builder actor(String name) {
      actor = name;
      return this;
    }

    /** Certificates (PEM) of the authorities that certify the services; without them there is no TLS. */
    public Builder authorities(Path file) {
      authorities = file;
      return this;
    }

    /** What proves the caller to the services (PEM). */
    public Builder certificate(Path certificateFile, Path privateKeyFile) {
      certificate = certificateFile;
      privateKey = privateKeyFile;
      return this;
    }

    /** Holds the caller's bearer token, read again for each call. */
    public Builder token(Path file) {
      token = file;
      return this;
    }

    /** How long a call may take that sets no deadline itself. */
    public Builder timeout(Duration duration) {
      timeout = duration;
      return this;
    }

    /** The same of a stream. */
    public Builder streamTimeout(Duration duration) {
      streamTimeout = duration;
      return this;
    }

    /** Sees each call, as the application wants it. */
    public Builder intercept(ClientInterceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /**
     * Opens the connection.
     *
     * @throws IllegalStateException for a token or a certificate without authorities
     * @throws IOException for a file that cannot be read
     */
    public Connection open() throws IOException {
      ManagedChannel managed =
          Grpc.newChannelBuilder(address, credentials())
              .defaultServiceConfig(serviceConfig())
              .enableRetry()
              .maxInboundMessageSize(Integer.MAX_VALUE)
              // A server that is gone without a word is missed within forty seconds. Servers allow a ping every twenty.
              .keepAliveTime(30, TimeUnit.SECONDS)
              .keepAliveTimeout(10, TimeUnit.SECONDS)
              .build();
      List<ClientInterceptor> all = new ArrayList<>(interceptors);
      all.add(new CallDefaults(actor, timeout, streamTimeout));
      return new Connection(managed, all);
    }

    private ChannelCredentials credentials() throws IOException {
      if (authorities == null) {
        if (token == null && certificate == null) return InsecureChannelCredentials.create();
        throw new IllegalStateException("authorities: got none, want some: nothing proves the caller but over TLS");
      }
      TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder().trustManager(authorities.toFile());
      if (certificate != null) tls.keyManager(certificate.toFile(), privateKey.toFile());
      if (token == null) return tls.build();
      return CompositeChannelCredentials.create(tls.build(), new TokenFile(token));
    }

    private static Map<String, ?> serviceConfig() throws IOException {
      try (Reader reader =
          new InputStreamReader(Connection.class.getResourceAsStream("service_config.json"), StandardCharsets.UTF_8)) {
        return new Gson().fromJson(reader, new TypeToken<Map<String, Object>>() {}.getType());
      }
    }
  }
}
