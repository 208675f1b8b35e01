package nianbao.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that was refused, or that got no answer. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final Status.Code code;
  private final transient com.google.rpc.Status status;
  private final transient ErrorInfo info;

  private Refusal(com.google.rpc.Status status, ErrorInfo info, Throwable cause) {
    super(words(status, info), cause);
    this.code = Status.fromCodeValue(status.getCode()).getCode();
    this.status = status;
    this.info = info;
  }

  /** The refusal that an exception of a stub tells. */
  public static Refusal of(StatusRuntimeException e) {
    Metadata trailers = e.getTrailers();
    byte[] details = trailers == null ? null : trailers.get(DETAILS);
    if (details == null) return new Refusal(bare(e.getStatus()), explained(e.getStatus()), e);
    try {
      com.google.rpc.Status status = com.google.rpc.Status.parseFrom(details);
      return new Refusal(status, detail(status, ErrorInfo.class).orElse(ErrorInfo.getDefaultInstance()), e);
    } catch (InvalidProtocolBufferException unreadable) {
      return new Refusal(bare(e.getStatus()), explained(e.getStatus()), e);
    }
  }

  /** The refusal in an answer, such as BatchSubmitResponse.error. */
  public static Refusal of(com.google.rpc.Status status) {
    return new Refusal(status, detail(status, ErrorInfo.class).orElse(ErrorInfo.getDefaultInstance()), null);
  }

  /** The code of gRPC. */
  public Status.Code code() {
    return code;
  }

  /** One of docs/error_reasons.md, by which programs decide; "" for a foreign error. */
  public String reason() {
    return info.getReason();
  }

  /** "nianbao". */
  public String domain() {
    return info.getDomain();
  }

  /** Texts that belong to the reason, by name. */
  public Map<String, String> metadata() {
    return info.getMetadataMap();
  }

  /** Chinese, for people; "" when there is none. */
  public String sentence() {
    return detail(status, LocalizedMessage.class).map(LocalizedMessage::getMessage).orElse("");
  }

  /** Fields of the request that are not as they must be. */
  public List<BadRequest.FieldViolation> fieldViolations() {
    return detail(status, BadRequest.class).map(BadRequest::getFieldViolationsList).orElse(List.of());
  }

  /** What stands against the change: its kind, where, and in words. */
  public List<PreconditionFailure.Violation> preconditionViolations() {
    return detail(status, PreconditionFailure.class).map(PreconditionFailure::getViolationsList).orElse(List.of());
  }

  /** When to try again, if anything is said about it. */
  public Optional<Duration> retryAfter() {
    return detail(status, RetryInfo.class)
        .map(RetryInfo::getRetryDelay)
        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
  }

  private static <T extends com.google.protobuf.Message> Optional<T> detail(
      com.google.rpc.Status status, Class<T> type) {
    for (Any any : status.getDetailsList()) {
      try {
        if (any.is(type)) return Optional.of(any.unpack(type));
      } catch (InvalidProtocolBufferException unreadable) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String words(com.google.rpc.Status status, ErrorInfo info) {
    String sentence = detail(status, LocalizedMessage.class).map(LocalizedMessage::getMessage).orElse("");
    return Status.fromCodeValue(status.getCode()).getCode() + " " + info.getReason() + ": "
        + (sentence.isEmpty() ? status.getMessage() : sentence);
  }

  private static com.google.rpc.Status bare(Status status) {
    String message = status.getDescription() == null ? "" : status.getDescription();
    Status.Code code = isBrokenOff(status) ? Status.Code.UNAVAILABLE : status.getCode();
    return com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message).build();
  }

  /** Whether a proxy broke the call off: the server behind it is gone. */
  private static boolean isBrokenOff(Status status) {
    return status.getCode() == Status.Code.INTERNAL && status.getDescription() != null
        && status.getDescription().contains("RST_STREAM");
  }

  /** What no service had the chance to say. */
  private static ErrorInfo explained(Status status) {
    String message = status.getDescription() == null ? "" : status.getDescription();
    if (message.contains("message larger than max")) return info("MESSAGE_TOO_LARGE");
    if (status.getCode() == Status.Code.UNAVAILABLE || isBrokenOff(status)) return info("PEER_UNAVAILABLE");
    if (message.contains("(READER_STUCK)")) return info("READER_STUCK");
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) return info("DEADLINE_EXCEEDED");
    return ErrorInfo.getDefaultInstance();
  }

  private static ErrorInfo info(String reason) {
    return ErrorInfo.newBuilder().setReason(reason).setDomain("nianbao").build();
  }
}
