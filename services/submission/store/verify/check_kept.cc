// What is kept under the digest of its bytes.
#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "nianbao/validation/v1/context.pb.h"
#include "nianbao/validation/v1/rulebook.pb.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

constexpr char kOtherBytes[] = "内容与其 SM3 不符";

}  // namespace

int64_t CheckRulebooks(CheckContext& context) {
  const int64_t count = ForEachNamedRow(context.connection, "rulebooks", [&](const NamedRow& row) {
    RowFaults faults(context.faults, "rulebooks", row.Text("digest"));
    context.rulebooks.insert(row.Text("digest"));
    faults.Expect(digest::Sm3Hex(row.Text("rulebook")) == row.Text("digest"), kOtherBytes);
    validation::v1::Rulebook rulebook;
    if (!faults.Parse(row.Text("rulebook"), "rulebook", rulebook)) return;
    faults.Expect(rulebook.version() == row.Text("version"), "版本与规则集所载不符");
    faults.Expect(context.story.rulebooks.contains(row.Text("digest")), "日志中没有这个规则集");
  });
  for (const std::string& digest : context.story.rulebooks) {
    RowFaults(context.faults, "rulebooks", digest).Expect(context.rulebooks.contains(digest), "缺失：日志记载过");
  }
  return count;
}

int64_t CheckActiveRulebook(CheckContext& context) {
  std::string active;
  const int64_t count =
      ForEachNamedRow(context.connection, "active_rulebook", [&](const NamedRow& row) { active = row.Text("digest"); });
  RowFaults(context.faults, "active_rulebook", "")
      .Expect(active == context.story.active_rulebook,
              absl::StrCat("现行规则集记为 ", active, "，日志所载为 ", context.story.active_rulebook));
  return count;
}

int64_t CheckContexts(CheckContext& context) {
  return ForEachNamedRow(context.connection, "contexts", [&](const NamedRow& row) {
    RowFaults faults(context.faults, "contexts", row.Text("digest"));
    context.contexts.insert(row.Text("digest"));
    faults.Expect(digest::Sm3Hex(row.Text("context")) == row.Text("digest"), kOtherBytes);
    validation::v1::Context kept;
    faults.Parse(row.Text("context"), "context", kept);
  });
}

int64_t CheckDocuments(CheckContext& context) {
  const int64_t count = ForEachNamedRow(context.connection, "documents", [&](const NamedRow& row) {
    RowFaults faults(context.faults, "documents", row.Text("digest"));
    context.documents.insert(row.Text("digest"));
    faults.Expect(digest::Sm3Hex(row.Text("content")) == row.Text("digest"), kOtherBytes);
    faults.Expect(context.story.documents.contains(row.Text("digest")), "日志中没有这个文件");
  });
  for (const auto& [digest, sequence] : context.story.documents) {
    RowFaults(context.faults, "documents", digest)
        .Expect(context.documents.contains(digest), absl::StrCat("缺失：第 ", sequence, " 号事件记载过"));
  }
  return count;
}

}  // namespace nianbao::submission
