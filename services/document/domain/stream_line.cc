#include "services/document/domain/stream_line.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/document/domain/cell_text.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise_headings.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {
namespace {

using Kind = Token::Kind;

constexpr size_t kLongestCellBytes = 180;
// A title may have been broken by this many spaces.
constexpr size_t kMostPartsOfATitle = 6;
constexpr int kTitlesOfARunOn = 10;
constexpr size_t kFewestFiguresOfARow = 3;

Kind KindOf(const Label& label, const TableTitles& table) {
  if (table.IsRow(label)) return Kind::kRow;
  if (table.IsGroup(label)) return Kind::kGroup;
  if (table.IsColumn(label)) return Kind::kColumn;
  return table.IsCaption(label) ? Kind::kCaption : Kind::kOther;
}

bool IsTitle(const Token& token) {
  return token.kind != Kind::kOther && token.kind != Kind::kFigure && token.kind != Kind::kBlank;
}

std::vector<absl::string_view> PartsOf(absl::string_view text) {
  std::vector<absl::string_view> parts;
  while (!text.empty()) {
    text = Trimmed(text);
    const size_t size = LengthWithoutSpace(text);
    if (size > 0) parts.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return parts;
}

// The parts as tokens; a title that spaces have broken is one again.
std::vector<Token> TokensOf(const std::vector<absl::string_view>& parts, const Place& place) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < parts.size();) {
    size_t used = 1;
    Token token = TokenOf({std::string(parts[i]), place});
    if (token.kind != Kind::kFigure) {
      std::string joined(parts[i]);
      for (size_t n = 2; n <= std::min(kMostPartsOfATitle, parts.size() - i); ++n) {
        absl::StrAppend(&joined, " ", parts[i + n - 1]);
        if (joined.size() > kLongestCellBytes) break;
        if (Token longer = TokenOf({joined, place}); IsTitle(longer)) {
          token = std::move(longer);
          used = n;
        }
      }
    }
    tokens.push_back(std::move(token));
    i += used;
  }
  return tokens;
}

template <typename Predicate>
int Count(const std::vector<Token>& tokens, Predicate predicate) {
  return static_cast<int>(std::count_if(tokens.begin(), tokens.end(), predicate));
}

StreamLine Prose(const PlacedText& text) { return {{{Kind::kOther, false, text}}, true, false}; }

// Prose that a run-on line has between its tables is put together again, headings apart.
std::vector<StreamLine> SplitRunOn(std::vector<Token> tokens) {
  std::vector<StreamLine> lines;
  for (Token& token : tokens) {
    // A figure after prose is part of the sentence.
    const bool in_sentence = token.kind == Kind::kFigure && (lines.empty() || lines.back().prose);
    const bool cell = token.kind != Kind::kOther && !in_sentence;
    const bool heading = !cell && IsHeading(token.text.text);
    const bool joins = !lines.empty() && !heading && lines.back().prose != cell &&
                       !(lines.back().prose && IsHeading(lines.back().tokens.back().text.text));
    if (!joins) {
      lines.push_back({{std::move(token)}, !cell, cell});
    } else if (cell) {
      lines.back().tokens.push_back(std::move(token));
    } else {
      absl::StrAppend(&lines.back().tokens.back().text.text, " ", token.text.text);
    }
  }
  return lines;
}

// Figures side by side, each whole: groups of three digits may be one figure with gaps.
bool IsRowOfFigures(const std::vector<absl::string_view>& parts) {
  return parts.size() >= kFewestFiguresOfARow && std::all_of(parts.begin(), parts.end(), LooksLikeFigure) &&
         !std::all_of(parts.begin() + 1, parts.end(), [](absl::string_view part) { return part.size() == 3; });
}

// The beginning of an item's title, of which the rest stands on the next line.
bool MayBeginTitle(absl::string_view text) {
  return text.size() <= kLongestCellBytes && ParseLabel(text).number > 0 && !absl::StrContains(text, "。");
}

}  // namespace

Token TokenOf(const PlacedText& text) {
  if (text.text.size() > kLongestCellBytes) return {Kind::kOther, false, text};
  if (Trimmed(text.text).empty()) return {Kind::kBlank, false, text};
  if (LooksLikeFigure(text.text)) return {Kind::kFigure, false, text};
  const Label label = ParseLabel(text.text);
  for (const form::Catalogue* edition : {&form::Catalogue::Get(), &form::Catalogue::Edition2019()}) {
    for (const TableTitles* table : TablesOf(*edition)) {
      const Kind kind = KindOf(label, *table);
      if (kind != Kind::kOther) return {kind, table->IsProof(label), text};
    }
  }
  return {Kind::kOther, false, text};
}

std::vector<StreamLine> TakeApart(const PlacedText& line) {
  const std::vector<absl::string_view> parts = PartsOf(line.text);
  if (IsRowOfFigures(parts)) {
    StreamLine row;
    for (const absl::string_view part : parts) row.tokens.push_back(TokenOf({std::string(part), line.place}));
    return {std::move(row)};
  }
  Token whole = TokenOf(line);
  if (whole.kind != Kind::kOther) return {{{std::move(whole)}, false, false}};
  if (IsHeading(line.text)) return {Prose(line)};
  std::vector<Token> tokens = TokensOf(parts, line.place);
  const int titles = Count(tokens, IsTitle);
  const int figures = Count(tokens, [](const Token& token) { return token.kind == Kind::kFigure; });
  const int others = static_cast<int>(tokens.size()) - titles - figures;
  const bool row = titles + figures >= 2 && (others == 0 || (titles <= 1 && figures >= 3 && others == 1));
  if (row && titles < kTitlesOfARunOn) return {{std::move(tokens), false, false}};
  if (titles >= kTitlesOfARunOn) return SplitRunOn(std::move(tokens));
  const bool title = figures == 0 && MayBeginTitle(line.text);
  if (line.text.size() > kLongestCellBytes || (tokens.size() > 1 && !title)) return {Prose(line)};
  return {{{std::move(whole)}, false, false}};
}

}  // namespace nianbao::document::domain
