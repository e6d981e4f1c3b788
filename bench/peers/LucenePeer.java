import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene as it comes, with its English analyzer: one field of title and text, stored, with positions.
 *
 *   index DB THREADS FILE.tsv           FILE.tsv: id, title and text of a record a line
 *   time-queries DB MODE REPEAT FILE    or, and, phrase, prefix; a query a line; prints JSON
 *
 * Of REPEAT passes over the queries the last one counts: 1 shows a cold JVM, 40 a warm one. An answer
 * is the ids of the first ten.
 */
public final class LucenePeer {
    private static final int TOP = 10;

    public static void main(String[] words) throws Exception {
        if (words.length == 4 && words[0].equals("index")) {
            index(Paths.get(words[1]), Integer.parseInt(words[2]), Paths.get(words[3]));
        } else if (words.length == 5 && words[0].equals("time-queries")) {
            timeQueries(Paths.get(words[1]), words[2], Integer.parseInt(words[3]), Paths.get(words[4]));
        } else {
            System.err.println("LucenePeer: index DB THREADS FILE | time-queries DB MODE REPEAT FILE");
            System.exit(2);
        }
    }

    private static void index(Path folder, int threads, Path file) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        try (FSDirectory directory = FSDirectory.open(folder);
             IndexWriter writer = new IndexWriter(directory, config);
             BufferedReader lines = Files.newBufferedReader(file)) {
            List<Thread> workers = new ArrayList<>();
            List<Exception> failures = new ArrayList<>();
            for (int number = 0; number < threads; ++number) {
                Thread worker = new Thread(() -> {
                    try {
                        addLines(writer, lines);
                    } catch (IOException failure) {
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    }
                });
                worker.start();
                workers.add(worker);
            }
            for (Thread worker : workers) {
                worker.join();
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    private static void addLines(IndexWriter writer, BufferedReader lines) throws IOException {
        for (;;) {
            String line;
            synchronized (lines) {
                line = lines.readLine();
            }
            if (line == null) {
                return;
            }
            String[] columns = line.split("\t", 3);
            Document document = new Document();
            document.add(new StringField("id", columns[0], Field.Store.YES));
            document.add(new TextField("text", columns[1] + "\n" + columns[2], Field.Store.YES));
            writer.addDocument(document);
        }
    }

    private static Query makeQuery(QueryBuilder builder, String mode, String line) {
        Query query;
        switch (mode) {
            case "or":
                query = builder.createBooleanQuery("text", line, BooleanClause.Occur.SHOULD);
                break;
            case "and":
                query = builder.createBooleanQuery("text", line, BooleanClause.Occur.MUST);
                break;
            case "phrase":
                query = builder.createPhraseQuery("text", line);
                break;
            case "prefix":
                query = new PrefixQuery(new Term("text", line));
                break;
            default:
                throw new IllegalArgumentException(mode + ": no such mode");
        }
        return query;
    }

    private static int answer(IndexSearcher searcher, QueryBuilder builder, String mode, String line)
            throws IOException {
        Query query = makeQuery(builder, mode, line);
        if (query == null) {
            return 0;  // stop words alone
        }
        int hits = 0;
        for (ScoreDoc hit : searcher.search(query, TOP).scoreDocs) {
            hits += searcher.doc(hit.doc, java.util.Set.of("id")).get("id").isEmpty() ? 0 : 1;
        }
        return hits;
    }

    private static void timeQueries(Path folder, String mode, int repeat, Path file) throws Exception {
        List<String> queries = new ArrayList<>(Files.readAllLines(file));
        queries.removeIf(String::isEmpty);
        try (FSDirectory directory = FSDirectory.open(folder);
             IndexReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);  // the same queries come again: that would time the cache
            Analyzer analyzer = new EnglishAnalyzer();
            QueryBuilder builder = new QueryBuilder(analyzer);
            int hits = 0;
            double[] times = new double[queries.size()];
            for (int pass = 0; pass < repeat; ++pass) {
                hits = 0;
                for (int number = 0; number < queries.size(); ++number) {
                    long start = System.nanoTime();
                    hits += answer(searcher, builder, mode, queries.get(number));
                    times[number] = (System.nanoTime() - start) / 1e3;
                }
            }
            Arrays.sort(times);
            System.out.printf(java.util.Locale.ROOT,
                "{\"hits\": %d, \"p50\": %.2f, \"p95\": %.2f, \"p99\": %.2f}%n", hits,
                percentile(times, 50), percentile(times, 95), percentile(times, 99));
        }
    }

    private static double percentile(double[] sorted, double percent) {
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }
}
