// The checks of single tables. Each reads its table, notes what is wrong, and returns how many rows there are; it may
// rely on those that stand before it. All throw StoreError.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/verify/faults.h"
#include "services/submission/store/verify/log_story.h"

namespace nianbao::submission {

// What a filing says of its revisions, and what was seen of them.
struct SeenFiling {
  int64_t year = 0;
  int64_t version = 0;
  int64_t revision_count = 0;
  // 0 when there is none.
  int64_t effective = 0;
  int64_t open = 0;
  std::set<int64_t> revisions;
  // Of the open revision, or else of the effective one.
  bool is_judged = false;
  std::set<std::string> rules;
  std::set<int64_t> text_bands;

  int64_t current() const { return open != 0 ? open : effective; }
};

struct CheckContext {
  Connection& connection;
  Faults& faults;
  v1::EventToken head = {};
  int64_t roster_version = 0;
  LogStory story = {};
  // By sequence, from 1.
  std::vector<std::string> digests = {};
  std::set<std::string> rulebooks = {};
  std::set<std::string> contexts = {};
  std::set<std::string> documents = {};
  std::map<std::string, SeenFiling> filings = {};
};

int64_t CheckLogHead(CheckContext& context);
int64_t CheckEvents(CheckContext& context);

int64_t CheckOrgans(CheckContext& context);
int64_t CheckOrganVersions(CheckContext& context);

int64_t CheckReporters(CheckContext& context);
int64_t CheckDeadlines(CheckContext& context);
int64_t CheckCalendars(CheckContext& context);
int64_t CheckYearLocks(CheckContext& context);

int64_t CheckGrants(CheckContext& context);

int64_t CheckRulebooks(CheckContext& context);
int64_t CheckActiveRulebook(CheckContext& context);
int64_t CheckContexts(CheckContext& context);
int64_t CheckDocuments(CheckContext& context);

int64_t CheckFilings(CheckContext& context);
int64_t CheckRevisions(CheckContext& context);

int64_t CheckJudgedFilings(CheckContext& context);
int64_t CheckRuleFindings(CheckContext& context);
int64_t CheckTextBands(CheckContext& context);

int64_t CheckRequests(CheckContext& context);

}  // namespace nianbao::submission
