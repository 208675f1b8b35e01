// The sums that a request asks for.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "services/aggregation/domain/engine.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

// Which sums, and how fresh.
struct Selection {
  ViewKey key;
  Freshness freshness{};
  // As they were then; no sources: as they are.
  v1::Position as_of{};

  // Waits until the position is reached, and then reads what was so at it.
  void SetAsOf(const v1::Position& position) { as_of = freshness.position = position; }
};

// Of the fields that the request has. A tree that is left open is that of the year.
template <typename Request>
Selection SelectionOf(const Request& request) {
  Selection selection;
  if constexpr (requires { request.year(); }) selection.key.year = request.year();
  if constexpr (requires { request.tree(); }) {
    selection.key.tree = request.tree() == v1::TREE_TODAY ? v1::TREE_TODAY : v1::TREE_YEAR;
  }
  if constexpr (requires { request.line(); }) selection.key.line = request.line();
  if constexpr (requires { request.min_sequence(); }) selection.freshness.min_sequence = request.min_sequence();
  if constexpr (requires { request.as_of(); }) selection.SetAsOf(request.as_of());
  return selection;
}

// What the sums reflect.
struct ViewInHand {
  const Engine& engine;
  const View& view;
  v1::Position position;
};

// Calls `read` with sums that stand still meanwhile. Errors: as LiveTotals::Read and Facts::MomentOf.
absl::Status ReadView(const LiveTotals& totals, absl::Duration patience, const Selection& selection,
                      absl::FunctionRef<absl::Status(const ViewInHand&)> read);

}  // namespace nianbao::aggregation
