"""The C interface from a language that has no header. usage: ctypes_test.py LIBRARY"""

import ctypes
import json
import sys
import tempfile
import threading

library = ctypes.CDLL(sys.argv[1])
Text = ctypes.c_void_p  # not c_char_p: the pointer itself is wanted, to give it back


def call(function, *arguments):
    """Calls a function whose last two parameters are a result's and an error's places."""
    result, error = Text(), Text()
    status = getattr(library, function)(*arguments, ctypes.byref(result), ctypes.byref(error))
    message = ctypes.string_at(error.value).decode() if error.value else ""
    library.casebook_free(error)
    return status, result, message


def text(function, *arguments):
    status, result, message = call(function, *arguments)
    assert status == 0, message
    value = ctypes.string_at(result.value).decode()
    library.casebook_free(result)
    return json.loads(value)


library.casebook_free.argtypes = [Text]
library.casebook_version.restype = ctypes.c_char_p
records = "\n".join(
    json.dumps({"id": f"r{n}", "text": f"Remission of a leukemia, case {n}.", "year": 2000 + n % 5})
    for n in range(40)
).encode()

with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/ctypes.db".encode()
    status, writer, message = call("casebook_open_writer", path)
    assert status == 0, message
    added, error = ctypes.c_size_t(), Text()
    status = library.casebook_add_reports(
        writer, records, ctypes.c_size_t(len(records)), ctypes.byref(added), ctypes.byref(error)
    )
    assert (status, added.value) == (0, 40)
    assert library.casebook_commit(writer, ctypes.byref(error)) == 0
    library.casebook_close_writer(writer)

    status, searcher, message = call("casebook_open_searcher", path)
    assert status == 0, message
    request = json.dumps({"query": "leukemia", "facets": ["year"], "top": 3}).encode()
    answer = text("casebook_search", searcher, request, None)
    assert answer["total"] == 40 and len(answer["hits"]) == 3
    assert [value["count"] for value in answer["facets"]["year"]] == [8] * 5

    status, _, message = call("casebook_search", searcher, b"{", None)
    assert status == 8 and "JSON" in message, (status, message)

    answers = []
    threads = [
        threading.Thread(
            target=lambda: answers.extend(
                text("casebook_search", searcher, request, None)["total"] for _ in range(20)
            )
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [40] * 80
    library.casebook_close_searcher(searcher)

assert library.casebook_version().decode().count(".") == 2
