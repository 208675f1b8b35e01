#include "services/document/domain/table_titles.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kShortestProofBytes = 9;
constexpr size_t kLongCaptionBytes = 60;
constexpr size_t kCaptionBeginningBytes = 30;

absl::string_view WithoutBracket(absl::string_view text) { return absl::StripPrefix(text, "("); }

bool AnyMatches(const std::vector<TitleKey>& titles, const Label& label) {
  return std::any_of(titles.begin(), titles.end(), [&](const TitleKey& title) { return title.Matches(label); });
}

void AddOnce(const form::Title& title, std::vector<TitleKey>& titles) {
  TitleKey key(title);
  const bool known = std::any_of(titles.begin(), titles.end(), [&](const TitleKey& other) {
    return other.printed().body == key.printed().body && other.printed().number == key.printed().number;
  });
  if (!known) titles.push_back(std::move(key));
}

}  // namespace

TableTitles::TableTitles(int section, const form::Catalogue& catalogue)
    : section_(section), catalogue_(catalogue), form_(section, catalogue) {
  for (const FormRow& row : form_.rows()) {
    for (const form::Cell* cell : row.cells) {
      for (const form::Title& column : cell->columns) AddOnce(column, columns_);
      if (section == 2 && !cell->article.empty()) AddOnce({cell->article, {}}, captions_);
    }
  }
  for (const TitleKey& column : columns_) {
    for (std::string& body : column.bodies()) column_bodies_.insert(std::move(body));
  }
  const form::SectionTitle& printed = catalogue.sections()[section - 1];
  for (const std::string* corner : {&printed.row_head, &printed.column_head, &printed.note}) {
    if (!corner->empty()) captions_.emplace_back(form::Title{*corner, {}});
  }
}

bool TableTitles::IsColumn(const Label& label) const {
  return column_bodies_.contains(label.body) && AnyMatches(columns_, label);
}

bool TableTitles::IsRow(const Label& label) const {
  return form_.Bears(label) && std::any_of(form_.rows().begin(), form_.rows().end(), [&](const FormRow& row) {
           if (row.titles.empty() || (row.named_like_a_column && label.number == 0)) return false;
           return row.titles.back().Matches(label);
         });
}

bool TableTitles::IsGroup(const Label& label) const { return form_.FindGroup(label) != nullptr; }

bool TableTitles::IsPieceOfTitle(const Label& label) const {
  return std::any_of(form_.rows().begin(), form_.rows().end(), [&](const FormRow& row) {
    return std::any_of(row.titles.begin(), row.titles.end(), [&](const TitleKey& title) {
      return !label.body.empty() && absl::StrContains(title.printed().body, label.body);
    });
  });
}

bool TableTitles::Knows(const Label& label) const { return IsColumn(label) || IsRow(label) || IsGroup(label); }

bool TableTitles::IsCaption(const Label& label) const {
  // A long note may be broken into by a title beside it; its beginning tells it.
  return std::any_of(captions_.begin(), captions_.end(), [&](const TitleKey& caption) {
    if (caption.Matches(label)) return true;
    const absl::string_view note = WithoutBracket(caption.printed().body);
    return note.size() >= kLongCaptionBytes &&
           absl::StartsWith(WithoutBracket(label.body), note.substr(0, kCaptionBeginningBytes));
  });
}

bool TableTitles::IsProof(const Label& label) const {
  if (!Knows(label)) return false;
  // Parts of other titles look like these: 其他 of 其他结果.
  if (label.body.size() < kShortestProofBytes && !IsRow(label)) return false;
  const auto& tables = TablesOf(catalogue_);
  return std::none_of(tables.begin(), tables.end(),
                      [&](const TableTitles* other) { return other->section_ != section_ && other->Knows(label); });
}

const std::vector<const TableTitles*>& TablesOf(const form::Catalogue& catalogue) {
  static const auto make = [](const form::Catalogue& edition) {
    auto* tables = new std::vector<const TableTitles*>();
    for (const int section : {2, 3, 4}) tables->push_back(new TableTitles(section, edition));
    return tables;
  };
  static const auto* const tables_2021 = make(form::Catalogue::Get());
  static const auto* const tables_2019 = make(form::Catalogue::Edition2019());
  return &catalogue == &form::Catalogue::Edition2019() ? *tables_2019 : *tables_2021;
}

}  // namespace nianbao::document::domain
