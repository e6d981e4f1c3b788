# What other programs find us by: the CMake package and the pkg-config file. The modules and their
# headers are installed where they are made (CasebookFlags.cmake).
include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/casebook")
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/casebookConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/package/casebookConfig.cmake"
  INSTALL_DESTINATION "${package}")
# Before 1.0 a minor version may change the C++ interface.
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/package/casebookConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(EXPORT casebook-targets NAMESPACE casebook:: DESTINATION "${package}"
  COMPONENT development)
install(FILES
  "${PROJECT_BINARY_DIR}/package/casebookConfig.cmake"
  "${PROJECT_BINARY_DIR}/package/casebookConfigVersion.cmake"
  DESTINATION "${package}" COMPONENT development)

set(CASEBOOK_PC_REQUIRES "xapian-core icu-i18n icu-uc libxml-2.0 libarchive zlib")
if(CASEBOOK_PDF)
  string(APPEND CASEBOOK_PC_REQUIRES " poppler-cpp")
endif()
# Told from where the file lies, so that an installed tree may be moved.
file(RELATIVE_PATH CASEBOOK_PC_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
configure_file("${PROJECT_SOURCE_DIR}/cmake/casebook.pc.in"
  "${PROJECT_BINARY_DIR}/package/casebook.pc" @ONLY)
configure_file("${PROJECT_SOURCE_DIR}/cmake/casebook-c.pc.in"
  "${PROJECT_BINARY_DIR}/package/casebook-c.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/package/casebook.pc"
  "${PROJECT_BINARY_DIR}/package/casebook-c.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/docs/embedding.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT development)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/examples" DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  COMPONENT development)
