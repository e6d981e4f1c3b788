#!/usr/bin/env bash
# Installs the build to a folder of its own, moves that, and uses it as a stranger would: every
# header alone, the examples through find_package, one of them through pkg-config.
# usage: installed_package.sh BUILD_FOLDER SOURCE_FOLDER COMPILER PYTHON
set -euo pipefail
build=$1 source=$2 compiler=$3 python=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/moved"
prefix=$work/moved

checked=0
for header in "$prefix"/include/casebook/*.hpp; do
    echo "#include <casebook/$(basename "$header")>" >"$work/alone.cpp"
    "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Werror \
        -I"$prefix/include" "$work/alone.cpp"
    checked=$((checked + 1))
done
[ "$checked" -ge 20 ]
for header in "$prefix"/include/casebook/*.h; do
    [ -e "$header" ] || continue
    echo "#include <casebook/$(basename "$header")>" >"$work/alone.c"
    cc -std=c99 -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Werror \
        -I"$prefix/include" "$work/alone.c"
done
if grep -rl 'xapian.h>\|nlohmann' "$prefix/include"; then
    echo "these headers need those of others" >&2
    exit 1
fi

examples=$(echo "$prefix"/share/doc/casebook*/examples)
diff -r "$source/examples" "$examples"
cmake -S "$examples" -B "$work/examples" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror" >"$work/configure.log"
cmake --build "$work/examples" -j 2
ctest --test-dir "$work/examples" --output-on-failure

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name casebook.pc)")
export PKG_CONFIG_PATH
pkg-config --print-errors --exists casebook
# shellcheck disable=SC2046  # the flags are several words
"$compiler" -std=c++20 "$examples/index_and_search.cpp" $(pkg-config --cflags --libs casebook) \
    -o "$work/by_pkg_config"
"$work/by_pkg_config" "$work/pkg.db"
"$prefix/bin/casebook" search --db "$work/pkg.db" ATG >/dev/null
grep -q "GPL" "$PKG_CONFIG_PATH/casebook.pc"

# shellcheck disable=SC2046
cc -std=c99 "$source/tests/c/c_interface_test.c" $(pkg-config --cflags --libs casebook-c) \
    -Wl,-rpath,"$(pkg-config --variable=libdir casebook-c)" -o "$work/c_program"
mkdir "$work/c_folder"
"$work/c_program" "$work/c_folder"

module=$(find "$prefix" -path '*/casebook/__init__.py')
if [ -n "$module" ]; then
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$(dirname "$(dirname "$module")") \
        "$python" "$source/tests/python/module_test.py"
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$(dirname "$(dirname "$module")") \
        "$python" "$examples/retriever.py"
fi
echo "$checked headers, the examples, the programs of pkg-config and the Python module work on the installed tree"
