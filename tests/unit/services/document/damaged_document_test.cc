// What the reader promises for documents that were damaged on their way: no figure in the wrong cell without a word.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"
#include "tests/unit/services/document/report_text.h"

namespace nianbao::document::domain {
namespace {

using Lines = std::vector<std::string>;

// A report in which every cell holds a figure of its own, so that a shifted one shows.
class DamagedDocument : public ::testing::Test {
 protected:
  DamagedDocument() {
    ReportText report;
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      const int64_t value = 1000 + cell.index;
      report.cells[cell.code] = absl::StrCat(value);
      original_.SetNumber(cell.index, form::ParseDecimal(absl::StrCat(value), cell.scale).value());
    }
    lines_ = absl::StrSplit(TextOf(report), '\n');
  }

  static absl::StatusOr<v1::ReadDocumentResponse> Read(const std::string& content) {
    v1::ReadDocumentRequest request;
    request.set_file_name("report.txt");
    request.set_content(content);
    return ReadDocument(request, readers::OpenDocument);
  }

  // Every cell holds its figure or none. Where one holds none, a finding says so.
  void ExpectNoWrongFigure(const Lines& damaged) {
    const auto response = Read(Joined(damaged));
    ASSERT_TRUE(response.ok()) << response.status();
    const auto vector = form::VectorOf(response->report());
    ASSERT_TRUE(vector.ok()) << vector.status();
    bool complete = true;
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      if (vector->state(cell.index) == form::CellState::kNumber) {
        EXPECT_EQ(vector->value(cell.index), original_.value(cell.index)) << cell.code;
      } else {
        complete = false;
      }
    }
    EXPECT_TRUE(complete || HasRemark(*response));
  }

  // An error or a warning; notes alone are too little for a figure that is lost.
  static bool HasRemark(const v1::ReadDocumentResponse& response) {
    for (const auto& finding : response.findings()) {
      if (finding.severity() != finding::v1::SEVERITY_INFO) return true;
    }
    return false;
  }

  form::CellVector original_;
  Lines lines_;
};

TEST_F(DamagedDocument, IsWholeToBeginWith) {
  const auto response = Read(Joined(lines_));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(form::VectorOf(response->report()).value(), original_);
  EXPECT_FALSE(HasRemark(*response));
}

TEST_F(DamagedDocument, HasNoWrongFigureWhenAnyLineIsLost) {
  for (size_t i = 0; i < lines_.size(); ++i) {
    SCOPED_TRACE(absl::StrCat("without line ", i + 1, ": ", lines_[i]));
    Lines damaged = lines_;
    damaged.erase(damaged.begin() + i);
    ExpectNoWrongFigure(damaged);
  }
}

TEST_F(DamagedDocument, HasNoWrongFigureWhenAnyLineIsRepeated) {
  for (size_t i = 0; i < lines_.size(); ++i) {
    SCOPED_TRACE(absl::StrCat("line ", i + 1, " twice: ", lines_[i]));
    Lines damaged = lines_;
    damaged.insert(damaged.begin() + i, lines_[i]);
    ExpectNoWrongFigure(damaged);
  }
}

TEST_F(DamagedDocument, HasNoWrongFigureWhenItEndsAfterAnyLine) {
  for (size_t i = 2; i < lines_.size(); ++i) {
    SCOPED_TRACE(absl::StrCat("first ", i, " lines"));
    ExpectNoWrongFigure(Lines(lines_.begin(), lines_.begin() + i));
  }
}

TEST_F(DamagedDocument, HasNoWrongFigureWhenAnEmptyLineComesBetweenAnyTwo) {
  for (size_t i = 0; i < lines_.size(); ++i) {
    SCOPED_TRACE(absl::StrCat("empty line before line ", i + 1, ": ", lines_[i]));
    Lines damaged = lines_;
    damaged.insert(damaged.begin() + i, "");
    ExpectNoWrongFigure(damaged);
  }
}

TEST_F(DamagedDocument, IsNeverSilentlyWrongWhenWholePassagesAreLostOrRepeated) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 300; ++i) {
    Lines damaged = lines_;
    const size_t begin = random() % lines_.size();
    const size_t end = std::min(lines_.size(), begin + 1 + random() % 40);
    if (i % 2 == 0) {
      damaged.erase(damaged.begin() + begin, damaged.begin() + end);
    } else {
      damaged.insert(damaged.begin() + random() % lines_.size(), lines_.begin() + begin, lines_.begin() + end);
    }
    const auto response = Read(Joined(damaged));
    ASSERT_TRUE(response.ok()) << response.status();
    const auto vector = form::VectorOf(response->report());
    ASSERT_TRUE(vector.ok()) << vector.status();
    EXPECT_TRUE(*vector == original_ || HasRemark(*response))
        << (i % 2 == 0 ? "lost " : "repeated ") << Joined({lines_.begin() + begin, lines_.begin() + end}) << "\nbefore "
        << Joined({lines_.begin() + std::max<size_t>(begin, 10) - 10, lines_.begin() + begin});
  }
}

TEST_F(DamagedDocument, NeverBreaksTheReader) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const std::string whole = Joined(lines_);
  const char* const scraps[] = {"\t", "\n", "\n\n", "总计", "行政复议", "\xFF", "０", "（三）", "[bookmark:", "\u200b"};
  for (int i = 0; i < 400; ++i) {
    std::string damaged = whole;
    for (unsigned edits = 1 + random() % 30; edits > 0; --edits) {
      const size_t at = random() % damaged.size();
      if (random() % 3 == 0) damaged.insert(at, scraps[random() % std::size(scraps)]);
      if (random() % 3 == 0) damaged.erase(at, random() % 20);
      if (random() % 3 == 0) damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 200));
    }
    const auto response = Read(damaged);
    if (!response.ok()) continue;
    EXPECT_TRUE(form::VectorOf(response->report()).ok());
    EXPECT_LT(response->ByteSizeLong(), 1U << 20);
  }
}

}  // namespace
}  // namespace nianbao::document::domain
