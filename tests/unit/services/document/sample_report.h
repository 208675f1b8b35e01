// Reports for the tests of writers.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "nianbao/form/v1/annual_report.pb.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

// A report on 2024 whose cell number i holds 1000 + i, but for one blank, one "—" and one unresolved cell, all in the
// table of applications, and for the fee, which is 7730.28.
form::v1::AnnualReport SampleReport();

// Any state in any cell: numbers of all sizes, blanks, "/" in several forms, texts that are no figure.
form::v1::AnnualReport RandomReport(std::mt19937_64& random);

// The figure in this cell of the sample.
std::string SampleText(const std::string& code);

// The printed report as a word processor's "save as text" leaves it.
std::string AsSavedText(const PrintedReport& report);

}  // namespace nianbao::document::domain
