#include "tests/integration/suite/recomputation.h"

#include <gtest/gtest.h>

#include "libs/form/cell_vector.h"

namespace nianbao::integration {

using submission::v1::SubmissionService;

std::vector<int64_t> FiguresOf(const form::v1::AnnualReport& totals) {
  std::vector<int64_t> figures;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    figures.push_back(form::GetFigure(cell, totals).value_or(0));
  }
  return figures;
}

std::vector<int64_t> SumOfStoredReports(SubmissionService::Stub& service, int year, const rpc::CallOptions& options) {
  std::vector<int64_t> sums(form::CellVector::kSize, 0);
  submission::v1::ListFilingsRequest request;
  request.set_year(year);
  do {
    const auto page = rpc::CallUnary(service, &SubmissionService::Stub::ListFilings, request, options);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) return sums;
    for (const auto& listed : page->filings()) {
      submission::v1::GetFilingRequest get;
      get.set_name(listed.name());
      const auto got = rpc::CallUnary(service, &SubmissionService::Stub::GetFiling, get, options);
      EXPECT_TRUE(got.ok()) << got.status();
      if (!got.ok()) return sums;
      const submission::v1::Filing& filing = got->filing();
      if (!filing.has_effective_revision() || filing.scope() != form::v1::SCOPE_OWN) continue;
      const std::vector<int64_t> figures = FiguresOf(filing.effective_revision().report());
      for (size_t i = 0; i < sums.size(); ++i) sums[i] += figures[i];
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return sums;
}

}  // namespace nianbao::integration
