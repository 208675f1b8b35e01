// The commands of the program. Each Add… function declares one, its options and what it does; the exit status is
// written where `exit` points.
#pragma once

#include <CLI/CLI.hpp>

#include "clients/cli/session.h"

namespace nianbao::cli {

void AddServe(CLI::App& app, const Session& session, ExitStatus* exit);
void AddImport(CLI::App& app, const Session& session, ExitStatus* exit);
void AddValidate(CLI::App& app, const Session& session, ExitStatus* exit);
void AddRender(CLI::App& app, const Session& session, ExitStatus* exit);
void AddForm(CLI::App& app, const Session& session, ExitStatus* exit);
void AddRules(CLI::App& app, const Session& session, ExitStatus* exit);
// Below the command that lists the rules.
void AddRulesInOffice(CLI::App& rules, const Session& session, ExitStatus* exit);
void AddRoster(CLI::App& app, const Session& session, ExitStatus* exit);
// Below the command of the roster.
void AddRosterChange(CLI::App& roster, const Session& session, ExitStatus* exit);
void AddRosterYear(CLI::App& roster, const Session& session, ExitStatus* exit);
void AddGrant(CLI::App& app, const Session& session, ExitStatus* exit);
void AddSubmit(CLI::App& app, const Session& session, ExitStatus* exit);
void AddBatch(CLI::App& app, const Session& session, ExitStatus* exit);
void AddFiling(CLI::App& app, const Session& session, ExitStatus* exit);
// Below the command of filings.
void AddFilingAfterReview(CLI::App& filing, const Session& session, ExitStatus* exit);
void AddReview(CLI::App& app, const Session& session, ExitStatus* exit);
void AddYear(CLI::App& app, const Session& session, ExitStatus* exit);
void AddSeal(CLI::App& app, const Session& session, ExitStatus* exit);
void AddStore(CLI::App& app, ExitStatus* exit);
// These two tell of all commands, those that are added later too.
void AddManual(CLI::App& app, ExitStatus* exit);
void AddCompletion(CLI::App& app, ExitStatus* exit);
void AddAggregate(CLI::App& app, const Session& session, ExitStatus* exit);
void AddExplain(CLI::App& app, const Session& session, ExitStatus* exit);
void AddYearbook(CLI::App& app, const Session& session, ExitStatus* exit);
void AddWatch(CLI::App& app, const Session& session, ExitStatus* exit);
void AddVerify(CLI::App& app, const Session& session, ExitStatus* exit);
void AddVerifyAggregate(CLI::App& verify, const Session& session, ExitStatus* exit);
void AddVerifyAudit(CLI::App& verify, const Session& session, ExitStatus* exit);
void AddVerifyLink(CLI::App& verify, const Session& session, ExitStatus* exit);
void AddVerifyProof(CLI::App& verify, const Session& session, ExitStatus* exit);
void AddVerifyStore(CLI::App& verify, ExitStatus* exit);
void AddVerifyVerdict(CLI::App& verify, const Session& session, ExitStatus* exit);

}  // namespace nianbao::cli
