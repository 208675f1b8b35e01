#include "libs/form/catalogue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::form {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

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

void Collect(const Descriptor& message, std::vector<const FieldDescriptor*>& path, int section,
             std::vector<Cell>& cells) {
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
      cell.code = absl::StrJoin(path, ".", [](std::string* out, const FieldDescriptor* step) { *out += step->name(); });
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
  static const Catalogue* const catalogue = new Catalogue();
  return *catalogue;
}

Catalogue::Catalogue() {
  const Descriptor& report = *v1::AnnualReport::descriptor();
  title_ = report.options().GetExtension(v1::title);
  const auto add_section = [&](const FieldDescriptor& field) {
    if (!field.options().HasExtension(v1::section)) return 0;
    const v1::Section& section = field.options().GetExtension(v1::section);
    sections_.push_back({section.number(), MakeTitle(section.heading(), section.also()), section.row_head(),
                         section.column_head(), section.note()});
    return section.number();
  };
  std::vector<const FieldDescriptor*> path;
  for (int i = 0; i < report.field_count(); ++i) {
    const FieldDescriptor& field = *report.field(i);
    path = {&field};
    if (const int section = add_section(field); section != 0) {
      Collect(*field.message_type(), path, section, cells_);
    } else if (field.name() == "narrative") {
      for (int j = 0; j < field.message_type()->field_count(); ++j) add_section(*field.message_type()->field(j));
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
                      cell.article, "\n");
    }
  }
  return out;
}

}  // namespace nianbao::form
