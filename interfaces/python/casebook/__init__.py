"""casebook, a full-text search engine for medical case reports.

    import casebook
    casebook.index("cases.db", ["reports/"])
    searcher = casebook.Searcher("cases.db")
    for hit in searcher.search("ATG leukemia", facets=["year"]):
        print(hit.rank, hit.id, hit.title)

What cannot go on raises `casebook.Error` or one of its subclasses. Searches run without Python's
lock. The module is, as a whole, under the GNU GPL version 3 or later.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, Union

from . import _native
from ._native import (
    CancelledError,
    CancelToken,
    CorruptError,
    DiskFullError,
    Error,
    InvalidArgumentError,
    LockedError,
    NotAnIndexError,
    NotFoundError,
    SchemaMismatchError,
    StorageError,
    TimedOutError,
    __version__,
)
from .results import FacetValue, Hit, Result, Snippet

__all__ = [
    "Annotator", "CancelToken", "CancelledError", "CorruptError", "DiskFullError", "Error",
    "FacetValue", "Hit", "IndexWriter", "InvalidArgumentError", "LockedError", "MemoryIndex",
    "NotAnIndexError", "NotFoundError", "Result", "Retriever", "SchemaMismatchError", "Searcher", "Snippet",
    "StorageError", "TimedOutError", "__version__", "annotate", "index", "look_up",
]  # fmt: skip

Path = Union[str, "os.PathLike[str]"]
Filters = Union[Mapping[str, Union[str, int, Sequence[str]]], Sequence[Mapping[str, Any]]]
Facets = Sequence[Union[str, Mapping[str, Any]]]


def _filters(filters: Filters) -> list[dict[str, Any]]:
    """The filters of a request, from a mapping of fields to values, or as docs/json.md has them."""
    if not isinstance(filters, Mapping):
        return [dict(item) for item in filters]
    made = []
    for field, values in filters.items():
        for value in [values] if isinstance(values, (str, int)) else values:
            made.append({"field": field, "value": str(value)})
    return made


def _numbers(embedding: Any) -> list[float]:
    """A vector as JSON has it, from any sequence or buffer of numbers, such as numpy's arrays."""
    if hasattr(embedding, "tolist"):  # numpy, array, memoryview
        embedding = embedding.tolist()
    try:
        if isinstance(embedding, (str, bytes)):
            raise TypeError("a text is none")
        numbers = [float(number) for number in embedding]
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(f"an embedding must be numbers in a row: {error}") from None
    if not all(map(math.isfinite, numbers)):
        raise InvalidArgumentError("an embedding must be finite numbers")
    return numbers


def _request(options: dict[str, Any]) -> str:
    """JSON of a request. Options that are None keep their defaults."""
    request = {key: value for key, value in options.items() if value is not None}
    if "embedding" in request:
        request["embedding"] = _numbers(request["embedding"])
    if "filters" in request:
        request["filters"] = _filters(request["filters"])
    if "timeout" in request:
        request["timeout_ms"] = max(0, math.floor(request.pop("timeout") * 1000))
    return json.dumps(request)


class Searcher:
    """Answers queries over one index. Threads may share it.

    Each call answers from one revision of the index, the newest committed when it began.
    """

    def __init__(self, path: Path) -> None:
        self.path = os.fspath(path)
        self._searcher = _native.Searcher(self.path)

    def search(
        self,
        query: str,
        *,
        top: int | Literal["all"] | None = None,
        offset: int | None = None,
        filters: Filters | None = None,
        facets: Facets | None = None,
        sort: Literal["relevance", "year"] | None = None,
        match: Literal["auto", "all", "most", "any"] | None = None,
        snippets: bool | None = None,
        boolean: bool | None = None,
        feedback: bool | None = None,
        correct: bool | None = None,
        synonyms: bool | None = None,
        explain: bool | None = None,
        embedding: Iterable[float] | None = None,
        fusion: Mapping[str, float] | None = None,
        timeout: float | None = None,
        cancel: CancelToken | None = None,
    ) -> Result:
        """The answer to `query`.

        `filters` is a mapping such as ``{"year": "1999..2004", "language": ["en", "fr"]}``, or a
        list of objects as docs/json.md has them, as are `facets`, or names of fields. `timeout` is
        in seconds: a search that ends early, or that `cancel` ends, returns what it has, with
        `timed_out` true. A query is never an error: see `Result.diagnostics`.

        `embedding` is the query as a vector (a sequence, an array of numpy), made by the model
        that made the reports' embeddings; `fusion`, such as ``{"depth": 100, "k": 60}``, tells how
        its neighbours and the ranking by words become one (docs/embedding.md).
        """
        options = {key: value for key, value in locals().items() if key not in ("self", "cancel")}
        return Result(json.loads(self._searcher.search(_request(options), cancel)))

    def hits(self, query: str, *, page: int = 100, **options: Any) -> Iterator[Hit]:
        """Every report that answers `query` in full, best first, fetched a page at a time."""
        offset = 0
        while True:
            result = self.search(query, top=page, offset=offset, **options)
            for hit in result:
                if hit.partial:
                    return
                yield hit
            offset += page
            if offset >= result.total or not len(result):
                return

    def similar(
        self, id: str, *, cancel: CancelToken | None = None, **options: Any
    ) -> Result:
        """The reports most like the one with that id; takes `search`'s options.

        Raises NotFoundError if the index has no such report.
        """
        answer = self._searcher.similar(id, _request(options), cancel)
        if answer is None:
            raise NotFoundError(f"no report has the id {id!r}")
        return Result(json.loads(answer))

    def similar_to_text(
        self, text: str | bytes, *, cancel: CancelToken | None = None, **options: Any
    ) -> Result:
        """The reports most like the first one in `text`, which is in any form that is read."""
        return Result(json.loads(self._searcher.similar_to_text(text, _request(options), cancel)))

    def rank(self, query: str, *, top: int = 1000, **options: Any) -> list[tuple[str, float]]:
        """Ids and scores alone, best first: several times as fast as `search`."""
        return self._searcher.rank(_request({"query": query, "top": top, **options}))

    def show(self, id: str) -> dict[str, Any]:
        """The stored report of that id. Raises NotFoundError if there is none."""
        report = self._searcher.show(id)
        if report is None:
            raise NotFoundError(f"no report has the id {id!r}")
        return json.loads(report)

    def suggest(self, prefix: str, top: int = 10) -> list[dict[str, Any]]:
        """How `prefix`, a query as far as it was typed, could go on."""
        return json.loads(self._searcher.suggest(prefix, top))["completions"]

    def prepare_neighbours(self) -> None:
        """Makes searches with a vector fast in the newest commit of a large index, at the price of
        a missed neighbour now and then; takes about a millisecond an embedding."""
        self._searcher.prepare_neighbours()

    def __repr__(self) -> str:
        return f"casebook.Searcher({self.path!r})"


class MemoryIndex:
    """A place in memory for an index, gone with the object: `path` is what `IndexWriter`, `index`
    and `Searcher` take."""

    def __init__(self) -> None:
        self._place = _native.MemoryIndex()
        self.path = self._place.path

    def __fspath__(self) -> str:
        return self.path

    def __repr__(self) -> str:
        return f"casebook.MemoryIndex({self.path!r})"


class Retriever:
    """A first stage for retrieval toolkits: queries in, ranked ids and scores out.

    `options` are those of `Searcher.search`. Scores fall strictly from rank to rank, so that a
    toolkit that sorts by them keeps the order.
    """

    def __init__(self, searcher: Searcher | Path, top: int = 1000, **options: Any) -> None:
        self.searcher = searcher if isinstance(searcher, Searcher) else Searcher(searcher)
        self.top = top
        self.options = options

    def retrieve(self, query: str) -> list[tuple[str, float]]:
        """The ranking for one query, best first."""
        ranking = []
        above = math.inf
        for id, score in self.searcher.rank(query, top=self.top, **self.options):
            above = min(score, math.nextafter(above, -math.inf))
            ranking.append((id, above))
        return ranking

    def run(
        self, queries: Mapping[str, str] | Iterable[tuple[str, str]]
    ) -> dict[str, dict[str, float]]:
        """``{query id: {report id: score}}``, what pytrec_eval, ranx, ir_measures and BEIR take."""
        pairs = queries.items() if isinstance(queries, Mapping) else queries
        return {number: dict(self.retrieve(query)) for number, query in pairs}

    def __repr__(self) -> str:
        return f"casebook.Retriever({self.searcher.path!r}, top={self.top})"


class IndexWriter:
    """Changes one index; holds its lock. One thread at a time.

    As a context manager it commits at the end of the block, unless that raised.
    """

    def __init__(self, path: Path, *, wait: int = 0) -> None:
        """Opens or makes the index; waits `wait` seconds for another writer."""
        self.path = os.fspath(path)
        self._open: _native.IndexWriter | None = _native.IndexWriter(self.path, wait)

    @property
    def _writer(self) -> _native.IndexWriter:
        if self._open is None:
            raise InvalidArgumentError("this writer is closed")
        return self._open

    def add(self, report: Mapping[str, Any]) -> None:
        """Adds a report, or replaces the one with its id: a mapping with the keys of a JSON record
        (`id`, `title`, `text` or `sections`, …; docs/formats.md). Its `embedding`, if any, may be
        any sequence or array of numbers."""
        record = dict(report)
        if record.get("embedding") is not None:
            record["embedding"] = _numbers(record["embedding"])
        _, reasons = self._writer.add(json.dumps(record))
        if reasons:
            raise InvalidArgumentError(reasons[0])

    def remove(self, id: str) -> bool:
        """False if there is no report of that id."""
        return self._writer.remove(id)

    def commit(self) -> None:
        """Makes all changes so far durable and visible together."""
        self._writer.commit()

    def close(self) -> None:
        """Lets go of the lock. What was not committed is lost."""
        self._open = None

    def __len__(self) -> int:
        return self._writer.report_count

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()

    def __repr__(self) -> str:
        return f"casebook.IndexWriter({self.path!r})"


def index(
    path: Path, sources: Iterable[Path], *, jobs: int = 0, sync: bool = False
) -> dict[str, Any]:
    """Reads every report in files, folders and archives into the index, as `casebook index` does.

    Returns the account: counts, and the first thousand `rejections` as (file, record, reason).
    """
    return _native.ingest(
        os.fspath(path), [os.fspath(source) for source in sources], jobs, sync
    )


class Annotator:
    """Tells what the analysis finds in reports; nothing is indexed. One thread at a time."""

    def __init__(self) -> None:
        self._annotator = _native.Annotator()

    def annotate(self, text: str | bytes) -> dict[str, Any]:
        """Of the first report in `text`, in any form that is read: sections, abbreviations,
        concepts, facts (docs/json.md)."""
        return json.loads(self._annotator.annotate(text))

    def __repr__(self) -> str:
        return "casebook.Annotator()"


def annotate(text: str | bytes) -> dict[str, Any]:
    """What an `Annotator` finds in one report."""
    return Annotator().annotate(text)


def look_up(term: str) -> list[dict[str, Any]]:
    """The concepts of the built-in thesaurus that a name in any language, or an id, stands for."""
    return json.loads(_native.look_up(term))
