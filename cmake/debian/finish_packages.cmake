# Makes what CPack has installed for each component fit Debian's ways: copyright and changelog in
# each package, a compressed manual page, the completions of zsh where its packages have them.
set(names_program casebook)
set(names_library libcasebook)
set(names_development libcasebook-dev)
set(names_python python3-casebook)

function(compress file)
  execute_process(COMMAND gzip -9n "${file}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  set(share "${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share")
  set(doc "${share}/doc/${names_${component}}")
  file(COPY "${CPACK_CASEBOOK_SOURCE}/cmake/debian/copyright" DESTINATION "${doc}"
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  file(COPY "${CPACK_CASEBOOK_SOURCE}/CHANGELOG.md" DESTINATION "${doc}"
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  file(RENAME "${doc}/CHANGELOG.md" "${doc}/changelog")
  file(REMOVE "${doc}/changelog.gz")
  compress("${doc}/changelog")
endforeach()

set(share "${CPACK_TEMPORARY_DIRECTORY}/program/usr/share")
compress("${share}/man/man1/casebook.1")
file(MAKE_DIRECTORY "${share}/zsh/vendor-completions")
file(RENAME "${share}/zsh/site-functions/_casebook" "${share}/zsh/vendor-completions/_casebook")
file(REMOVE_RECURSE "${share}/zsh/site-functions")
