# Debian packages by CPack: `cpack -G DEB` in the build folder makes casebook, libcasebook,
# libcasebook-dev and python3-casebook. tests/package installs and uses them.
set(CPACK_PACKAGE_NAME casebook)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The casebook authors <authors@casebook.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/cmake/debian/finish_packages.cmake")
set(CPACK_CASEBOOK_SOURCE "${PROJECT_SOURCE_DIR}")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME casebook)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "${PROJECT_DESCRIPTION}
 Finds reports whatever words, spelling or language they were written in, with
 exact counts by therapy, diagnosis, outcome, age, sex, language and year.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libcasebook)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_PROVIDES libcasebook0)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "${PROJECT_DESCRIPTION}, from C
 The shared library: opaque handles, requests and answers in JSON.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcasebook-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(depends "libcasebook (= ${PROJECT_VERSION})" libxapian-dev libicu-dev libcld2-dev libxml2-dev
  libarchive-dev libcsv-dev libserd-dev pkg-config zlib1g-dev)
if(CASEBOOK_PDF)
  list(APPEND depends libpoppler-cpp-dev)
endif()
list(JOIN depends ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "${PROJECT_DESCRIPTION}, headers and libraries
 For programs in C++ (static libraries, CMake package, pkg-config) and in C.")

if(TARGET casebook_python)
  list(APPEND CPACK_COMPONENTS_ALL python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-casebook)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA
    "${PROJECT_SOURCE_DIR}/cmake/debian/postinst;${PROJECT_SOURCE_DIR}/cmake/debian/prerm")
  math(EXPR next "${CASEBOOK_PYTHON_MINOR} + 1")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
    "python3 (>= 3.${CASEBOOK_PYTHON_MINOR}~), python3 (<< 3.${next})")
  set(CPACK_COMPONENT_PYTHON_DESCRIPTION "${PROJECT_DESCRIPTION}, from Python
 The module casebook: index, search, facets, analysis, and a retriever for
 evaluation toolkits.")
endif()
include(CPack)
