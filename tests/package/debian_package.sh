#!/usr/bin/env bash
# Makes the Debian packages, installs them in a new root that holds no -dev package, and uses them
# there as a stranger would; then installs libcasebook-dev and builds against it.
# usage: debian_package.sh BUILD_FOLDER SOURCE_FOLDER      needs root, debootstrap, apt's mirror
set -euo pipefail
build=$1 source=$2
if [ "$(id -u)" != 0 ]; then
    echo "skipped: a new root needs a root user"
    exit 0
fi
work=$(mktemp -d)
root=$work/root
finish() {
    for place in "$root/dev/shm" "$root/proc"; do
        if mountpoint -q "$place"; then umount "$place"; fi
    done
    rm -rf --one-file-system "$work"
}
trap finish EXIT

cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/packages" >"$work/cpack.log" 2>&1 ||
    { cat "$work/cpack.log" && exit 1; }
ls "$work/packages"/*.deb
for package in casebook libcasebook libcasebook-dev python3-casebook; do
    file=$(echo "$work/packages/${package}"_*.deb)
    dpkg-deb --field "$file" Package Version Depends
    dpkg-deb --contents "$file" >"$work/contents"
    grep -q "/usr/share/doc/$package/copyright" "$work/contents"
    grep -q "/usr/share/doc/$package/changelog.gz" "$work/contents"
    # Whatever is linked must be told of: the tool finds it in the binaries.
    depends=$(dpkg-deb --field "$file" Depends)
    [ "$package" = libcasebook-dev ] || [[ $depends == *libxapian30* ]]
done

# Where this machine's own packages come from.
targets=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' \
    "Created-By: Packages" "Origin: Debian" "Label: Debian")
read -r mirror suite <<<"${targets%%$'\n'*}" || true
if [ -z "${mirror:-}" ]; then
    echo "skipped: apt tells of no Debian mirror"
    exit 0
fi
debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" \
    >"$work/debootstrap.log" || { tail -20 "$work/debootstrap.log" && exit 1; }
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" # where every running system has memory
cp /etc/resolv.conf /etc/hosts "$root/etc/"
apt-config dump | grep -E '^Acquire::(Check|http|https)' >"$root/etc/apt/apt.conf.d/99host" || true
mkdir "$root/packages" "$root/reports"
cp "$work/packages"/*.deb "$root/packages"
cp "$source"/index_data/sample_reports/*.jsonl "$root/reports"
cp -r "$source/examples" "$source/tests/c/c_interface_test.c" "$source/tests/python/module_test.py" \
    "$root/packages"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root \
    DEBIAN_FRONTEND=noninteractive sh -euc "$1"; }

inside 'apt-get -q update && apt-get -qy --no-install-recommends install /packages/casebook_*.deb \
    /packages/libcasebook_*.deb /packages/python3-casebook_*.deb' >"$work/install.log" 2>&1 ||
    { tail -40 "$work/install.log" && exit 1; }
inside 'dpkg-query -W -f "\${Package}\n"' >"$work/installed"
if grep -e '-dev$' "$work/installed" || grep -xE 'g\+\+|gcc|cmake' "$work/installed"; then
    echo "the root holds what only builds need" >&2
    exit 1
fi

inside 'casebook index --db /cases.db /reports'
inside 'casebook search --db /cases.db ATG leukemia' | tee "$work/answer"
[ -s "$work/answer" ]
inside 'casebook check --db /cases.db'
version=$(inside 'casebook --version')
[[ $version == *GPL* ]]
inside 'test -s /usr/share/man/man1/casebook.1.gz && gzip -t /usr/share/man/man1/casebook.1.gz &&
    test -s /usr/share/bash-completion/completions/casebook &&
    test -s /usr/share/zsh/vendor-completions/_casebook &&
    test -s /usr/share/fish/vendor_completions.d/casebook.fish'
inside 'python3 -c "
import casebook
searcher = casebook.Searcher(\"/cases.db\")
result = searcher.search(\"ATG leukemia\", facets=[\"language\"])
assert len(result) > 0, result
print(result)"'
inside 'python3 /packages/examples/retriever.py'
inside 'python3 - <<END
import ctypes
library = ctypes.CDLL("libcasebook.so.0")
library.casebook_version.restype = ctypes.c_char_p
print("libcasebook", library.casebook_version().decode())
END'
echo "installed without -dev packages: index, search, check, manual, completions, Python and C work"

inside 'apt-get -qy --no-install-recommends install /packages/libcasebook-dev_*.deb g++ cmake make' \
    >"$work/install.log" 2>&1 || { tail -40 "$work/install.log" && exit 1; }
inside 'cmake -S /packages/examples -B /examples && cmake --build /examples -j2 &&
    ctest --test-dir /examples --output-on-failure'
inside 'cc -std=c99 /packages/c_interface_test.c $(pkg-config --cflags --libs casebook-c) -o /c_program
    mkdir /c_folder && /c_program /c_folder'
inside 'apt-get -qy purge casebook libcasebook libcasebook-dev python3-casebook' >/dev/null
inside 'for place in /usr/bin/casebook /usr/include/casebook /usr/lib/libcasebook* \
    /usr/lib/cmake/casebook /usr/lib/python3/dist-packages/casebook; do
    if [ -e "$place" ]; then echo "$place stays behind" >&2; exit 1; fi; done'
echo "libcasebook-dev: the examples and a C program are built and run; nothing stays behind"
