#include "libs/form/catalogue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "nianbao/form/v1/annual_report_2019.pb.h"

namespace nianbao::form {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Path = std::vector<const FieldDescriptor*>;

Title MakeTitle(const std::string& text, const google::protobuf::RepeatedPtrField<std::string>& also) {
  return {text, {also.begin(), also.end()}};
}

// Adds to the cell what one field of its path prints.
void AddPrint(const FieldDescriptor& field, Cell& cell) {
  const v1::Print& print = field.options().GetExtension(v1::print);
  if (!print.row().empty()) cell.rows.push_back(MakeTitle(print.row(), print.row_also()));
  if (!print.column_group().empty()) cell.columns.push_back({print.column_group(), {}});
  if (!print.column().empty()) cell.columns.push_back(MakeTitle(print.column(), print.column_also()));
  if (!print.article().empty()) cell.article = print.article();
  if (print.unit() != v1::UNIT_UNSPECIFIED) cell.unit = print.unit();
  cell.scale = print.scale();
}

std::string CodeOf(absl::Span<const FieldDescriptor* const> path) {
  return absl::StrJoin(path, ".", [](std::string* out, const FieldDescriptor* step) { *out += step->name(); });
}

CellKind KindOf(const FieldDescriptor& figure) {
  const v1::Print& print = figure.options().GetExtension(v1::print);
  if (figure.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return CellKind::kText;
  if (print.change()) return CellKind::kSignedCount;
  return print.scale() > 0 ? CellKind::kMoney : CellKind::kCount;
}

// The code of the cell that the option (same_as) on a step of the path leads to, or "".
std::string SameAs(const Path& path) {
  for (size_t i = 0; i < path.size(); ++i) {
    if (!path[i]->options().HasExtension(v1::same_as)) continue;
    const v1::SameFigures& same = path[i]->options().GetExtension(v1::same_as);
    const std::string below = CodeOf(absl::MakeSpan(path).subspan(i + 1));
    if (below == same.below()) return same.path();
    if (same.below().empty()) return absl::StrCat(same.path(), ".", below);
  }
  return "";
}

void Collect(const Descriptor& message, Path& path, int section, std::vector<Cell>& cells) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    path.push_back(&field);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Collect(*field.message_type(), path, section, cells);
    } else {
      Cell cell;
      cell.path = path;
      cell.section = section;
      for (const FieldDescriptor* step : path) AddPrint(*step, cell);
      cell.code = CodeOf(path);
      cell.kind = KindOf(field);
      cell.same_as = SameAs(path);
      cells.push_back(std::move(cell));
    }
    path.pop_back();
  }
}

std::string JoinTitles(const std::vector<Title>& titles, absl::string_view separator) {
  return absl::StrJoin(titles, separator, [](std::string* out, const Title& title) { *out += title.text; });
}

std::string WithAlternatives(const std::vector<Title>& titles) {
  return absl::StrJoin(titles, " > ", [](std::string* out, const Title& title) {
    absl::StrAppend(out, title.text);
    if (!title.also.empty()) absl::StrAppend(out, " [", absl::StrJoin(title.also, " | "), "]");
  });
}

}  // namespace

absl::string_view NameOf(CellKind kind) {
  switch (kind) {
    case CellKind::kSignedCount:
      return "signed";
    case CellKind::kMoney:
      return "money";
    case CellKind::kText:
      return "text";
    case CellKind::kCount:
      break;
  }
  return "count";
}

std::string Cell::printed_name() const { return printed_titles(0, path.size()); }

std::string Cell::printed_titles(size_t first, size_t last) const {
  Cell part;
  for (size_t i = first; i < last; ++i) AddPrint(*path[i], part);
  // "三、本年度办理结果" heads 23 of the 25 rows and tells none of them apart.
  if (part.rows.size() > 1 && section == 3) part.rows.erase(part.rows.begin());
  const std::string row = JoinTitles(part.rows, " ");
  const std::string column = JoinTitles(part.columns, " ");
  return absl::StrCat(row, row.empty() || column.empty() ? "" : " · ", column);
}

const Catalogue& Catalogue::Get() {
  static const Catalogue* const catalogue = new Catalogue(*v1::AnnualReport::descriptor());
  return *catalogue;
}

const Catalogue& Catalogue::Edition2019() {
  static const Catalogue* const catalogue = new Catalogue(*v1::AnnualReport2019::descriptor());
  return *catalogue;
}

const Catalogue& Catalogue::For(v1::Edition edition) { return edition == v1::EDITION_2019 ? Edition2019() : Get(); }

Catalogue::Catalogue(const Descriptor& report) : report_(report), title_(report.options().GetExtension(v1::title)) {
  Path path;
  for (int i = 0; i < report.field_count(); ++i) {
    const FieldDescriptor& field = *report.field(i);
    path = {&field};
    if (const int section = AddSection(field); section != 0) {
      Collect(*field.message_type(), path, section, cells_);
    } else if (field.name() == "narrative") {
      for (int j = 0; j < field.message_type()->field_count(); ++j) AddSection(*field.message_type()->field(j));
    } else if (field.name() == "processing_fees") {
      Collect(*field.message_type(), path, 6, fee_statement_);
    }
  }
  std::sort(sections_.begin(), sections_.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  int index = 0;
  for (auto* group : {&cells_, &fee_statement_}) {
    for (Cell& cell : *group) {
      cell.index = index++;
      by_code_[cell.code] = &cell;
    }
  }
}

int Catalogue::AddSection(const FieldDescriptor& field) {
  if (!field.options().HasExtension(v1::section)) return 0;
  const v1::Section& section = field.options().GetExtension(v1::section);
  sections_.push_back({section.number(), MakeTitle(section.heading(), section.also()), section.row_head(),
                       section.column_head(), section.note()});
  return section.number();
}

const Cell* Catalogue::Find(absl::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : it->second;
}

std::string Catalogue::Dump() const {
  std::string out = absl::StrCat("title\t", title_, "\n");
  for (const SectionTitle& section : sections_) {
    absl::StrAppend(&out, "section ", section.number, "\t", WithAlternatives({section.heading}));
    for (const std::string* extra : {&section.row_head, &section.column_head, &section.note}) {
      if (!extra->empty()) absl::StrAppend(&out, "\t", *extra);
    }
    out += "\n";
  }
  for (const auto* group : {&cells_, &fee_statement_}) {
    for (const Cell& cell : *group) {
      absl::StrAppend(&out, cell.index, "\t", cell.code, "\t", cell.section, "\t", WithAlternatives(cell.rows), "\t",
                      WithAlternatives(cell.columns), "\t", v1::Unit_Name(cell.unit), "\t", cell.scale, "\t",
                      cell.article);
      // What the columns before do not tell.
      if (cell.kind == CellKind::kSignedCount || cell.kind == CellKind::kText) {
        absl::StrAppend(&out, "\tkind=", NameOf(cell.kind));
      }
      if (!cell.same_as.empty()) absl::StrAppend(&out, "\tsame_as=", cell.same_as);
      out += "\n";
    }
  }
  return out;
}

}  // namespace nianbao::form
