// Asking for totals.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/names.h"
#include "clients/cli/session.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {

// Which totals, as people type it.
struct Selection {
  std::string node;
  int year = 0;
  bool today = false;
  std::string line;
  // Sequence of an event.
  std::optional<int64_t> as_of;
};

// The options that every command about totals has: the tree and the line of work.
void AddTreeOptions(CLI::App& command, Selection& selection);

// All questions of a command are about one moment: the end of the log when it was opened, so that the totals are never
// older than what the caller has just done, or the event that the selection names.
class TotalsReader {
 public:
  using Service = aggregation::v1::AggregationService::Stub;

  // Finds the moment.
  static absl::StatusOr<TotalsReader> Open(const Session& session, Selection selection);

  const Session& session() const { return session_; }
  const Selection& selection() const { return selection_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // The moment.
  const submission::v1::EventToken& at() const { return at_; }

  // A question about the selection.
  template <typename Request>
  Request About() const {
    Request request;
    if constexpr (requires { request.set_node(""); }) request.set_node(OrganName(selection_.node));
    if constexpr (requires { request.set_year(0); }) request.set_year(selection_.year);
    if constexpr (requires { request.set_line(""); }) request.set_line(selection_.line);
    if constexpr (requires { request.set_tree(aggregation::v1::TREE_TODAY); }) {
      request.set_tree(selection_.today ? aggregation::v1::TREE_TODAY : aggregation::v1::TREE_YEAR);
    }
    if constexpr (requires { request.mutable_as_of(); }) {
      *request.mutable_as_of()->add_sources() = at_;
    } else if constexpr (requires { request.set_min_sequence(0); }) {
      request.set_min_sequence(at_.sequence());
    }
    return request;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                               const Request& request) const {
    return rpc::CallUnary(*service_, method, request, session_.call());
  }

  // The total of the node.
  absl::StatusOr<aggregation::v1::Aggregate> Total() const;
  // Who it is, the year, and how much the figures cover, as two lines.
  absl::Status PrintHeading() const;

 private:
  TotalsReader(const Session& session, Selection selection)
      : session_(session),
        selection_(std::move(selection)),
        channel_(session.Connect()),
        service_(aggregation::v1::AggregationService::NewStub(channel_)) {}

  const Session& session_;
  Selection selection_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<Service> service_;
  submission::v1::EventToken at_;
};

}  // namespace nianbao::cli
