"""What searches answer. Each object wraps the JSON of docs/json.md, which `json` gives whole."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any, overload


class Snippet:
    """A passage of a report. `highlights` are the pieces of `text` that made it match."""

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    @property
    def section(self) -> str:
        return self.json["section"]

    @property
    def text(self) -> str:
        return self.json["text"]

    def pieces(self) -> list[tuple[str, str | None]]:
        """The text in pieces, each with the reason why it is highlighted, or None."""
        text = self.text.encode()  # offsets are bytes
        pieces: list[tuple[str, str | None]] = []
        done = 0
        for begin, end, reason in self.json["highlights"]:
            if begin > done:
                pieces.append((text[done:begin].decode(), None))
            pieces.append((text[begin:end].decode(), reason))
            done = end
        if done < len(text):
            pieces.append((text[done:].decode(), None))
        return pieces

    @property
    def highlights(self) -> list[tuple[str, str]]:
        return [(piece, reason) for piece, reason in self.pieces() if reason is not None]

    def __repr__(self) -> str:
        return f"<Snippet {self.section}: {self.text!r}>"

    def _repr_html_(self) -> str:
        return "".join(
            html.escape(piece) if reason is None else f"<mark>{html.escape(piece)}</mark>"
            for piece, reason in self.pieces()
        )


class Hit:
    """A report that answers a query."""

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    @property
    def rank(self) -> int:
        """From 1."""
        return self.json["rank"]

    @property
    def score(self) -> float:
        return self.json["score"]

    @property
    def partial(self) -> bool:
        """Whether it holds only a part of the query."""
        return self.json["partial"]

    @property
    def id(self) -> str:
        return self.json["id"]

    @property
    def title(self) -> str:
        return self.json["title"]

    @property
    def year(self) -> int | None:
        return self.json["year"]

    @property
    def journal(self) -> str | None:
        return self.json["journal"]

    @property
    def languages(self) -> list[str]:
        return self.json["languages"]

    @property
    def fusion(self) -> dict[str, Any] | None:
        """Of a search with a vector: `words_rank`, `vector_rank` and `similarity`."""
        return self.json.get("fusion")

    @property
    def facts(self) -> dict[str, Any]:
        return self.json["facts"]

    @property
    def snippets(self) -> list[Snippet]:
        return [Snippet(snippet) for snippet in self.json["snippets"]]

    def __repr__(self) -> str:
        partial = ", partial" if self.partial else ""
        return f"<Hit {self.rank}: {self.id!r} {self.title!r}, score {self.score:.4g}{partial}>"


class FacetValue:
    """One value of a facet and in how many answers it stands."""

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    @property
    def value(self) -> str:
        return self.json["value"]

    @property
    def label(self) -> str:
        return self.json["label"]

    @property
    def count(self) -> int:
        return self.json["count"]

    def __repr__(self) -> str:
        return f"<{self.label!r}: {self.count}>"


class Result(Sequence[Hit]):
    """The answer to one search: a sequence of its hits, best first."""

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    @property
    def query(self) -> str | None:
        return self.json["query"]

    @property
    def total(self) -> int:
        """Reports that answer the query in full; at least so many if it timed out."""
        return self.json["total"]

    @property
    def timed_out(self) -> bool:
        return self.json["timed_out"]

    @property
    def took_ms(self) -> float:
        return self.json["took_ms"]

    @property
    def suggestion(self) -> str | None:
        """The query with its misspelt words put right."""
        return self.json["suggestion"]

    @property
    def read_as(self) -> list[dict[str, Any]]:
        return self.json["read_as"]

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        return self.json["diagnostics"]

    @property
    def facets(self) -> dict[str, list[FacetValue]]:
        return {
            field: [FacetValue(value) for value in values]
            for field, values in self.json["facets"].items()
        }

    @property
    def hits(self) -> list[Hit]:
        return list(self)

    def __len__(self) -> int:
        return len(self.json["hits"])

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [Hit(hit) for hit in self.json["hits"][index]]
        return Hit(self.json["hits"][index])

    def __iter__(self) -> Iterator[Hit]:
        return (Hit(hit) for hit in self.json["hits"])

    def __repr__(self) -> str:
        cut = ", stopped early" if self.timed_out else ""
        lines = [f"<Result {self.query!r}: {len(self)} of {self.total}{cut}>"]
        return "\n".join(lines + [f"  {hit!r}" for hit in self])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{hit.rank}</td><td>{html.escape(hit.id)}</td><td>{html.escape(hit.title)}"
            f"<br>{' … '.join(snippet._repr_html_() for snippet in hit.snippets)}</td></tr>"
            for hit in self
        )
        return f"<p>{len(self)} of {self.total}</p><table>{rows}</table>"
