# Writes the SQL files of a folder into one source file, in the order of their names' numbers. A step whose first
# line is "-- needs N" leaves the store to programs of schema N and later; any other one to those that know it.
# cmake -D OUTPUT=... -D FILES=a.sql,b.sql -P embed_migrations.cmake
string(REPLACE "," ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  if(NOT name MATCHES "^0*([1-9][0-9]*)_")
    message(FATAL_ERROR "${name}: a migration is named NNNN_what.sql")
  endif()
  set(version ${CMAKE_MATCH_1})
  file(READ ${file} sql)
  set(needs "")
  if(sql MATCHES "^-- needs ([0-9]+)\n")
    set(needs ", ${CMAKE_MATCH_1}")
  endif()
  string(APPEND entries "    {${version}, R\"sql(${sql})sql\"${needs}},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"services/submission/store/migrations.h\"

namespace nianbao::submission {

const std::vector<Migration>& Migrations() {
  static const auto& migrations = *new std::vector<Migration>{
${entries}  };
  return migrations;
}

}  // namespace nianbao::submission
")
