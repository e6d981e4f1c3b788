/* The C interface as a C program uses it. usage: c_interface_test FOLDER (empty, to write to) */
#include <casebook/casebook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

static void expect(int good, const char *what, const char *message) {
    if (good) return;
    ++failures;
    fprintf(stderr, "not so: %s (%s)\n", what, message != NULL ? message : "no message");
}

#define EXPECT(condition) expect((condition), #condition, error)

static const char kReports[] =
    "{\"id\":\"a\",\"title\":\"Aplastic anemia\",\"text\":\"Treated with thymoglobulin.\",\"year\":2001,\"embedding\":[1,2]}\n"
    "{\"id\":\"b\",\"title\":\"Wrist\",\"text\":\"A fracture after a fall.\",\"year\":2002,\"embedding\":[2,-1]}\n";

/* A search's answer, which must hold `part`. */
static void search(const casebook_searcher *searcher, const char *request,
                   const casebook_cancel_token *token, const char *part) {
    char *answer = NULL;
    char *error = NULL;
    EXPECT(casebook_search(searcher, request, token, &answer, &error) == CASEBOOK_OK);
    expect(answer != NULL && strstr(answer, part) != NULL, part, answer);
    casebook_free(answer);
    casebook_free(error);
}

static void make_index(const char *path) {
    casebook_writer *writer = NULL;
    casebook_writer *second = NULL;
    char *error = NULL;
    size_t added = 9;
    EXPECT(casebook_open_writer(path, &writer, &error) == CASEBOOK_OK);
    EXPECT(casebook_open_writer(path, &second, &error) == CASEBOOK_LOCKED);
    EXPECT(second == NULL && error != NULL);
    casebook_free(error);
    EXPECT(casebook_add_reports(writer, kReports, sizeof kReports - 1, &added, &error) ==
           CASEBOOK_OK);
    EXPECT(added == 2);
    EXPECT(casebook_add_reports(writer, "{\"id\":", 6, &added, &error) ==
           CASEBOOK_INVALID_ARGUMENT);
    EXPECT(added == 0 && error != NULL && strstr(error, "record 1") != NULL);
    casebook_free(error);
    EXPECT(casebook_add_reports(writer, "{\"id\":\"c\",\"text\":\"x\"}", 21, NULL, NULL) ==
           CASEBOOK_OK);
    EXPECT(casebook_remove_report(writer, "c", &error) == CASEBOOK_OK);
    EXPECT(casebook_remove_report(writer, "c", NULL) == CASEBOOK_NOT_FOUND);
    EXPECT(casebook_commit(writer, &error) == CASEBOOK_OK);
    casebook_close_writer(writer);
}

static void use_searcher(const char *path) {
    casebook_searcher *searcher = NULL;
    casebook_cancel_token *token = casebook_make_cancel_token();
    char *text = NULL;
    char *error = NULL;
    EXPECT(casebook_open_searcher(path, &searcher, &error) == CASEBOOK_OK);
    search(searcher, "{\"query\":\"ATG\"}", NULL, "\"id\":\"a\"");
    search(searcher, "{\"query\":\"ATG\"}", token, "\"timed_out\":false");
    search(searcher, "{\"query\":\"fracture OR anemia\",\"filters\":[{\"field\":\"year\",\"value\":\"2002\"}],"
                     "\"facets\":[\"year\"]}", NULL, "\"value\":\"2001\"");
    search(searcher, "{\"embedding\":[0.5,1],\"fusion\":{\"depth\":1}}", NULL,
           "\"fusion\":{\"words_rank\":null,\"vector_rank\":1");
    EXPECT(casebook_search(searcher, "{\"embedding\":[1]}", NULL, &text, NULL) ==
           CASEBOOK_INVALID_ARGUMENT);
    EXPECT(casebook_prepare_neighbours(searcher, &error) == CASEBOOK_OK);
    casebook_cancel(token);
    search(searcher, "{\"query\":\"ATG\"}", token, "\"timed_out\":true");

    EXPECT(casebook_search(searcher, "{\"querry\":1}", NULL, &text, &error) ==
           CASEBOOK_INVALID_ARGUMENT);
    EXPECT(text == NULL && error != NULL && strstr(error, "querry") != NULL);
    casebook_free(error);
    EXPECT(casebook_search(searcher, NULL, NULL, &text, NULL) == CASEBOOK_INVALID_ARGUMENT);
    EXPECT(casebook_search(searcher, "{\"facets\":[\"nothing\"]}", NULL, &text, NULL) ==
           CASEBOOK_INVALID_ARGUMENT);

    EXPECT(casebook_show_report(searcher, "b", &text, &error) == CASEBOOK_OK);
    EXPECT(text != NULL && strstr(text, "fracture") != NULL);
    casebook_free(text);
    EXPECT(casebook_show_report(searcher, "z", &text, NULL) == CASEBOOK_NOT_FOUND);
    EXPECT(casebook_find_similar(searcher, "a", "{}", NULL, &text, &error) == CASEBOOK_OK);
    EXPECT(text != NULL && strstr(text, "\"query\":\"a\"") != NULL);
    casebook_free(text);
    EXPECT(casebook_find_similar(searcher, "z", "{}", NULL, &text, NULL) == CASEBOOK_NOT_FOUND);
    EXPECT(casebook_suggest(searcher, "frac", 5, &text, &error) == CASEBOOK_OK);
    EXPECT(text != NULL && strstr(text, "fracture") != NULL);
    casebook_free(text);
    casebook_free_cancel_token(token);
    casebook_close_searcher(searcher);
}

static void use_analysis(void) {
    casebook_annotator *annotator = NULL;
    char *text = NULL;
    char *error = NULL;
    EXPECT(casebook_make_annotator(&annotator, &error) == CASEBOOK_OK);
    EXPECT(casebook_annotate(annotator, kReports, sizeof kReports - 1, &text, &error) ==
           CASEBOOK_OK);
    EXPECT(text != NULL && strstr(text, "antithymocyte globulin") != NULL);
    casebook_free(text);
    EXPECT(casebook_annotate(annotator, "", 0, &text, NULL) == CASEBOOK_INVALID_ARGUMENT);
    casebook_free_annotator(annotator);
    EXPECT(casebook_look_up("ATG", &text, &error) == CASEBOOK_OK);
    EXPECT(text != NULL && strstr(text, "antithymocyte globulin") != NULL);
    casebook_free(text);
}

int main(int count, char **arguments) {
    char path[4096];
    casebook_searcher *searcher = NULL;
    char *error = NULL;
    if (count != 2) return 2;
    snprintf(path, sizeof path, "%s/c.db", arguments[1]);
    EXPECT(casebook_open_searcher(path, &searcher, &error) == CASEBOOK_NOT_FOUND);
    EXPECT(searcher == NULL && error != NULL);
    casebook_free(error);
    error = NULL;
    make_index(path);
    use_searcher(path);
    use_analysis();
    casebook_close_searcher(NULL);
    casebook_close_writer(NULL);
    casebook_free(NULL);
    EXPECT(strchr(casebook_version(), '.') != NULL);
    return failures == 0 ? 0 : 1;
}
