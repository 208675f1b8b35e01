#include "tests/unit/services/submission/full_store.h"

#include <gtest/gtest.h>

#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/grant_role.h"
#include "services/submission/domain/import_calendar.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/set_deadline.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/verify/verify_store.h"

namespace nianbao::submission {
namespace {

void FillYear(Suite& suite) {
  directory::v1::FreezeRosterRequest freeze;
  freeze.set_request_id(suite.NewRequestId());
  freeze.set_year(2024);
  FreezeRoster(suite.deps(), kReviewer, freeze).value();

  directory::v1::SetDeadlineRequest deadline;
  for (const char* day : {"2025-01-20", "2025-01-24"}) {
    deadline.set_request_id(suite.NewRequestId());
    deadline.mutable_deadline()->set_node("organs/city");
    deadline.mutable_deadline()->set_year(2024);
    deadline.mutable_deadline()->set_scope(form::v1::SCOPE_OWN);
    deadline.mutable_deadline()->set_day(day);
    deadline.mutable_deadline()->set_reason("汇总需要时间");
    SetDeadline(suite.deps(), kReviewer, deadline).value();
  }
  deadline.set_request_id(suite.NewRequestId());
  deadline.mutable_deadline()->set_node("organs/park");
  SetDeadline(suite.deps(), kReviewer, deadline).value();
  deadline.set_request_id(suite.NewRequestId());
  deadline.mutable_deadline()->clear_day();
  SetDeadline(suite.deps(), kReviewer, deadline).value();

  directory::v1::ImportCalendarRequest calendar;
  calendar.set_request_id(suite.NewRequestId());
  calendar.mutable_calendar()->set_year(2025);
  calendar.mutable_calendar()->set_source("放假安排的通知");
  calendar.mutable_calendar()->add_days_off("2025-01-01");
  calendar.mutable_calendar()->add_days_off("2025-01-28");
  calendar.mutable_calendar()->add_working_weekend_days("2025-01-26");
  ImportCalendar(suite.deps(), kReviewer, calendar).value();
}

void FillGrants(Suite& suite) {
  directory::v1::GrantRoleRequest grant;
  grant.mutable_grant()->set_subject(kClerk.name);
  grant.mutable_grant()->set_role(organ::v1::Grant::ROLE_FILER);
  grant.set_reason("到岗");
  for (const char* node : {"", "organs/edu", "organs/park"}) {
    grant.set_request_id(suite.NewRequestId());
    grant.mutable_grant()->set_node(node);
    GrantRole(suite.deps(), kReviewer, grant).value();
  }
  directory::v1::RevokeRoleRequest revocation;
  revocation.set_request_id(suite.NewRequestId());
  *revocation.mutable_grant() = grant.grant();
  revocation.set_reason("离岗");
  RevokeRole(suite.deps(), kReviewer, revocation).value();
}

void FillFilings(Suite& suite) {
  suite.validator.Find("carry_over.carried_in", finding::v1::SEVERITY_INFO);
  suite.Backload("organs/edu/filings/2023-own", 2);
  v1::SaveDraftRequest draft = suite.DraftRequest(kEdu, 3);
  v1::Attachment& document = *draft.add_attachments();
  document.set_name("年报.docx");
  document.set_media_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  document.set_content(std::string("PK\0\xff\x80 not text", 17));
  SaveDraft(suite.deps(), kClerk, draft).value();
  suite.Submit(kEdu, 4);
  suite.Accept(kEdu);
  suite.Publish(kEdu);
  suite.Submit(kEdu, 5, "漏填");
  suite.Accept(kEdu);
  v1::SubmitFilingRequest correction = suite.SubmitRequest(kEdu, 6);
  correction.set_correction_reason("又漏填");
  *correction.mutable_report()->mutable_narrative() = Prose(1);
  SubmitFiling(suite.deps(), kClerk, correction).value();
  suite.Submit(kParkOwn, 1);
  suite.Return(kParkOwn);
  v1::ExtendDeadlineRequest extension = suite.ExtendRequest("organs/park/filings/2024-rollup");
  extension.set_due_date("2025-04-14");
  ExtendDeadline(suite.deps(), kReviewer, extension).value();
  suite.Submit("organs/park/filings/2022-own", 1);
  suite.Accept("organs/park/filings/2022-own");
  suite.Revoke("organs/park/filings/2022-own");
}

}  // namespace

void FillEveryTable(Suite& suite) {
  FillYear(suite);
  FillGrants(suite);
  FillFilings(suite);
  suite.Lock("organs/city", 2023, {"organs/edu"});
  suite.Lock("organs/city", 2022);
  suite.Unlock("organs/city", 2022);
  suite.Seal("organs/park", 2021);
}

void ExpectWholeStore(const std::string& path) {
  SqliteConnection connection(path, Database::Access::kRead);
  const Verification verification = VerifyAll(connection);
  for (const StoreFault& fault : verification.faults.shown()) {
    ADD_FAILURE() << fault.table << " " << fault.row << ": " << fault.what;
  }
}

std::map<std::string, std::vector<Row>> AllRows(Connection& connection) {
  std::map<std::string, std::vector<Row>> rows;
  for (const Table& table : Tables()) {
    std::vector<Row>& of_table = rows[table.name];
    ForEachRow(connection, table, [&](const Row& row) { of_table.push_back(row); });
  }
  return rows;
}

std::map<std::string, std::vector<Row>> AllRowsButTheLogId(Connection& connection) {
  std::map<std::string, std::vector<Row>> rows = AllRows(connection);
  for (const Table& table : Tables()) {
    if (table.name != "log_head" && table.name != "events") continue;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].name != "log_id" && table.columns[i].name != "digest") continue;
      for (Row& row : rows[table.name]) row[i] = std::monostate();
    }
  }
  return rows;
}

}  // namespace nianbao::submission
