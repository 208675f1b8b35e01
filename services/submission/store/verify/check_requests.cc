#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/without_reports.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;

// An empty answer to the method. What the service does by itself is answered with a token.
std::unique_ptr<Message> NewReply(absl::string_view method) {
  for (const absl::string_view package : {"nianbao.submission.v1.", "nianbao.directory.v1."}) {
    const auto* const type =
        DescriptorPool::generated_pool()->FindMessageTypeByName(absl::StrCat(package, method, "Response"));
    if (type != nullptr)
      return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
  }
  return std::make_unique<v1::EventToken>();
}

// The field of this name, or nullptr.
const Message* Part(const Message& reply, const char* name) {
  const FieldDescriptor* const field = reply.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() || field->message_type() == nullptr) return nullptr;
  return &reply.GetReflection()->GetMessage(reply, field);
}

void CheckToken(const CheckContext& context, const v1::EventToken& token, RowFaults& faults) {
  // Of a log from before a restore only the place can be compared.
  const bool inside = token.sequence() >= 0 && token.sequence() <= context.head.sequence();
  if (!faults.Expect(inside, "答复中的日志位置不存在")) return;
  if (token.log_id() != context.head.log_id() || token.sequence() == 0) return;
  faults.Expect(static_cast<size_t>(token.sequence()) <= context.digests.size() &&
                    context.digests[token.sequence() - 1] == token.digest(),
                absl::StrCat("答复中第 ", token.sequence(), " 号事件的摘要与日志不符"));
}

// nullopt when it is not there, or cannot be read: that fault is noted with its row.
std::optional<v1::Filing> Standing(Connection& connection, const std::string& name) {
  try {
    std::optional<FilingSnapshot> snapshot = SelectFiling(connection, name);
    if (!snapshot.has_value()) return std::nullopt;
    RemoveReports(snapshot->filing);
    return std::move(snapshot->filing);
  } catch (const StoreError& error) {
    if (!absl::IsDataLoss(error.status)) throw;
    return std::nullopt;
  }
}

// What was answered last about a filing is what stands now.
void CheckFiling(CheckContext& context, const v1::Filing& answered, RowFaults& faults) {
  const auto filing = context.filings.find(answered.name());
  if (!faults.Expect(filing != context.filings.end(), absl::StrCat("答复中的报送 ", answered.name(), " 不存在")) ||
      answered.etag() != EtagOf(filing->second.version)) {
    return;
  }
  const std::optional<v1::Filing> standing = Standing(context.connection, answered.name());
  if (!standing.has_value()) return;
  faults.Expect(standing->SerializeAsString() == answered.SerializeAsString(),
                absl::StrCat("答复中的报送 ", answered.name(), " 与数据库所存不同，而其间没有更改"));
}

}  // namespace

int64_t CheckRequests(CheckContext& context) {
  std::set<std::pair<std::string, std::string>> met;
  const int64_t count = ForEachNamedRow(context.connection, "requests", [&](const NamedRow& row) {
    const std::pair<std::string, std::string> key(row.Text("actor"), row.Text("request_id"));
    met.insert(key);
    RowFaults faults(context.faults, "requests",
                     absl::StrCat(row.Text("actor"), " ", row.Text("method"), " ", row.Text("request_id")));
    const std::unique_ptr<Message> reply = NewReply(row.Text("method"));
    if (!faults.Parse(row.Text("reply"), "reply", *reply)) return;
    const bool is_token = reply->GetDescriptor() == v1::EventToken::descriptor();
    const Message* const token = is_token ? reply.get() : Part(*reply, "token");
    if (token != nullptr) CheckToken(context, static_cast<const v1::EventToken&>(*token), faults);
    const Message* const filing = Part(*reply, "filing");
    if (filing != nullptr) CheckFiling(context, static_cast<const v1::Filing&>(*filing), faults);
    faults.Expect(!row.Text("content_digest").empty(), "缺少请求内容的摘要");
  });
  for (const auto& [key, sequence] : context.story.requests) {
    RowFaults(context.faults, "requests", absl::StrCat(key.first, " ", key.second))
        .Expect(met.contains(key), absl::StrCat("缺失：第 ", sequence, " 号事件由它而来"));
  }
  return count;
}

}  // namespace nianbao::submission
