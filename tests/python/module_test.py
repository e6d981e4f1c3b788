"""The Python module as a program uses it. PYTHONPATH holds the package."""

import array
import inspect
import json
import math
import pathlib
import tempfile
import threading
import unittest

import casebook

try:
    import numpy
except ImportError:  # whoever has no arrays has lists
    numpy = None


def report(number: int) -> dict:
    return {
        "id": f"r{number:03}",
        "title": f"Leukemia, case {number}",
        "text": f"Remission of a <leukemia> after antithymocyte globulin, case {number}.",
        "year": 2000 + number % 5,
        "language": "en",
    }


class ModuleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name) / "index.db"
        with casebook.IndexWriter(cls.path) as writer:
            for number in range(250):
                writer.add(report(number))
        cls.searcher = casebook.Searcher(cls.path)

    @classmethod
    def tearDownClass(cls) -> None:
        del cls.searcher
        cls.folder.cleanup()

    def test_search_filters_and_facets(self) -> None:
        result = self.searcher.search(
            "ATG", filters={"year": ["2001", "2002"]}, facets=["year", {"field": "language"}], top=3
        )
        self.assertEqual((result.total, len(result)), (100, 3))
        self.assertEqual([value.count for value in result.facets["year"]], [50] * 5)
        self.assertEqual(result.facets["language"][0].count, 100)
        self.assertTrue(all(hit.year in (2001, 2002) for hit in result))
        self.assertIn("antithymocyte globulin", [text for text, _ in result[0].snippets[0].highlights])
        self.assertEqual(result.read_as[0]["label"], "antithymocyte globulin")

    def test_hits_come_lazily_and_are_all_there(self) -> None:
        ids = [hit.id for hit in self.searcher.hits("leukemia", page=60, snippets=False)]
        self.assertEqual(sorted(ids), [f"r{number:03}" for number in range(250)])
        self.assertEqual(next(self.searcher.hits("leukemia", page=1)).rank, 1)

    def test_what_a_notebook_shows(self) -> None:
        result = self.searcher.search("leukemia", top=2)
        self.assertIn("2 of 250", repr(result))
        self.assertIn(result[0].id, repr(result))
        self.assertIn("<mark>leukemia</mark>", result._repr_html_())
        self.assertIn("&lt;", result._repr_html_())
        self.assertEqual(repr(self.searcher), f"casebook.Searcher({str(self.path)!r})")

    def test_similar_show_and_suggest(self) -> None:
        self.assertEqual(self.searcher.show("r007")["title"], "Leukemia, case 7")
        self.assertIn("leuk", self.searcher.suggest("leuk", 1)[0]["text"])
        self.assertEqual(self.searcher.similar("r007", top=1).query, "r007")
        self.assertIsNone(self.searcher.similar_to_text("A case of case 7 leukemia.").query)

    def test_errors_are_exceptions(self) -> None:
        with self.assertRaises(casebook.NotFoundError):
            casebook.Searcher(self.path / "nothing")
        with self.assertRaises(LookupError):
            self.searcher.show("nothing")
        with self.assertRaises(casebook.NotFoundError):
            self.searcher.similar("nothing")
        with self.assertRaisesRegex(casebook.InvalidArgumentError, "nothing"):
            self.searcher.search("leukemia", facets=["nothing"])
        with self.assertRaises(ValueError):
            self.searcher.search("leukemia", match="none")
        with casebook.IndexWriter(self.path) as writer:
            self.assertEqual(len(writer), 250)
            with self.assertRaises(casebook.LockedError):
                casebook.IndexWriter(self.path)
            with self.assertRaises(casebook.Error):
                writer.add({"id": "a"})
        with self.assertRaises(casebook.Error):
            writer.commit()

    def test_early_ends(self) -> None:
        self.assertFalse(self.searcher.search("leukemia", timeout=60).timed_out)
        self.assertTrue(self.searcher.search("leukemia", timeout=0).timed_out)
        token = casebook.CancelToken()
        self.assertFalse(self.searcher.search("leukemia", cancel=token).timed_out)
        token.cancel()
        self.assertTrue(self.searcher.search("leukemia", cancel=token).timed_out)

    def test_retriever_gives_runs(self) -> None:
        retriever = casebook.Retriever(self.searcher, top=20)
        run = retriever.run({"q1": "leukemia case 7", "q2": "nosuchwordatall"})
        self.assertEqual(len(run["q1"]), 20)
        scores = list(run["q1"].values())
        self.assertTrue(all(left > right for left, right in zip(scores, scores[1:])))
        result = self.searcher.search("leukemia case 7", top=20)
        self.assertEqual(list(run["q1"]), [hit.id for hit in result])
        self.assertEqual(run["q2"], {})

    def test_vectors_of_any_kind(self) -> None:
        path = pathlib.Path(self.folder.name) / "vectors.db"
        with casebook.IndexWriter(path) as writer:
            writer.add({"id": "a", "text": "A fever.", "embedding": [1, 0]})
            writer.add({"id": "b", "text": "A rash.", "embedding": array.array("f", [0, 2])})
            writer.add({"id": "c", "text": "A cough."})
            with self.assertRaisesRegex(casebook.InvalidArgumentError, "has 3 numbers"):
                writer.add({"id": "d", "text": "A cramp.", "embedding": (1, 2, 3)})
            with self.assertRaisesRegex(casebook.InvalidArgumentError, "zeros"):
                writer.add({"id": "d", "text": "A cramp.", "embedding": [0, 0]})
            with self.assertRaisesRegex(casebook.InvalidArgumentError, "finite"):
                writer.add({"id": "d", "text": "A cramp.", "embedding": [0, math.nan]})
        searcher = casebook.Searcher(path)
        vectors = [[0.5, 1], (0.5, 1), array.array("d", [0.5, 1]), memoryview(array.array("f", [0.5, 1]))]
        if numpy is not None:
            vectors += [numpy.array([0.5, 1]), numpy.array([0.5, 1], dtype="float32")]
        for vector in vectors:
            result = searcher.search("fever", embedding=vector)
            self.assertEqual([hit.id for hit in result], ["a", "b"])
            self.assertEqual(result.total, 2)
            self.assertIsNone(result[1].fusion["words_rank"])
            self.assertAlmostEqual(result[1].fusion["similarity"], 2 / math.sqrt(5), places=6)
            self.assertEqual(searcher.rank("fever", embedding=vector)[0][0], "a")
        self.assertEqual(len(searcher.search("", embedding=[1, 1], fusion={"depth": 1})), 1)
        self.assertIsNone(searcher.search("fever")[0].fusion)
        for wrong in ([[1, 2]], "12", [1, "x"], [1, math.inf], 3):
            with self.assertRaises(casebook.InvalidArgumentError):
                searcher.search("fever", embedding=wrong)
        searcher.prepare_neighbours()  # nothing to do for three reports

    def test_an_index_in_memory(self) -> None:
        memory = casebook.MemoryIndex()
        with casebook.IndexWriter(memory) as writer:
            writer.add({"id": "a", "text": "A fever."})
        self.assertEqual(casebook.Searcher(memory).search("fever").total, 1)
        place = pathlib.Path(memory.path)
        self.assertTrue(place.exists())
        del memory
        self.assertFalse(place.exists())

    def test_threads_share_a_searcher(self) -> None:
        totals: list[int] = []
        threads = [
            threading.Thread(
                target=lambda: totals.extend(
                    self.searcher.search("leukemia").total for _ in range(10)
                )
            )
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(totals, [250] * 40)

    def test_what_is_closed_leaves_no_handle(self) -> None:
        handles = pathlib.Path("/proc/self/fd")
        before = len(list(handles.iterdir()))
        for _ in range(300):
            self.assertEqual(casebook.Searcher(self.path).search("leukemia", top=1).total, 250)
        self.assertEqual(len(list(handles.iterdir())), before)

    def test_index_reads_files(self) -> None:
        folder = pathlib.Path(self.folder.name)
        source = folder / "reports.jsonl"
        source.write_text(json.dumps(report(1)) + "\n{bad\n", encoding="utf-8")
        account = casebook.index(folder / "other.db", [source], jobs=1)
        self.assertEqual((account["added"], account["rejected"]), (1, 1))
        self.assertEqual(account["rejections"][0][1], 2)
        self.assertEqual(casebook.Searcher(folder / "other.db").search("ATG").total, 1)

    def test_analysis(self) -> None:
        found = casebook.annotate("A case\n\nTreated with antithymocyte globulin (ATG).")
        self.assertIn("antithymocyte globulin", json.dumps(found["concepts"]))
        self.assertEqual(casebook.look_up("ATG")[0]["label"], "antithymocyte globulin")
        self.assertEqual(casebook.look_up("nosuchwordatall"), [])

    def test_everything_public_is_documented_and_typed(self) -> None:
        for name in casebook.__all__:
            item = getattr(casebook, name)
            if inspect.isfunction(item) or name in ("Searcher", "Retriever", "IndexWriter"):
                self.assertTrue(item.__doc__, name)
        self.assertEqual(inspect.signature(casebook.look_up).return_annotation, "list[dict[str, Any]]")
        self.assertTrue((pathlib.Path(casebook.__file__).parent / "py.typed").exists())


if __name__ == "__main__":
    unittest.main()
