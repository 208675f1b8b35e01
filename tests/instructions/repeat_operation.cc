// Does one thing again and again, so that what it takes can be counted or profiled.
#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

#include "libs/rulebook/delivered.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/write_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"
#include "services/validation/domain/evaluate.h"
#include "services/validation/domain/validate_report.h"
#include "tests/bench/subject.h"
#include "tests/instructions/filing_office.h"
#include "tests/unit/services/submission/temporary_folder.h"

// What is counted: a profiler knows it by this name.
extern "C" __attribute__((noinline)) void CountedOperation(const std::function<void(int)>& operation, int number) {
  operation(number);
}

namespace nianbao::instructions {
namespace {

void Must(bool done, const std::string& what) {
  if (!done) throw std::runtime_error(what);
}

// Once uncounted, so that what is made once is there.
void Repeat(int times, const std::function<void(int)>& operation) {
  operation(0);
  for (int i = 1; i <= times; ++i) CountedOperation(operation, i);
}

// All linear rules on a report and last year's.
void LinearRules(int times) {
  const rulebook::CompiledRulebook rules = bench::LinearRules();
  const validation::v1::ValidateReportRequest request = bench::ConsistentRequest();
  Repeat(times, [&](int) {
    const auto figures = validation::domain::Figures::Of(request);
    const auto evaluation = validation::domain::Evaluate(rules, {request.report(), request.context(), *figures});
    Must(evaluation.violations.empty(), "the consistent report was found broken");
  });
}

void Verdict(int times) {
  const validation::v1::ValidateReportRequest request = bench::ConsistentRequest();
  Repeat(times, [&](int) {
    Must(validation::domain::ValidateReport(rulebook::Delivered(), request).ok(), "there is no verdict");
  });
}

// With validation and the commit.
void Submit(int times) {
  const submission::TemporaryFolder folder;
  FilingOffice office(folder.path());
  Repeat(times, [&](int number) { office.Submit(static_cast<size_t>(number)); });
}

void ReadDocx(int times) {
  document::v1::WriteDocumentRequest wanted;
  *wanted.mutable_report() = bench::ConsistentRequest().report();
  wanted.set_format(document::v1::FORMAT_DOCX);
  document::v1::ReadDocumentRequest request;
  request.set_file_name("report.docx");
  request.set_content(document::domain::WriteDocument(wanted, document::writers::AllWriters()).value().content());
  Repeat(times, [&](int) {
    Must(document::domain::ReadDocument(request, document::readers::OpenDocument).ok(), "the report was not read");
  });
}

const std::map<std::string, void (*)(int)>& Operations() {
  static const auto* const operations = new std::map<std::string, void (*)(int)>{
      {"linear_rules", LinearRules}, {"verdict", Verdict}, {"submit", Submit}, {"read_docx", ReadDocx}};
  return *operations;
}

int Main(int argc, char** argv) {
  CLI::App app("Does one thing again and again.", "repeat_operation");
  std::string operation;
  int times = 10;
  app.add_option("OPERATION", operation, "what to do")->required()->check(CLI::IsMember(Operations()));
  app.add_option("--times", times, "how often")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  Operations().at(operation)(times);
  return 0;
}

}  // namespace
}  // namespace nianbao::instructions

int main(int argc, char** argv) {
  try {
    return nianbao::instructions::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "repeat_operation: " << error.what() << "\n";
    return 1;
  }
}
