#include "services/aggregation/domain/render_aggregate.h"

#include <gtest/gtest.h>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {
namespace {

TEST(RenderAggregate, SetsEveryCellInTheShapeOfTheForm) {
  NodeTotal total{.node = "organs/a", .title = "甲区人民政府", .year = 2024};
  for (size_t i = 0; i < total.cells.size(); ++i) total.cells[i] = static_cast<int64_t>(i % 3);
  const v1::Aggregate aggregate = RenderAggregate(total, {.year = 2024}, {});
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    EXPECT_EQ(form::GetFigure(cell, aggregate.totals()), total.cells[cell.index]) << cell.code;
  }
  EXPECT_EQ(aggregate.totals().marks_size(), 0);
  EXPECT_FALSE(aggregate.totals().has_narrative());
  EXPECT_FALSE(aggregate.totals().has_processing_fees());
}

TEST(RenderAggregate, SaysWhatWasSummedAndHowMuchOfIt) {
  NodeTotal total{.node = "organs/a", .title = "甲区人民政府", .year = 2024};
  total.counts = {.expected = 10, .accepted = 4, .submitted = 3, .returned = 2, .late = 5, .summaries = 1};
  total.blank[7] = 2;
  v1::Position position;
  position.add_sources()->set_sequence(17);
  const v1::Aggregate aggregate =
      RenderAggregate(total, {.year = 2024, .tree = v1::TREE_TODAY, .line = "公安"}, position);
  EXPECT_EQ(aggregate.node(), "organs/a");
  EXPECT_EQ(aggregate.title(), "甲区人民政府");
  EXPECT_EQ(aggregate.totals().organ_name(), "甲区人民政府");
  EXPECT_EQ(aggregate.totals().year(), 2024);
  EXPECT_EQ(aggregate.totals().scope(), form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(aggregate.totals().edition(), form::v1::EDITION_2021);
  EXPECT_EQ(aggregate.coverage().expected(), 10);
  EXPECT_EQ(aggregate.coverage().accepted(), 4);
  EXPECT_EQ(aggregate.coverage().submitted(), 3);
  EXPECT_EQ(aggregate.coverage().returned(), 2);
  EXPECT_EQ(aggregate.coverage().missing(), 1);
  EXPECT_EQ(aggregate.coverage().late(), 5);
  EXPECT_EQ(aggregate.coverage().summaries(), 1);
  EXPECT_EQ(aggregate.tree(), v1::TREE_TODAY);
  EXPECT_EQ(aggregate.line(), "公安");
  EXPECT_EQ(aggregate.empty_cells().blank(7), 2);
  EXPECT_EQ(aggregate.empty_cells().not_applicable_size(), 0);
  EXPECT_EQ(aggregate.position().sources(0).sequence(), 17);
}

}  // namespace
}  // namespace nianbao::aggregation
