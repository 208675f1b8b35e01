#include "services/submission/domain/attachments.h"

#include <gtest/gtest.h>

#include "libs/digest/sm3.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/get_document.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

template <typename Request>
void AddDocument(Request& request, const std::string& content, const std::string& name = "年报.docx") {
  v1::Attachment& attachment = *request.add_attachments();
  attachment.set_name(name);
  attachment.set_media_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  attachment.set_content(content);
}

class AttachmentsTest : public testing::Test {
 protected:
  absl::StatusOr<v1::SaveDraftResponse> Save(const v1::SaveDraftRequest& request) {
    return SaveDraft(suite_.deps(), kClerk, request);
  }
  absl::StatusOr<v1::GetDocumentResponse> Get(const std::string& digest, const std::string& filing = kEdu) {
    v1::GetDocumentRequest request;
    request.set_filing(filing);
    request.set_digest(digest);
    return GetDocument(*suite_.store, request);
  }
  void ExpectInvalid(const v1::Attachment& attachment) {
    v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 1);
    *request.add_attachments() = attachment;
    const int64_t head = suite_.head();
    EXPECT_THAT(Save(request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(AttachmentsTest, AreGivenBackByteForByte) {
  const std::string content("PK\0\xff\x80 not text", 17);
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 1);
  AddDocument(request, content);
  const auto saved = Save(request);
  ASSERT_THAT(saved, IsOk());
  ASSERT_EQ(saved->filing().open_revision().documents_size(), 1);
  const v1::Document& document = saved->filing().open_revision().documents(0);
  EXPECT_EQ(document.digest(), digest::Sm3Hex(content));
  EXPECT_EQ(document.name(), "年报.docx");
  EXPECT_EQ(document.size_bytes(), 17);
  suite_.Reopen();
  const auto got = Get(document.digest());
  ASSERT_THAT(got, IsOk());
  EXPECT_EQ(got->content(), content);
  EXPECT_EQ(got->document().SerializeAsString(), document.SerializeAsString());
}

TEST_F(AttachmentsTest, StandInTheLogByDigestAndNameWithTheChangeThatBroughtThem) {
  const int64_t before = suite_.head();
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 1);
  AddDocument(request, "the very bytes of it");
  ASSERT_THAT(Save(request), IsOk());
  v1::SubmitFilingRequest submit = suite_.SubmitRequest(kEdu, 1);
  submit.clear_report();
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, submit), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 2u);
  ASSERT_EQ(records[0].event().filing().documents_size(), 1);
  EXPECT_EQ(records[0].event().filing().documents(0).name(), "年报.docx");
  EXPECT_EQ(records[0].event().filing().documents(0).digest(), digest::Sm3Hex("the very bytes of it"));
  EXPECT_THAT(records[0].SerializeAsString(), testing::Not(testing::HasSubstr("the very bytes of it")));
  EXPECT_EQ(records[1].event().filing().documents_size(), 0);
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().documents_size(), 1) << "they stay with the revision";
}

TEST_F(AttachmentsTest, TakeThePlaceOfThoseBeforeWhichAreNotLost) {
  v1::SubmitFilingRequest first = suite_.SubmitRequest(kEdu, 1);
  AddDocument(first, "one");
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, first), IsOk());
  suite_.Accept(kEdu);
  v1::SubmitFilingRequest correction = suite_.SubmitRequest(kEdu, 2);
  correction.set_correction_reason("漏计");
  AddDocument(correction, "two");
  AddDocument(correction, "three", "说明.pdf");
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, correction), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().documents_size(), 2);
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().documents(0).digest(), digest::Sm3Hex("one"));
  suite_.Accept(kEdu);
  EXPECT_EQ(Get(digest::Sm3Hex("one"))->content(), "one");
  EXPECT_EQ(Get(digest::Sm3Hex("three"))->document().name(), "说明.pdf");
}

TEST_F(AttachmentsTest, OfADraftAreThoseOfItsLastSaveThatBroughtAny) {
  for (const char* content : {"one", "two", ""}) {
    v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 1);
    if (*content != '\0') AddDocument(request, content);
    ASSERT_THAT(Save(request), IsOk());
  }
  const v1::Revision draft = suite_.Filing(kEdu).open_revision();
  ASSERT_EQ(draft.documents_size(), 1);
  EXPECT_EQ(draft.documents(0).digest(), digest::Sm3Hex("two"));
}

TEST_F(AttachmentsTest, ComeWithABackloadedReportToo) {
  v1::BackloadFilingRequest request = suite_.BackloadRequest("organs/edu/filings/2022-own", 1);
  AddDocument(request, "scan", "2022.pdf");
  const int64_t before = suite_.head();
  ASSERT_THAT(BackloadFiling(suite_.deps(), kReviewer, request), IsOk());
  EXPECT_EQ(suite_.EventsAfter(before).at(0).event().filing().documents_size(), 1);
  EXPECT_EQ(Get(digest::Sm3Hex("scan"), "organs/edu/filings/2022-own")->content(), "scan");
}

TEST_F(AttachmentsTest, OfTheSameBytesAreSharedButReadOnlyThroughAFilingThatHasThem) {
  for (const char* name : {kEdu, "organs/park/filings/2024-own"}) {
    v1::SaveDraftRequest request = suite_.DraftRequest(name, 1);
    AddDocument(request, "template", std::string(name == kEdu ? "a" : "b") + ".docx");
    ASSERT_THAT(Save(request), IsOk());
  }
  const std::string digest = digest::Sm3Hex("template");
  EXPECT_EQ(Get(digest)->document().name(), "a.docx");
  EXPECT_EQ(Get(digest, "organs/park/filings/2024-own")->document().name(), "b.docx");
  suite_.Draft("organs/park/filings/2024-rollup", 1);
  EXPECT_THAT(Get(digest, "organs/park/filings/2024-rollup"), IsRefused(StatusCode::kNotFound, "DOCUMENT_UNKNOWN"));
  EXPECT_THAT(Get(digest::Sm3Hex("nothing")), IsRefused(StatusCode::kNotFound, "DOCUMENT_UNKNOWN"));
  EXPECT_THAT(Get(digest, "organs/edu/filings/2022-own"), IsRefused(StatusCode::kNotFound, "FILING_UNKNOWN"));
}

TEST_F(AttachmentsTest, NeedAPlainNameAMediaTypeAndContent) {
  v1::Attachment good;
  good.set_name("年报.pdf");
  good.set_media_type("application/pdf");
  good.set_content("%PDF");
  for (const std::string& name : {std::string(), std::string("../a"), std::string(".."), std::string("a\\b"),
                                  std::string("a\nb"), std::string("\xff"), std::string(256, 'x')}) {
    v1::Attachment attachment = good;
    attachment.set_name(name);
    ExpectInvalid(attachment);
  }
  for (const std::string& type : {std::string(), std::string("pdf"), std::string("/pdf"), std::string("application/"),
                                  std::string("a b/c"), "application/" + std::string(127, 'x')}) {
    v1::Attachment attachment = good;
    attachment.set_media_type(type);
    ExpectInvalid(attachment);
  }
  v1::Attachment empty = good;
  empty.clear_content();
  ExpectInvalid(empty);
}

TEST_F(AttachmentsTest, AreLimitedInNumberAndTogetherInSize) {
  v1::SaveDraftRequest many = suite_.DraftRequest(kEdu, 1);
  for (int i = 0; i < 21; ++i) AddDocument(many, "x");
  EXPECT_THAT(Save(many), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  many.mutable_attachments()->RemoveLast();
  EXPECT_THAT(Save(many), IsOk());
  constexpr size_t kHalf = 10 << 20;
  v1::SaveDraftRequest large = suite_.DraftRequest(kEdu, 1);
  AddDocument(large, std::string(kHalf, 'a'));
  AddDocument(large, std::string(kHalf, 'b'));
  EXPECT_THAT(Save(large), IsOk());
  v1::SaveDraftRequest larger = suite_.DraftRequest(kEdu, 1);
  *larger.mutable_attachments() = large.attachments();
  AddDocument(larger, "c");
  EXPECT_THAT(Save(larger), IsRefused(StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE"));
}

}  // namespace
}  // namespace nianbao::submission
