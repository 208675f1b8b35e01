package nianbao.client;

import com.google.protobuf.FieldMask;
import io.grpc.StatusRuntimeException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import nianbao.form.v1.AnnualReport;
import nianbao.form.v1.Scope;
import nianbao.submission.v1.Attachment;
import nianbao.submission.v1.Explanation;
import nianbao.submission.v1.GetFilingRequest;
import nianbao.submission.v1.SaveDraftRequest;
import nianbao.submission.v1.SaveDraftResponse;
import nianbao.submission.v1.SubmissionServiceGrpc;
import nianbao.submission.v1.SubmissionServiceGrpc.SubmissionServiceBlockingStub;
import nianbao.submission.v1.SubmitFilingRequest;
import nianbao.submission.v1.SubmitFilingResponse;
import nianbao.validation.v1.Verdict;

/** One report on its way to its filing. Not for several threads at once. */
public final class ReportFiling {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SubmissionServiceBlockingStub service;
  private final SaveDraftRequest.Builder save = SaveDraftRequest.newBuilder();
  private final SubmitFilingRequest.Builder submit = SubmitFilingRequest.newBuilder();
  private String etag;

  /** The filing is named organs/ID/filings/YEAR-own, or -rollup; see {@link #nameOf}. */
  public ReportFiling(Connection connection, String filing, AnnualReport report) {
    service = SubmissionServiceGrpc.newBlockingStub(connection.channel());
    save.setFiling(filing).setReport(report);
    submit.setFiling(filing);
    requestId(newRequestId());
  }

  /** A random request_id. It goes with a change from its first attempt to its last. */
  public static String newRequestId() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The filing to which a report of "organs/ID" belongs. */
  public static String nameOf(String organ, AnnualReport report) {
    return organ + "/filings/" + report.getYear() + (report.getScope() == Scope.SCOPE_ROLL_UP ? "-rollup" : "-own");
  }

  /** Takes the id that an attempt before had, in place of a random one. */
  public ReportFiling requestId(String requestId) {
    save.setRequestId(requestId);
    submit.setRequestId(requestId);
    return this;
  }

  /** Takes the etag that an attempt before had; when left out it is asked for once. */
  public ReportFiling etag(String etag) {
    this.etag = etag;
    return this;
  }

  /** Explains warnings. */
  public ReportFiling explanations(List<Explanation> explanations) {
    submit.addAllExplanations(explanations);
    return this;
  }

  /** Why an accepted report is corrected. */
  public ReportFiling correctionReason(String reason) {
    submit.setCorrectionReason(reason);
    return this;
  }

  /** Documents as they are filed. */
  public ReportFiling attachments(List<Attachment> attachments) {
    save.addAllAttachments(attachments);
    return this;
  }

  /** The id of this filing's changes, to be kept where an attempt may have to be repeated by another process. */
  public String requestId() {
    return save.getRequestId();
  }

  /** The filing's etag before this change, "" when there was no filing; it is asked for when it is not known yet. */
  public String etag() {
    if (etag == null) etag = currentEtag();
    return etag;
  }

  /**
   * Saves the report as a draft, and submits it unless the rules find errors in it.
   *
   * <p>Who got no answer (UNAVAILABLE, DEADLINE_EXCEEDED) calls it again: however often that is done, the report is
   * filed once.
   *
   * @throws Refusal with the reasons of SubmissionService: WARNINGS_UNEXPLAINED, ETAG_MISMATCH, YEAR_LOCKED, …
   */
  public FiledReport file() {
    save.setEtag(etag());
    try {
      SaveDraftResponse saved = service.saveDraft(save.build());
      Verdict verdict = saved.getFiling().getOpenRevision().getVerdict();
      if (verdict.getErrorCount() > 0) {
        return new FiledReport(false, saved.getFiling(), verdict.getFindingsList(), saved.getToken());
      }
      SubmitFilingResponse submitted =
          service.submitFiling(submit.setEtag(saved.getFiling().getEtag()).build());
      verdict = submitted.getFiling().getOpenRevision().getVerdict();
      return new FiledReport(true, submitted.getFiling(), verdict.getFindingsList(), submitted.getToken());
    } catch (StatusRuntimeException e) {
      throw Refusal.of(e);
    }
  }

  private String currentEtag() {
    GetFilingRequest request =
        GetFilingRequest.newBuilder()
            .setName(save.getFiling())
            .setReadMask(FieldMask.newBuilder().addPaths("etag"))
            .build();
    try {
      return service.getFiling(request).getFiling().getEtag();
    } catch (StatusRuntimeException e) {
      Refusal refusal = Refusal.of(e);
      if (refusal.reason().equals("FILING_UNKNOWN")) return "";
      throw refusal;
    }
  }
}
