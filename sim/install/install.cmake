# What cmake --install puts where. Everything finds its files from where it stands, so the prefix may be moved.
include(CMakePackageConfigHelpers)

install(TARGETS piket RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET piket-window)
  install(TARGETS piket-window RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY assets/language scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/piket)

# The library: its public headers, and a package for find_package(piket).
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/piket)
install(TARGETS piket_sim EXPORT piket-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY sim/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(EXPORT piket-targets NAMESPACE piket:: DESTINATION ${package})
configure_package_config_file(sim/install/piket-config.cmake.in ${PROJECT_BINARY_DIR}/piket-config.cmake
  INSTALL_DESTINATION ${package} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 every minor version may break what was built against another.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/piket-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/piket-config.cmake ${PROJECT_BINARY_DIR}/piket-config-version.cmake
  DESTINATION ${package})

# The man page and the completion describe the program that was built, in its own words.
set(described "")
foreach(form IN ITEMS man bash)
  set(file ${PROJECT_BINARY_DIR}/described/piket.${form})
  add_custom_command(OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/described
    COMMAND piket describe ${form} > ${file}
    DEPENDS piket
    COMMENT "${file}")
  list(APPEND described ${file})
endforeach()
add_custom_target(piket_described ALL DEPENDS ${described})
install(FILES ${PROJECT_BINARY_DIR}/described/piket.man DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME piket.1)
install(FILES ${PROJECT_BINARY_DIR}/described/piket.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME piket)
