#include "tests/property/document/verdict.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"

namespace nianbao::testing {
namespace {

using document::v1::ReadDocumentResponse;
using finding::v1::Finding;

constexpr char kUnresolved[] = "UNRESOLVED";

// What was read, in the words of GeneratedReport::figures.
std::vector<std::string> Texts(const form::v1::AnnualReport& report) {
  const form::Catalogue& catalogue = form::Catalogue::Get();
  std::vector<std::string> texts;
  const auto add = [&](const form::Cell& cell) {
    const auto figure = form::GetFigure(cell, report);
    texts.push_back(figure ? form::FormatDecimal(*figure, cell.scale) : "");
  };
  for (const form::Cell& cell : catalogue.cells()) add(cell);
  for (const form::Cell& cell : catalogue.fee_statement()) add(cell);
  for (const form::v1::CellMark& mark : report.marks()) {
    const form::Cell* const cell = catalogue.Find(mark.cell());
    if (cell == nullptr) continue;
    texts[cell->index] += mark.state() == form::v1::CellMark::STATE_NOT_APPLICABLE ? kNotApplicable : kUnresolved;
  }
  return texts;
}

std::string InstanceOf(const Finding& finding) {
  const size_t slash = finding.id().find('/');
  return slash == std::string::npos ? "" : finding.id().substr(slash + 1);
}

// The finding is about this cell or the whole row.
bool NamesCell(const Finding& finding, const std::string& code) {
  for (const auto& cell : finding.cells()) {
    if (cell.cell() == code) return true;
  }
  const std::string instance = InstanceOf(finding);
  return instance == code || (!instance.empty() && absl::StartsWith(code, instance + "."));
}

std::string SectionOf(const std::string& code) {
  return absl::StartsWith(code, "requests.") ? "3" : absl::StartsWith(code, "remedies.") ? "4" : "2";
}

// The finding says that the whole table was not read.
bool NamesTable(const Finding& finding, const std::string& code) {
  return finding.cells().empty() && InstanceOf(finding) == SectionOf(code);
}

class Judgement {
 public:
  Judgement(const MadeDocument& made, const ReadDocumentResponse& response)
      : made_(made), response_(response), read_(Texts(response.report())) {}

  Verdict Finish() && {
    for (int i = 0; i < kCells; ++i) JudgeCell(i);
    for (int i = kCells; i < kFigures; ++i) JudgeFee(i);
    const int year = response_.report().year();
    if (year != 0 && year != made_.year) {
      Wrong("year", absl::StrCat(made_.year), absl::StrCat(year), false);
    }
    return std::move(verdict_);
  }

 private:
  bool HasFinding(const std::string& code, bool or_table) const {
    for (const Finding& finding : response_.findings()) {
      if (NamesCell(finding, code) || (or_table && NamesTable(finding, code))) return true;
    }
    return false;
  }

  void Wrong(const std::string& code, const std::string& expected, const std::string& read, bool finding) {
    const std::string what = absl::StrCat(code, ": printed \"", expected, "\", read \"", read, "\"");
    ++(finding ? verdict_.wrong_with_finding : verdict_.wrong_without_finding);
    if (!finding && verdict_.first_wrong.empty()) verdict_.first_wrong = what;
    NotRight(what);
  }
  void NotRight(const std::string& what) {
    if (verdict_.first_not_right.empty()) verdict_.first_not_right = what;
  }

  void JudgeCell(int index) {
    const std::string& code = CellCode(index);
    const std::string& expected = made_.expected[index];
    const std::string& read = read_[index];
    ++verdict_.cells;
    const bool printed = expected != kNotPrinted && expected != kNotPrintedButNought;
    const bool open = read == kBlank || read == kUnresolved;
    if (printed && read == expected) {
      ++verdict_.right;
    } else if (open) {
      if (!HasFinding(code, true)) return Wrong(code, expected, read, false);
      if (!printed) {
        ++verdict_.right;
      } else {
        ++verdict_.unresolved;
        NotRight(absl::StrCat(code, ": printed \"", expected, "\", read \"", read, "\" with a finding"));
      }
    } else if (expected == kNotPrintedButNought && read == "0" && HasFinding(code, false)) {
      ++verdict_.right;
    } else {
      if (read != kNotApplicable && (expected == kBlank || !printed)) {
        ++verdict_.invented;
        if (verdict_.first_wrong.empty()) verdict_.first_wrong = absl::StrCat(code, ": nothing printed, read ", read);
      }
      Wrong(code, expected, read, HasFinding(code, false));
    }
  }

  // The statement is prose, so not to read it is no harm.
  void JudgeFee(int index) {
    const std::string& read = read_[index];
    if (read == kBlank || read == made_.expected[index] || read == kUnresolved) return;
    Wrong(CellCode(index), made_.expected[index], read, HasFinding(CellCode(index), false));
  }

  const MadeDocument& made_;
  const ReadDocumentResponse& response_;
  const std::vector<std::string> read_;
  Verdict verdict_;
};

}  // namespace

void Verdict::Add(const Verdict& other) {
  cells += other.cells;
  right += other.right;
  unresolved += other.unresolved;
  wrong_with_finding += other.wrong_with_finding;
  wrong_without_finding += other.wrong_without_finding;
  invented += other.invented;
  if (first_wrong.empty()) first_wrong = other.first_wrong;
  if (first_not_right.empty()) first_not_right = other.first_not_right;
}

Verdict Judge(const MadeDocument& made, const ReadDocumentResponse& response) {
  return Judgement(made, response).Finish();
}

}  // namespace nianbao::testing
