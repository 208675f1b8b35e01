#include "services/submission/store/text_band_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/submission/store/query.h"

namespace nianbao::submission {

std::vector<std::string> SelectLookAlikes(Connection& connection, const TextQuery& query) {
  std::map<std::string, int> shared;
  for (const int64_t band : query.bands) {
    Query filings(connection,
                  "SELECT b.filing FROM text_bands b JOIN filings f ON f.name = b.filing "
                  "WHERE b.year = ?1 AND b.band = ?2 AND f.organ <> ?3");
    filings.Number(1, query.year).Number(2, band).Text(3, query.except_organ);
    while (filings.Step()) ++shared[filings.BytesAt(0)];
  }
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [name, count] : shared) ranked.emplace_back(-count, name);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> names;
  for (const auto& [count, name] : ranked) {
    if (static_cast<int>(names.size()) < query.limit) names.push_back(name);
  }
  return names;
}

void PutTextBands(Connection& connection, const v1::Filing& filing, const std::vector<int64_t>& bands) {
  Query(connection, "DELETE FROM text_bands WHERE filing = ?1").Text(1, filing.name()).Run();
  for (const int64_t band : bands) {
    Query(connection, "INSERT INTO text_bands (year, band, filing) VALUES (?1, ?2, ?3)")
        .Number(1, filing.year())
        .Number(2, band)
        .Text(3, filing.name())
        .Run();
  }
}

}  // namespace nianbao::submission
