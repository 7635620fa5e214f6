# What cmake --install puts where. Everything finds its files from where it stands, so the prefix may be moved.
include(CMakePackageConfigHelpers)

# What runs is the component `programs`, which the package for trainers has; the rest is for developers.
install(TARGETS piket RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
if(TARGET piket-window)
  install(TARGETS piket-window RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
  install(FILES sim/install/piket.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT programs)
  install(FILES assets/piket.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT programs)
endif()
install(DIRECTORY assets/language scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/piket COMPONENT programs)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/piket RENAME copyright COMPONENT programs)

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
install(FILES ${PROJECT_BINARY_DIR}/described/piket.man DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME piket.1
  COMPONENT programs)
install(FILES ${PROJECT_BINARY_DIR}/described/piket.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME piket COMPONENT programs)

# cmake --build DIR --target package: a Debian package that a trainer can carry. Libraries are found from the programs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME piket)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "the Piket authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of transmission in government offices")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Civil servants move between home, offices, meetings, service counters and trips
under policies that people can change; each policy has its price in service.
With a window for two worlds side by side, scenarios, and lessons for workshops
in Indonesian and English. Needs no network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programs)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(TARGET piket-window)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-inter, fonts-font-awesome, libgl1-mesa-dri")
endif()
include(CPack)
