#include "clients/cli/names.h"

#include <gtest/gtest.h>

namespace nianbao::cli {
namespace {

TEST(Names, AnOrganMayBeTypedByItsIdAlone) {
  EXPECT_EQ(OrganName("qinghe"), "organs/qinghe");
  EXPECT_EQ(OrganName("organs/qinghe"), "organs/qinghe");
  EXPECT_EQ(OrganName(""), "");
}

TEST(Names, AFilingMayBeTypedByOrganAndYear) {
  EXPECT_EQ(FilingName("qinghe-office/2024"), "organs/qinghe-office/filings/2024-own");
  EXPECT_EQ(FilingName("qinghe/2024-rollup"), "organs/qinghe/filings/2024-rollup");
  EXPECT_EQ(FilingName("organs/qinghe/filings/2024-own"), "organs/qinghe/filings/2024-own");
}

TEST(Names, AReportTellsItsFilingByYearAndScope) {
  form::v1::AnnualReport report;
  report.set_year(2023);
  EXPECT_EQ(FilingNameOf("qinghe", report), "organs/qinghe/filings/2023-own");
  report.set_scope(form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(FilingNameOf("organs/qinghe", report), "organs/qinghe/filings/2023-rollup");
}

TEST(Names, WhatIsNotUnderstoodIsLeftToTheServerToRefuse) { EXPECT_EQ(FilingName("qinghe"), "qinghe"); }

}  // namespace
}  // namespace nianbao::cli
