// Compiles a folder of thesaurus rows into one file. The build runs it on index_data/thesaurus and
// embeds what it makes.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "casebook/built_in.hpp"
#include "casebook/thesaurus_compiler.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: casebook_compile_thesaurus [--strict] FOLDER OUTPUT [DEPFILE]\n"
    "    Problems go to standard error, by file and line; with --strict they end in status 1.\n"
    "    DEPFILE tells the build what was read: the files, and the folders that may get more.\n";

void write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    stream.flush();
    if (!stream) throw std::runtime_error(file.string() + ": cannot be written");
}

std::string depfile(const fs::path& folder, const fs::path& output,
                    const std::vector<std::string>& files) {
    std::string text = output.string() + ": " + folder.string();
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_directory()) text += " \\\n  " + entry.path().string();
    }
    for (const std::string& file : files)
        text += " \\\n  " + (folder / file).string();
    return text + "\n";
}

int compile(const std::vector<std::string>& words, bool strict) {
    const fs::path folder = words[0];
    const ThesaurusFolder read = load_thesaurus_folder(folder);
    CompiledThesaurus compiled = compile_thesaurus(read.source, built_in_analyzer());
    std::vector<VocabularyProblem> problems = read.problems;
    for (const RowProblem& problem : compiled.problems)
        problems.push_back(read.locate(problem));
    for (VocabularyProblem& problem : problems) {
        problem.file = (folder / problem.file).string();
        std::cerr << to_string(problem) << '\n';
    }
    if (strict && !problems.empty()) return 1;
    write_file(words[1], compiled.bytes);
    if (words.size() > 2) write_file(words[2], depfile(folder, words[1], read.files));
    return 0;
}

}  // namespace
}  // namespace casebook

int main(int count, char** arguments) {
    std::vector<std::string> words(arguments + 1, arguments + count);
    const bool strict = !words.empty() && words.front() == "--strict";
    if (strict) words.erase(words.begin());
    if (words.size() < 2 || words.size() > 3) {
        std::cerr << casebook::kUsage;
        return 2;
    }
    try {
        return casebook::compile(words, strict);
    } catch (const std::exception& error) {
        std::cerr << "casebook_compile_thesaurus: " << error.what() << '\n';
    }
    return 2;
}
