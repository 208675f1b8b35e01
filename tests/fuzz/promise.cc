#include "tests/fuzz/promise.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <variant>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"
#include "libs/status/error.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/normalise.h"
#include "tests/fuzz/require.h"

namespace nianbao::fuzz {
namespace {

using document::domain::Cell;
using document::domain::Columns;
using document::domain::Limits;
using document::domain::Paragraph;
using document::domain::PlacedText;
using document::domain::Table;
using document::v1::CellSource;
using document::v1::ReadDocumentResponse;

constexpr int kFindingsMax = 1'000;
constexpr size_t kResponseBytesMax = 24 << 20;

// What reading may answer, each with its code; docs/error_reasons.md explains them.
absl::StatusCode CodeOf(absl::string_view reason) {
  static constexpr std::array kInvalid = {"DOCUMENT_UNREADABLE", "ENTRY_UNKNOWN", "REPORT_MALFORMED",
                                          "SEVERAL_DOCUMENTS", "UNSUPPORTED_FORMAT"};
  static constexpr std::array kExhausted = {"DOCUMENT_TOO_LARGE", "DOCUMENT_TOO_SLOW"};
  if (std::find(kInvalid.begin(), kInvalid.end(), reason) != kInvalid.end()) return absl::StatusCode::kInvalidArgument;
  const bool exhausted = std::find(kExhausted.begin(), kExhausted.end(), reason) != kExhausted.end();
  return exhausted ? absl::StatusCode::kResourceExhausted : absl::StatusCode::kUnknown;
}

void ExpectText(const PlacedText& text) {
  Require(!utf8::FirstBadByte(text.text), "text is UTF-8", absl::CHexEscape(text.text));
  const auto& place = text.place;
  Require(place.line > 0 || place.page > 0 || place.row > 0, "every text has a place", text.text);
}

// Returns the places that the table covers.
size_t ExpectTable(const Table& table, const Limits& limits) {
  size_t places = 0;
  for (const document::domain::Row& row : table.rows) {
    double left = 0;
    for (const Cell& cell : row.cells) {
      ExpectText(cell);
      Require(cell.rows >= 1, "a cell covers rows", cell.text);
      if (table.columns == Columns::kOrdinal) {
        ++places;
        continue;
      }
      Require(cell.extent.begin >= left && cell.extent.end >= cell.extent.begin, "cells lie from left to right",
              absl::StrCat(cell.text, " at ", cell.extent.begin, " to ", cell.extent.end));
      left = table.columns == Columns::kGrid ? cell.extent.end : cell.extent.begin;
      places +=
          table.columns == Columns::kGrid ? cell.rows * static_cast<size_t>(cell.extent.end - cell.extent.begin) : 1;
    }
    Require(table.columns != Columns::kGrid || left <= limits.columns_max, "columns are within their limit");
  }
  return places;
}

bool IsZero(char c) { return c == '0'; }

// The figure's digits without zeros at either end stand in the text in their order.
bool StandsIn(int64_t value, absl::string_view text) {
  std::string digits = absl::StrCat(value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value));
  digits.erase(std::find_if_not(digits.rbegin(), digits.rend(), IsZero).base(), digits.end());
  const std::string key = document::domain::Key(text);
  auto next = digits.begin();
  for (const char c : key) {
    if (next != digits.end() && c == *next) ++next;
  }
  return next == digits.end();
}

template <typename Report>
void ExpectFigures(const form::Catalogue& catalogue, const Report& report, const ReadDocumentResponse& response) {
  const absl::Status marks = form::CheckMarks(catalogue, report);
  Require(marks.ok(), "the report is well formed", marks.message());
  std::map<std::string, const CellSource*> sources;
  for (const CellSource& source : response.sources()) {
    Require(catalogue.Find(source.cell()) != nullptr, "sources are of cells", source.cell());
    Require(sources.emplace(source.cell(), &source).second, "a cell has one source", source.cell());
    Require(source.confidence() != document::v1::CONFIDENCE_UNSPECIFIED, "a source has its confidence", source.cell());
    const auto& place = source.place();
    Require(place.line() > 0 || place.page() > 0 || place.row() > 0, "every read cell has a place", source.cell());
  }
  for (const form::Cell& cell : catalogue.cells()) {
    if (!form::HoldsValue(cell, report)) continue;
    const auto source = sources.find(cell.code);
    Require(source != sources.end(), "every figure has a source", cell.code);
    const auto figure = form::GetFigure(cell, report);
    const std::string& text = source->second->place().text();
    if (figure)
      Require(StandsIn(*figure, text), "the text has the figure's digits", absl::StrCat(cell.code, ": ", text));
    const bool derived = source->second->confidence() == document::v1::CONFIDENCE_DERIVED;
    if (derived) Require(figure == 0, "only 0 is derived", cell.code);
  }
  const auto field = form::MarksOf(report);
  const bool open = std::any_of(field.begin(), field.end(), [](const form::v1::CellMark& mark) {
    return mark.state() == form::v1::CellMark::STATE_UNRESOLVED;
  });
  Require(!open || !response.findings().empty(), "what is open has a finding");
}

}  // namespace

void ExpectRefusal(const absl::Status& status) {
  const std::string reason = status::ReasonOf(status);
  Require(!reason.empty() && status.code() == CodeOf(reason), "a refusal has a listed reason and its code",
          absl::StrCat(reason, " ", status.ToString()));
  Require(!status::ChineseOf(status).empty(), "a refusal says in Chinese what to do", reason);
  Require(!utf8::FirstBadByte(status.message()), "a refusal is UTF-8", absl::CHexEscape(status.message()));
  const bool limited = status.code() == absl::StatusCode::kResourceExhausted;
  Require(!limited || !status::MetaOf(status, "limit").empty(), "a refusal names its limit", status.ToString());
}

void ExpectRead(const absl::StatusOr<document::domain::Document>& document, const Limits& limits) {
  if (!document.ok()) return ExpectRefusal(document.status());
  size_t places = 0;
  for (const document::domain::Block& block : document->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      ExpectText(*paragraph);
      ++places;
    } else {
      places += ExpectTable(std::get<Table>(block), limits);
    }
  }
  Require(places <= static_cast<size_t>(limits.cells_max), "cells are within their limit", absl::StrCat(places));
}

void ExpectReport(const ReadDocumentResponse& response) {
  if (response.has_report_2019()) {
    ExpectFigures(form::Catalogue::Edition2019(), response.report_2019(), response);
  } else {
    ExpectFigures(form::Catalogue::Get(), response.report(), response);
  }
  Require(response.findings_size() <= kFindingsMax, "findings are bounded", absl::StrCat(response.findings_size()));
  for (const auto& finding : response.findings()) {
    Require(!finding.rule().empty() && finding.severity() != finding::v1::SEVERITY_UNSPECIFIED &&
                !finding.message().zh_cn().empty() && !finding.message().en().empty(),
            "a finding says what is wrong", finding.id());
  }
  std::string bytes;
  Require(response.SerializeToString(&bytes) && ReadDocumentResponse().ParseFromString(bytes), "an answer can be sent");
  Require(bytes.size() <= kResponseBytesMax, "no answer is out of proportion", absl::StrCat(bytes.size()));
}

}  // namespace nianbao::fuzz
