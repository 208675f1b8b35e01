// The recogniser on documents that no reader would make.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdint>
#include <string>

#include "libs/form/cell_vector.h"
#include "services/document/domain/recognise.h"
#include "tests/fuzz/promise.h"

namespace nianbao::document {
namespace {

using domain::Cell;
using domain::Columns;
using domain::Document;
using domain::Paragraph;
using domain::Row;
using domain::Table;

constexpr int kMostCells = 600;

// A title of the form, a figure, or any text.
std::string Text(FuzzedDataProvider& data) {
  const auto cells = form::Catalogue::Get().cells();
  const form::Cell& cell = cells[data.ConsumeIntegralInRange<size_t>(0, cells.size() - 1)];
  switch (data.ConsumeIntegralInRange(0, 5)) {
    case 0:
      return cell.rows.empty() ? "" : cell.rows.back().text;
    case 1:
      return cell.columns.back().text;
    case 2:
      return std::to_string(data.ConsumeIntegral<uint16_t>());
    case 3:
      return "0";
    case 4:
      return form::Catalogue::Get().sections()[data.ConsumeIntegralInRange<size_t>(0, 5)].heading.text;
    default:
      return data.ConsumeRandomLengthString(30);
  }
}

Document AnyDocument(FuzzedDataProvider& data) {
  Document document;
  for (int cells = 0; cells < kMostCells && data.remaining_bytes() > 0;) {
    if (data.ConsumeIntegralInRange(0, 3) == 0) {
      document.blocks.push_back(Paragraph{Text(data), {}});
      ++cells;
      continue;
    }
    Table table;
    table.columns = data.PickValueInArray({Columns::kOrdinal, Columns::kGrid, Columns::kLayout});
    for (int rows = data.ConsumeIntegralInRange(0, 8); rows > 0; --rows) {
      Row& row = table.rows.emplace_back();
      double at = 0;
      for (int n = data.ConsumeIntegralInRange(0, 9); n > 0; --n, ++cells) {
        const double begin = at + data.ConsumeIntegralInRange(0, 2);
        at = begin + data.ConsumeIntegralInRange(1, 3);
        row.cells.push_back({{Text(data), {}}, {begin, at}, data.ConsumeIntegralInRange(1, 3)});
      }
    }
    document.blocks.push_back(std::move(table));
  }
  return document;
}

}  // namespace
}  // namespace nianbao::document

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  FuzzedDataProvider data(bytes, size);
  nianbao::document::ExpectPromise(nianbao::document::domain::Recognise(nianbao::document::AnyDocument(data)));
  return 0;
}
