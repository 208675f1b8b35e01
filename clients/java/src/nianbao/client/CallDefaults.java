package nianbao.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What goes with every call of a connection: a deadline where it has none, and who calls unless that is "". */
record CallDefaults(String actor, Duration timeout, Duration streamTimeout) implements ClientInterceptor {
  private static final Metadata.Key<byte[]> ACTOR =
      Metadata.Key.of("nianbao-actor-bin", Metadata.BINARY_BYTE_MARSHALLER);

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, withDeadline(method.getType(), options))) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        if (!actor.isEmpty()) headers.put(ACTOR, actor.getBytes(StandardCharsets.UTF_8));
        super.start(listener, headers);
      }
    };
  }

  private CallOptions withDeadline(MethodType type, CallOptions options) {
    if (options.getDeadline() != null) return options;
    Duration longest = type == MethodType.UNARY ? timeout : streamTimeout;
    return options.withDeadlineAfter(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
