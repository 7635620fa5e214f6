# Writes one number for the text of the engine into a source file, whenever the text has changed: results that two
# different programs gave are never mixed unnoticed. Called with -D ROOT= -D OUT=.
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/sim/src/*.cpp ${ROOT}/sim/src/*.hpp ${ROOT}/sim/include/*.hpp)
list(SORT files)
set(all "")
foreach(file IN LISTS files)
  file(SHA256 ${ROOT}/${file} digest)
  string(APPEND all "${file} ${digest}\n")
endforeach()
string(SHA256 digest "${all}")
string(SUBSTRING ${digest} 0 16 digest)
set(text "#include \"piket/version.hpp\"\n\nstd::string_view piket::program_digest() {\n    return \"${digest}\";\n}\n")
file(WRITE ${OUT} "${text}")
