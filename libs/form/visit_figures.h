// Every figure of a report of the 2021 edition, by the fields' own accessors: reading 200 cells by reflection takes as
// long as all else that validation does.
#pragma once

#include <cstdint>
#include <utility>

#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::form {

// Names the fields in the order of the catalogue, which counts them.
template <typename Take>
class FigureVisitor {
 public:
  explicit FigureVisitor(Take take) : take_(std::move(take)) {}

  void Visit(const v1::AnnualReport& report) {
    Visit(report.proactive_disclosure());
    Visit(report.requests());
    Visit(report.remedies());
    Visit(report.processing_fees());
  }

 private:
  void Figure(bool is_set, int64_t value) {
    if (is_set) take_(index_, value);
    ++index_;
  }

  void Visit(const v1::ProactiveDisclosure& table) {
    Visit(table.rules());
    Visit(table.normative_documents());
    Figure(table.has_licensing_decisions(), table.licensing_decisions());
    Figure(table.has_penalty_decisions(), table.penalty_decisions());
    Figure(table.has_coercion_decisions(), table.coercion_decisions());
    Figure(table.has_administrative_fees(), table.administrative_fees());
  }

  void Visit(const v1::DocumentCounts& row) {
    Figure(row.has_issued(), row.issued());
    Figure(row.has_repealed(), row.repealed());
    Figure(row.has_in_force(), row.in_force());
  }

  void Visit(const v1::Requests& table) {
    Visit(table.received());
    Visit(table.carried_in());
    Visit(table.outcomes());
    Visit(table.carried_out());
  }

  void Visit(const v1::Outcomes& rows) {
    Visit(rows.granted());
    Visit(rows.partially_granted());
    Visit(rows.refused());
    Visit(rows.unable());
    Visit(rows.not_processed());
    Visit(rows.other());
    Visit(rows.total());
  }

  void Visit(const v1::Refused& rows) {
    Visit(rows.state_secret());
    Visit(rows.prohibited_by_law());
    Visit(rows.endangers_security_or_stability());
    Visit(rows.third_party_rights());
    Visit(rows.internal_affairs());
    Visit(rows.process_information());
    Visit(rows.enforcement_file());
    Visit(rows.administrative_inquiry());
  }

  void Visit(const v1::Unable& rows) {
    Visit(rows.not_held());
    Visit(rows.requires_creation());
    Visit(rows.still_unclear());
  }

  void Visit(const v1::NotProcessed& rows) {
    Visit(rows.petition_or_complaint());
    Visit(rows.repeated());
    Visit(rows.requests_publication());
    Visit(rows.excessive());
    Visit(rows.reissue_or_confirmation());
  }

  void Visit(const v1::OtherOutcomes& rows) {
    Visit(rows.not_corrected_in_time());
    Visit(rows.fee_unpaid());
    Visit(rows.miscellaneous());
  }

  void Visit(const v1::ApplicantCounts& row) {
    Figure(row.has_natural_person(), row.natural_person());
    Figure(row.has_enterprise(), row.enterprise());
    Figure(row.has_research_institution(), row.research_institution());
    Figure(row.has_public_welfare_organization(), row.public_welfare_organization());
    Figure(row.has_legal_service(), row.legal_service());
    Figure(row.has_other(), row.other());
    Figure(row.has_total(), row.total());
  }

  void Visit(const v1::Remedies& table) {
    Visit(table.reconsideration());
    Visit(table.direct_litigation());
    Visit(table.litigation_after_reconsideration());
  }

  void Visit(const v1::RemedyCounts& row) {
    Figure(row.has_upheld(), row.upheld());
    Figure(row.has_corrected(), row.corrected());
    Figure(row.has_other(), row.other());
    Figure(row.has_pending(), row.pending());
    Figure(row.has_total(), row.total());
  }

  void Visit(const v1::ProcessingFees& fees) {
    Figure(fees.has_notices(), fees.notices());
    Figure(fees.has_notified_amount(), fees.notified_amount());
    Figure(fees.has_collected_amount(), fees.collected_amount());
  }

  Take take_;
  int index_ = 0;
};

// Calls take(index, value) for each figure that is set, with the catalogue's index: the 200 cells, then the fee
// statement.
template <typename Take>
void VisitFigures(const v1::AnnualReport& report, Take take) {
  FigureVisitor<Take>(std::move(take)).Visit(report);
}

}  // namespace nianbao::form
