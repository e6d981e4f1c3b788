# What the libraries stand on, all from Debian 12 (see quickstart for the package names).
find_package(Threads REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(cxxopts 3.0 REQUIRED)

# Xapian's package gives variables and no target.
find_package(xapian REQUIRED)
add_library(casebook_xapian INTERFACE)
target_include_directories(casebook_xapian SYSTEM INTERFACE ${XAPIAN_INCLUDE_DIR})
target_link_libraries(casebook_xapian INTERFACE ${XAPIAN_LIBRARIES})

# CLD2 has neither a package file nor a pkg-config file.
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
add_library(casebook_cld2 INTERFACE)
target_include_directories(casebook_cld2 SYSTEM INTERFACE ${CLD2_INCLUDE_DIR})
target_link_libraries(casebook_cld2 INTERFACE ${CLD2_LIBRARY})

# What reads XML and HTML, of articles and of vocabularies.
find_package(LibXml2 REQUIRED)
add_library(casebook_libxml2 INTERFACE)
target_link_libraries(casebook_libxml2 INTERFACE LibXml2::LibXml2)
find_package(PkgConfig REQUIRED)
# raptor would read RDF/XML too, but brings libcurl and 30 more into every start of the program.
pkg_check_modules(serd REQUIRED IMPORTED_TARGET serd-0)
add_library(casebook_serd INTERFACE)
target_link_libraries(casebook_serd INTERFACE PkgConfig::serd)

# What reads archives and tables.
find_package(LibArchive 3.4 REQUIRED)
add_library(casebook_libarchive INTERFACE)
target_link_libraries(casebook_libarchive INTERFACE LibArchive::LibArchive)
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)
add_library(casebook_libcsv INTERFACE)
target_include_directories(casebook_libcsv SYSTEM INTERFACE ${LIBCSV_INCLUDE_DIR})
target_link_libraries(casebook_libcsv INTERFACE ${LIBCSV_LIBRARY})

# What packs the names of the thesaurus and the answers over HTTP.
find_package(ZLIB REQUIRED)

# What answers over HTTP: Beast and Asio, which are headers alone.
find_package(Boost 1.74 REQUIRED)

# What reads PDF, if it is there.
pkg_check_modules(poppler IMPORTED_TARGET poppler-cpp)
option(CASEBOOK_PDF "Read PDF with Poppler (GPL)" ${poppler_FOUND})
if(CASEBOOK_PDF)
  pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler-cpp)
  add_library(casebook_poppler INTERFACE)
  target_link_libraries(casebook_poppler INTERFACE PkgConfig::poppler)
endif()

# What finds near vectors without looking at all, if it is there.
find_path(HNSWLIB_INCLUDE_DIR hnswlib/hnswlib.h)
if(HNSWLIB_INCLUDE_DIR)
  set(hnswlib_found ON)
else()
  set(hnswlib_found OFF)
endif()
option(CASEBOOK_VECTORS "Find near vectors of large indexes with hnswlib" ${hnswlib_found})
if(CASEBOOK_VECTORS)
  find_path(HNSWLIB_INCLUDE_DIR hnswlib/hnswlib.h REQUIRED)
  add_library(casebook_hnswlib INTERFACE)
  target_include_directories(casebook_hnswlib SYSTEM INTERFACE ${HNSWLIB_INCLUDE_DIR})
endif()
