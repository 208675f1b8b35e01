#include "tests/rpc_fuzz/request_filler.h"

#include <google/protobuf/text_format.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "tests/rpc_fuzz/methods.h"
#include "tests/rpc_fuzz/samples.h"

namespace nianbao::rpc_fuzz {
namespace {

using google::protobuf::Message;
using submission::v1::Revision;

constexpr char kDistrict[] = "organs/qinghe";
constexpr int kYears[] = {2024, 2023, 2024, 2023, 2022, 2021, 2025, 2026};

std::string FieldsOf(const Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return text;
}

std::string Day(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60)); }

std::string Quoted(absl::string_view text) { return absl::StrCat("\"", absl::CHexEscape(text), "\""); }

bool IsWordByte(char c) { return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '/'; }

}  // namespace

std::unique_ptr<Message> RequestFiller::InOrder(const GoodRequest& request, int time) {
  random_ = nullptr;
  time_ = time;
  return Fill(request);
}

std::unique_ptr<Message> RequestFiller::AtRandom(const GoodRequest& request, testing::Rng& random) {
  random_ = &random;
  return Fill(request);
}

std::string RequestFiller::NewId() { return absl::StrCat("fuzz-", ++ids_); }

std::unique_ptr<Message> RequestFiller::Fill(const GoodRequest& request) {
  std::string text;
  absl::string_view rest = request.text;
  for (size_t at = 0; (at = rest.find('$')) != absl::string_view::npos;) {
    absl::StrAppend(&text, rest.substr(0, at));
    size_t end = at + 1;
    while (end < rest.size() && IsWordByte(rest[end])) ++end;
    absl::StrAppend(&text, Expand(rest.substr(at + 1, end - at - 1)));
    rest.remove_prefix(end);
  }
  absl::StrAppend(&text, rest);
  auto message = NewMessage(*request.method->input_type());
  if (!google::protobuf::TextFormat::ParseFromString(text, message.get())) {
    std::fprintf(stderr, "good_requests.txt: not a request of %s: %s\n", request.method->name().c_str(), text.c_str());
    std::exit(2);
  }
  return message;
}

std::string RequestFiller::Expand(absl::string_view word) {
  if (word == "id") return NewId();
  if (word == "roster") return SampleRoster();
  if (word == "document") {
    const SampleDocument& document = SampleDocuments()[Choose(SampleDocuments().size(), time_)];
    return absl::StrCat("file_name: ", Quoted(document.name), " content: ", Quoted(document.content));
  }
  if (word == "report") {
    const auto& reports = memory_.reports();
    return reports.empty() ? "" : FieldsOf(reports[Choose(reports.size(), time_ % reports.size())]);
  }
  if (word == "rollup") return Filed(2023, "", true);
  if (word == "warned") return Filed(2024, "人力资源");
  if (int year = 0; absl::ConsumePrefix(&word, "filed")) {
    return Filed(absl::SimpleAtoi(word, &year) ? year : kYears[Choose(std::size(kYears), 0)]);
  }
  if (word == "draft") return FilingIn(Revision::STATE_DRAFT);
  if (word == "submitted") return FilingIn(Revision::STATE_SUBMITTED);
  if (word == "returned") return FilingIn(Revision::STATE_RETURNED);
  if (word == "accepted") return FilingIn(Revision::STATE_ACCEPTED);
  if (word == "filing") return FilingIn(Revision::STATE_UNSPECIFIED);
  if (word == "name" || word == "organ") {
    std::vector<std::string> names;
    if (word == "name") {
      for (const auto& [name, filing] : memory_.filings()) names.push_back(name);
    } else {
      for (const auto& [title, name] : memory_.organs()) {
        if (name != kDistrict) names.push_back(name);
      }
    }
    return names.empty() ? "organs/none" : names[Choose(names.size(), time_ % names.size())];
  }
  if (word == "node") return random_ != nullptr && random_->Chance(40) ? Expand("organ") : kDistrict;
  if (word == "year") return absl::StrCat(kYears[Choose(std::size(kYears), 0)]);
  if (word == "cell") {
    const auto cells = form::Catalogue::Get().cells();
    return cells[Choose(cells.size(), 0)].code;
  }
  if (word == "rulebook") return memory_.rulebook();
  if (word == "today") return Day(now_);
  if (word == "soon") return Day(now_ + absl::Hours(30 * 24));
  if (word == "later") return absl::StrCat(absl::ToUnixSeconds(now_) + 600);
  return Told(word);
}

std::string RequestFiller::Filed(int year, absl::string_view title_part, bool roll_up) {
  // A report of a year that no sample is of is one of 2023.
  const int sample_year = year == 2024 ? 2024 : 2023;
  std::vector<const form::v1::AnnualReport*> of_year;
  for (const auto& report : memory_.reports()) {
    if (report.year() == sample_year && absl::StrContains(report.organ_name(), title_part)) of_year.push_back(&report);
  }
  if (of_year.empty()) return "";
  form::v1::AnnualReport report = *of_year[Choose(of_year.size(), time_ % of_year.size())];
  // What it says of its year.
  const std::vector<std::pair<std::string, std::string>> years = {
      {absl::StrCat(sample_year), absl::StrCat(year)}, {absl::StrCat(sample_year - 1), absl::StrCat(year - 1)}};
  if (roll_up) {
    report.set_scope(form::v1::SCOPE_ROLL_UP);
    for (const auto& [title, name] : memory_.organs()) {
      if (name == kDistrict) report.set_organ_name(title);
    }
  }
  const auto organ = memory_.organs().find(report.organ_name());
  const std::string name = absl::StrCat(organ == memory_.organs().end() ? "organs/none" : organ->second, "/filings/",
                                        year, roll_up ? "-rollup" : "-own");
  return absl::StrCat(NameAndEtag(name), " report { ", absl::StrReplaceAll(FieldsOf(report), years), " }");
}

std::string RequestFiller::FilingIn(Revision::State state) const {
  std::vector<std::string> names;
  for (const auto& [name, filing] : memory_.filings()) {
    const bool is_open = filing.open == state && state != Revision::STATE_ACCEPTED;
    const bool stands = state == Revision::STATE_ACCEPTED && filing.open == Revision::STATE_UNSPECIFIED &&
                        (filing.effective == state || filing.effective == Revision::STATE_PUBLISHED);
    if (is_open || stands) names.push_back(name);
  }
  if (names.empty()) {
    for (const auto& [name, filing] : memory_.filings()) names.push_back(name);
  }
  return NameAndEtag(names.empty() ? "organs/none/filings/2024-own" : names[Choose(names.size(), 0)]);
}

std::string RequestFiller::NameAndEtag(const std::string& name) const {
  const auto known = memory_.filings().find(name);
  const std::string etag = known == memory_.filings().end() ? "" : known->second.etag;
  return absl::StrCat("filing: ", Quoted(name), " etag: ", Quoted(etag));
}

std::string RequestFiller::Told(absl::string_view key) const {
  const bool old = absl::ConsumeSuffix(&key, "/old");
  if (const auto& messages = memory_.Messages(key); !messages.empty()) {
    return FieldsOf(*messages[Choose(messages.size(), old ? 0 : messages.size() - 1)]);
  }
  const auto& texts = memory_.Texts(key);
  return texts.empty() ? "" : absl::CHexEscape(texts[Choose(texts.size(), old ? 0 : texts.size() - 1)]);
}

size_t RequestFiller::Choose(size_t count, size_t in_order) const {
  return random_ == nullptr ? in_order : static_cast<size_t>(random_->Between(0, static_cast<int64_t>(count) - 1));
}

}  // namespace nianbao::rpc_fuzz
