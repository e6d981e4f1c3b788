"""The library exports what its header declares, and nothing else.
usage: exported_symbols.py LIBRARY HEADER"""

import pathlib
import re
import subprocess
import sys

library, header = sys.argv[1:]
listing = subprocess.run(
    ["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True
).stdout
exported = {line.split()[-1].split("@")[0] for line in listing.splitlines()}
exported = {name for name in exported if not name.startswith("__asan")}  # of a sanitizer's build
source = re.sub(r"/\*.*?\*/", "", pathlib.Path(header).read_text(encoding="utf-8"), flags=re.S)
declared = set(re.findall(r"\b(casebook_\w+)\s*\(", source))
assert len(declared) >= 15, declared
if exported != declared:
    sys.exit(f"exported alone: {exported - declared}; declared alone: {declared - exported}")
