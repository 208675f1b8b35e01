#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/find_documents.h"
#include "clients/cli/in_order.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/read_file.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentResponse;

// A document by its path, and its entry where the path is an archive of several.
struct Document {
  std::string path;
  std::string entry;

  std::string name() const { return entry.empty() ? path : path + " › " + entry; }
};

// What became of one path: one result, or one for each entry of an archive.
struct ReadingOutcome {
  std::vector<std::pair<Document, absl::StatusOr<ReadDocumentResponse>>> results;
};

// One of the two reports that an answer may hold.
template <typename Use>
void WithReport(const ReadDocumentResponse& document, const Use& use) {
  if (document.has_report_2019()) {
    use(document.report_2019());
  } else {
    use(document.report());
  }
}

int UnresolvedCells(const ReadDocumentResponse& document) {
  int unresolved = 0;
  WithReport(document, [&](const auto& report) {
    for (const auto& mark : report.marks()) {
      unresolved += mark.state() == form::v1::CellMark::STATE_UNRESOLVED ? 1 : 0;
    }
  });
  return unresolved;
}

// "某某局 2024年"; says so where the title tells neither.
template <typename Report>
std::string TitleOf(const Report& report) {
  return absl::StrCat(report.organ_name().empty() ? "机关名称未读出" : report.organ_name(), " ",
                      report.year() == 0 ? "年度未读出" : absl::StrCat(report.year(), "年"));
}

void PrintWhole(const std::string& name, const ReadDocumentResponse& document) {
  WithReport(document, [&](const auto& report) {
    fmt::print("{}\n{} {}\n", name, TitleOf(report), report.scope() == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级");
    PrintTables(report);
    const size_t cells = form::Catalogue::For(report.edition()).cells().size();
    const int unresolved = UnresolvedCells(document);
    fmt::print("\n{} 格中读出 {} 格", cells, cells - unresolved);
    if (unresolved > 0) fmt::print("，{} 格未能确定（表中以 ? 标出）", unresolved);
    fmt::print("。\n");
  });
  PrintFindings(document.findings());
}

// A line for a document, and the errors found in it: of many documents, that is what one has to act on.
void PrintLine(const std::string& name, const ReadDocumentResponse& document) {
  WithReport(document, [&](const auto& report) {
    const size_t cells = form::Catalogue::For(report.edition()).cells().size();
    const int unresolved = UnresolvedCells(document);
    fmt::print("{}：{}，读出 {}/{} 格\n", name, TitleOf(report), cells - unresolved, cells);
  });
  google::protobuf::RepeatedPtrField<finding::v1::Finding> errors;
  for (const auto& finding : document.findings()) {
    if (finding.severity() == finding::v1::SEVERITY_ERROR) *errors.Add() = finding;
  }
  PrintFindings(errors);
}

struct Summary {
  size_t documents = 0;
  size_t whole = 0;
  size_t open = 0;
  size_t with_errors = 0;
  size_t refused = 0;

  void Count(ExitStatus status) {
    ++documents;
    ++(status == kClean ? whole : status == kUnresolvedCells ? open : status == kErrorFindings ? with_errors : refused);
  }

  void Print() const {
    fmt::print("共 {} 份：全部读出 {}，有未能确定的格 {}，另有错误 {}，无法读取 {}\n", documents, whole, open,
               with_errors, refused);
  }
};

class Importer {
 public:
  Importer(const Session& session, bool many) : session_(session), many_(many) {}

  void Use(const ReadingOutcome& outcome) {
    for (const auto& [document, result] : outcome.results) {
      const ExitStatus status = result.ok() ? ReadingStatus(*result) : kRefused;
      exit_ = Worse(exit_, status);
      summary_.Count(status);
      if (result.ok()) {
        Print(document.name(), *result);
      } else {
        if (many_) fmt::print(stderr, "{}：", document.name());
        Refuse(result.status());
      }
    }
  }

  ExitStatus Finish() const {
    if (many_ && session_.output == Output::kText) summary_.Print();
    return exit_;
  }

 private:
  void Print(const std::string& name, const ReadDocumentResponse& document) const {
    if (session_.output == Output::kJson) {
      PrintJson(document);
    } else if (session_.output == Output::kCells) {
      if (many_) fmt::print("# {}\n", name);
      WithReport(document, [](const auto& report) { PrintCells(report); });
    } else if (many_) {
      PrintLine(name, document);
    } else {
      PrintWhole(name, document);
    }
  }

  const Session& session_;
  const bool many_;
  Summary summary_;
  ExitStatus exit_ = kClean;
};

ReadingOutcome ReadPath(DocumentService::Stub& service, const std::string& path, const rpc::CallOptions& options) {
  ReadingOutcome outcome;
  auto read = ReadFile(service, path, options);
  if (status::ReasonOf(read.status()) != "SEVERAL_DOCUMENTS") {
    outcome.results.emplace_back(Document{path, ""}, std::move(read));
    return outcome;
  }
  for (int i = 1;; ++i) {
    const std::string entry = status::MetaOf(read.status(), fmt::format("entry{}", i));
    if (entry.empty()) return outcome;
    outcome.results.emplace_back(Document{path, entry}, ReadFile(service, path, options, entry));
  }
}

ExitStatus Import(const Session& session, const std::vector<std::string>& paths, size_t threads) {
  const auto documents = FindDocuments(paths);
  if (!documents.ok()) return Refuse(documents.status());
  const bool many = documents->size() > 1;
  threads = std::min(threads, documents->size());
  const auto server = StartLocalServices(static_cast<int>(threads));
  const auto service = DocumentService::NewStub(server->InProcessChannel());
  Importer importer(session, many);
  ProgressBar progress(many ? documents->size() : 0);
  InOrder<ReadingOutcome>(
      documents->size(), threads, [&](size_t i) { return ReadPath(*service, (*documents)[i], session.call()); },
      [&](size_t i, const ReadingOutcome& outcome) {
        progress.Hide();
        importer.Use(outcome);
        progress.Show(i + 1);
      });
  progress.Hide();
  return importer.Finish();
}

}  // namespace

void AddImport(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command =
      app.add_subcommand("import", "读取年度报告文件，显示读出的各表与读取中的问题（不做勾稽校验，无需服务器）");
  auto paths = std::make_shared<std::vector<std::string>>();
  auto threads = std::make_shared<size_t>(std::max(1U, std::thread::hardware_concurrency()));
  command
      ->add_option(
          "FILE", *paths,
          "报告文件或文件夹：Word（.docx）、PDF、网页（.html、.mht）、Excel（.xlsx）、CSV、文本、报告 JSON，装有 "
          "LibreOffice 时也可 .doc、.wps、.rtf、.odt、.xls、.et、.ods，或含这些文件的 .zip。多份时每份一行，"
          "最后汇总")
      ->required();
  command->add_option("-j", *threads, "同时读取的份数")
      ->expected(0, 1)
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->callback([=, &session] { *exit = Import(session, *paths, *threads); });
}

}  // namespace nianbao::cli
