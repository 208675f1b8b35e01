#include "libs/form/comparable.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace nianbao::form {
namespace {

const std::set<std::string> kApplicants = {
    "natural_person", "enterprise", "research_institution", "public_welfare_organization", "legal_service",
    "other",          "total"};

// By code of the 2019 edition, the code of the 2021 edition.
std::map<std::string, std::string> Comparable() {
  std::map<std::string, std::string> codes = {
      {"proactive_disclosure.licensing.decisions", "proactive_disclosure.licensing_decisions"},
      {"proactive_disclosure.penalties.decisions", "proactive_disclosure.penalty_decisions"},
      {"proactive_disclosure.coercion.decisions", "proactive_disclosure.coercion_decisions"},
  };
  for (const char* row : {"received",
                          "carried_in",
                          "outcomes.granted",
                          "outcomes.partially_granted",
                          "outcomes.refused.state_secret",
                          "outcomes.refused.prohibited_by_law",
                          "outcomes.refused.endangers_security_or_stability",
                          "outcomes.refused.third_party_rights",
                          "outcomes.refused.internal_affairs",
                          "outcomes.refused.process_information",
                          "outcomes.refused.enforcement_file",
                          "outcomes.refused.administrative_inquiry",
                          "outcomes.unable.not_held",
                          "outcomes.unable.requires_creation",
                          "outcomes.unable.still_unclear",
                          "outcomes.not_processed.petition_or_complaint",
                          "outcomes.not_processed.repeated",
                          "outcomes.not_processed.requests_publication",
                          "outcomes.not_processed.excessive",
                          "outcomes.not_processed.reissue_or_confirmation",
                          "outcomes.total",
                          "carried_out"}) {
    for (const std::string& applicant : kApplicants) {
      const std::string code = std::string("requests.") + row + "." + applicant;
      codes[code] = code;
    }
  }
  for (const char* remedy : {"reconsideration", "direct_litigation", "litigation_after_reconsideration"}) {
    for (const char* result : {"upheld", "corrected", "other", "pending", "total"}) {
      const std::string code = std::string("remedies.") + remedy + "." + result;
      codes[code] = code;
    }
  }
  return codes;
}

std::set<std::string> NotComparable() {
  std::set<std::string> codes = {
      "proactive_disclosure.rules.newly_made",
      "proactive_disclosure.rules.newly_public",
      "proactive_disclosure.rules.public_in_total",
      "proactive_disclosure.normative_documents.newly_made",
      "proactive_disclosure.normative_documents.newly_public",
      "proactive_disclosure.normative_documents.public_in_total",
      "proactive_disclosure.licensing.items_last_year",
      "proactive_disclosure.licensing.change",
      "proactive_disclosure.other_services.items_last_year",
      "proactive_disclosure.other_services.change",
      "proactive_disclosure.other_services.decisions",
      "proactive_disclosure.penalties.items_last_year",
      "proactive_disclosure.penalties.change",
      "proactive_disclosure.coercion.items_last_year",
      "proactive_disclosure.coercion.change",
      "proactive_disclosure.fee_items.items_last_year",
      "proactive_disclosure.fee_items.change",
      "proactive_disclosure.procurement.projects",
      "proactive_disclosure.procurement.total_amount",
      "processing_fees.notices",
      "processing_fees.notified_amount",
      "processing_fees.collected_amount",
  };
  for (const std::string& applicant : kApplicants) codes.insert("requests.outcomes.other." + applicant);
  return codes;
}

TEST(Comparable, AreTheDecisionsTheApplicationsAndTheRemediesAndNothingElse) {
  std::map<std::string, std::string> comparable;
  std::set<std::string> not_comparable;
  for (const auto group : {Catalogue::Edition2019().cells(), Catalogue::Edition2019().fee_statement()}) {
    for (const Cell& cell : group) {
      if (const auto same = ComparableCell2021(cell)) {
        comparable[cell.code] = (*same)->code;
      } else {
        not_comparable.insert(cell.code);
      }
    }
  }
  EXPECT_EQ(comparable, Comparable());
  EXPECT_EQ(not_comparable, NotComparable());
  EXPECT_EQ(comparable.size(), 172u);
}

TEST(Comparable, NamesOnlyCellsThatExistAndHoldTheSameKindOfFigure) {
  for (const Cell& cell : Catalogue::Edition2019().cells()) {
    if (cell.same_as.empty()) continue;
    const auto same = ComparableCell2021(cell);
    ASSERT_TRUE(same.has_value()) << cell.code << " names " << cell.same_as;
    EXPECT_EQ((*same)->kind, cell.kind) << cell.code;
    EXPECT_EQ((*same)->unit, cell.unit) << cell.code;
    EXPECT_EQ((*same)->scale, cell.scale) << cell.code;
    EXPECT_EQ((*same)->section, cell.section) << cell.code;
  }
}

// Whoever matches two editions by their codes alone is not led astray.
TEST(Comparable, HaveNoCellOfTheTablesWithTheSameCodeButAnotherMeaning) {
  for (const Cell& cell : Catalogue::Edition2019().cells()) {
    if (Catalogue::Get().Find(cell.code) != nullptr) EXPECT_EQ(cell.same_as, cell.code);
  }
}

}  // namespace
}  // namespace nianbao::form
