# nianbao_library(NAME sources... LINK targets...): a static library nianbao_NAME, headers seen from the root.
function(nianbao_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(nianbao_${name} STATIC ${ARG_SOURCES})
  target_include_directories(nianbao_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(nianbao_${name} PUBLIC ${ARG_LINK})
  target_compile_options(nianbao_${name} PRIVATE -Wall -Wextra -Wno-unused-parameter)
endfunction()

# nianbao_binary(NAME SOURCES ... LINK ...): a program in bin/.
function(nianbao_binary name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wno-unused-parameter)
endfunction()

# nianbao_test(NAME [WHOLE|EACH] SOURCES ... LINK ... [LABEL unit|contract|property|integration|golden]): a GoogleTest
# program whose cases appear one by one in ctest. With WHOLE it runs as one, and so do unit tests, since to start a program
# takes longer than most of their cases; but with EACH they do not: so that ctest shows what was skipped.
function(nianbao_test name)
  cmake_parse_arguments(ARG "WHOLE;EACH" "LABEL" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    NIANBAO_SOURCE_DIR="${PROJECT_SOURCE_DIR}" NIANBAO_BIN_DIR="${PROJECT_BINARY_DIR}/bin")
  # What a test itself does takes no time; compiling it does, a quarter less so.
  target_compile_options(${name} PRIVATE -O1 -g1)
  if(ARG_WHOLE OR (ARG_LABEL STREQUAL unit AND NOT ARG_EACH))
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 600)
  else()
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 300)
  endif()
endfunction()
include(GoogleTest)
