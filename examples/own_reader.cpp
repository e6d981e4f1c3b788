// Reads a format that casebook does not know and indexes what it finds there.
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/searcher.hpp>
#include <iostream>
#include <sstream>

namespace {

/// Reports of a ward's register: a line "number|title" each, then lines of text to an empty line.
class RegisterReader {
public:
    explicit RegisterReader(std::istream& lines) : lines_(lines) {}

    /// The next report; false behind the last one.
    bool read(casebook::CaseReport& report) {
        std::string line;
        if (!std::getline(lines_, line)) return false;
        const auto bar = line.find('|');
        if (bar == std::string::npos)
            throw casebook::Error(casebook::ErrorCode::invalid_argument, "a line without a bar");
        report = {};
        report.id = "register-" + line.substr(0, bar);
        report.title = line.substr(bar + 1);
        std::string text;
        while (std::getline(lines_, line) && !line.empty())
            text += line + "\n";
        report.sections = {{casebook::SectionKind::body, {}, text}};
        return true;
    }

private:
    std::istream& lines_;
};

}  // namespace

int main(int, char** arguments) try {
    std::istringstream file(
        "17|Fever of unknown origin\nThe patient had been in Crete.\nBrucella grew.\n\n"
        "18|A swollen knee\nThe aspirate was sterile.\n");
    casebook::IndexWriter writer(arguments[1]);
    RegisterReader reader(file);
    casebook::CaseReport report;
    while (reader.read(report))
        writer.add(report);
    writer.commit();

    casebook::SearchRequest request;
    request.query = "brucella";
    const auto result = casebook::Searcher(arguments[1]).search(request);
    for (const casebook::Hit& hit : result.hits)
        std::cout << hit.report.id << " " << hit.report.title << "\n";
    return result.total == 1 && result.hits[0].report.id == "register-17" ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
