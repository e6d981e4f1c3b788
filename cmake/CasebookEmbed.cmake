# casebook_embed(TARGET FUNCTION FILE): compiles FILE into TARGET as
# `std::string_view casebook::built_in::FUNCTION()`, so that a program that embeds the library needs
# none of our files at run time.
function(casebook_embed target function file)
  set(source "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} -DINPUT=${source} -DOUTPUT=${output} -DFUNCTION=${function}
            -P "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
    DEPENDS "${source}" "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

# casebook_embed_bytes(TARGET FUNCTION FILE): the same for a large file that the build makes, by the
# assembler, which takes megabytes at once. FILE is absolute. The bytes are aligned to 64.
function(casebook_embed_bytes target function bytes)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/embed_bytes.cpp.in" "${source}" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${bytes}")
  target_sources(${target} PRIVATE "${source}")
endfunction()
