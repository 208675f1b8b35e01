#include "tests/unit/services/document/writers/printed_sample.h"

#include "services/document/domain/annex_layout.h"
#include "services/document/domain/statutory_layout.h"
#include "tests/unit/services/document/sample_annex.h"
#include "tests/unit/services/document/sample_report.h"

namespace nianbao::document::writers {

domain::PrintedReport OneParagraph(const std::string& text) {
  domain::PrintedReport report;
  report.sections.push_back({.number = 1, .heading = "一、总体情况", .paragraphs = {text}});
  return report;
}

domain::PrintedReport WithOverview(const std::string& text) {
  form::v1::AnnualReport report = domain::SampleReport();
  report.mutable_narrative()->set_overview(text);
  return domain::StatutoryLayout(report);
}

domain::PrintedReport WithAnnexes() {
  domain::PrintedReport report = domain::StatutoryLayout(domain::SampleReport());
  google::protobuf::RepeatedPtrField<v1::Annex> annexes;
  for (int i = 0; i < 2; ++i) *annexes.Add() = domain::SampleAnnex();
  report.annexes = domain::AnnexLayout(annexes);
  return report;
}

}  // namespace nianbao::document::writers
