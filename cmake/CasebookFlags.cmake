# Warnings, sanitizers and coverage, linked PRIVATE by every target of ours and by nobody else's.
add_library(casebook_flags INTERFACE)
target_compile_features(casebook_flags INTERFACE cxx_std_20)
target_compile_options(casebook_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast>)

# g++ 12 sees overlaps, overflows and uninitialised members in std::string where there are none
# (GCC bugs 105329, 105562 and 105651).
target_compile_options(casebook_flags INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-maybe-uninitialized>)

if(CASEBOOK_SANITIZE)
  target_compile_options(casebook_flags INTERFACE
    -fsanitize=${CASEBOOK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(casebook_flags INTERFACE -fsanitize=${CASEBOOK_SANITIZE})
endif()
if(CASEBOOK_COVERAGE)
  target_compile_options(casebook_flags INTERFACE --coverage)
  target_link_options(casebook_flags INTERFACE --coverage)
endif()

# The standard headers that most of our files include; reading them again for each file was a third of
# a build. -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON shows whether every file names what it needs.
set(CASEBOOK_COMMON_HEADERS
  <algorithm> <array> <charconv> <cstddef> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set>
  <span> <string> <string_view> <unordered_map> <utility> <vector>)

function(casebook_precompile target)
  target_precompile_headers(${target} PRIVATE ${CASEBOOK_COMMON_HEADERS})
endfunction()

# casebook_library(NAME SOURCES … HEADERS … [LINK …]): one module of the house, `casebook::NAME`.
function(casebook_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;LINK;LINK_PRIVATE" ${ARGN})
  set(target casebook_${name})
  add_library(${target} STATIC)
  add_library(casebook::${name} ALIAS ${target})
  target_sources(${target}
    PRIVATE ${ARG_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${ARG_HEADERS})
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}")
  # What a build links of others by a target of ours, an installed package finds for itself
  # (cmake/casebookConfig.cmake.in).
  foreach(item IN LISTS ARG_LINK_PRIVATE)
    if(item MATCHES "^\\$<BUILD_INTERFACE:casebook_([a-z0-9]+)>$")
      target_link_libraries(${target} PRIVATE $<INSTALL_INTERFACE:casebook::${CMAKE_MATCH_1}>)
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC ${ARG_LINK} PRIVATE $<BUILD_INTERFACE:casebook_flags> ${ARG_LINK_PRIVATE})
  target_compile_features(${target} PUBLIC cxx_std_20)
  casebook_precompile(${target})
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERIFY_INTERFACE_HEADER_SETS ON
    POSITION_INDEPENDENT_CODE ON)
  install(TARGETS ${target} EXPORT casebook-targets
    ARCHIVE COMPONENT development
    FILE_SET HEADERS COMPONENT development)
endfunction()

# casebook_unite(TARGET): with CASEBOOK_UNITY, its files are compiled eight at a time, which shares the
# work on templates among them: half the time for all of them, more for one. Helpers of two files then
# must not have one name: with other parameters they would be overloads, and a call could find the wrong
# one. That is why the libraries, which have many, are not compiled so.
function(casebook_unite target)
  if(CASEBOOK_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
endfunction()
