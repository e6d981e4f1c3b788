#include "language_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace casebook {
namespace {

/// Words that a text of the language can hardly do without, and endings of its learned words. A
/// word that several languages have is written in each of them. Neighbours of the languages of case
/// reports stand here too, lest their texts be taken for those.
struct Row {
    std::string_view language;
    std::string_view letters;  ///< beside a to z
    std::string_view words;
    std::string_view endings;
};

constexpr std::array kRows{
    Row{"en", "",
        "the of and in to with was were is are for on at by from an as be been had has have his "
        "her he she it this that which who after before during without or not no but we our "
        "patient patients showed due case year old month months day days et al",
        "ing ed tion tions ness ly ity ous ally ment ments ive ish"},
    Row{"de", "äöüß",
        "der die das und in mit von zu im am bei des den dem ein eine einer einem einen eines ist "
        "war wurde wurden wird sich auf aus nach vor für als auch nicht durch ohne keine kein es "
        "er sie wir bis zur zum über unter oder sowie patient patientin patienten seit jahre",
        "ung ungen keit heit lich liche lichen isch ische ischen ischer schaft igkeit ierte en "
        "tion"},
    Row{"fr", "àâçéèêëîïôùûüÿœæ",
        "le la les de des du un une et en à au aux dans par pour sur avec sans est était sont été "
        "a ont avait que qui il elle nous son sa ses ce cette ou ne pas plus après avant chez "
        "lors d l patient patiente ans mois jours cas",
        "tion tions ique iques eux euse euses ée ées és ité ités ment aire aires ie ant ante eur"},
    Row{"es", "áéíñóúü",
        "el la los las de del un una y e en con por para sin se su sus es fue al a que lo no ha "
        "como más tras desde hasta sobre muy también entre pero esta este ni o presenta "
        "paciente pacientes años meses días caso",
        "ción ciones cion dad dades miento mientos ía ico ica icos icas ado ada ados adas oso osa "
        "aje ales iente ivo iva dor dora"},
    Row{"it", "àèéìíîòóùú",
        "il lo la i gli le di del della dello dei delle degli un una uno e ed in nel nella con per "
        "da dal dalla al alla a che si non è era sono ha stato stata su sul come più dopo senza "
        "anche ma o l d all dell paziente pazienti anni mesi giorni caso",
        "zione zioni mento menti ità ico ica ici iche ato ata ati ate oso osa enza anza ale ali "
        "ivo iva tore aggio"},
    Row{"pt", "áâãàçéêíóôõúü",
        "o a os as de do da dos das um uma e em no na nos nas com por para sem se ao à aos às foi "
        "é que não ou seu sua como mais após desde até entre mas pelo pela também este esta num "
        "numa doente paciente anos meses dias caso homem mulher",
        "ção ções são sões dade dades mento mentos ão ões ico ica icos icas ado ada ados adas oso "
        "osa agem ência ância ivo iva eiro ais"},
    Row{"gl", "áéíñóúüï",
        "o a os as de do da dos das un unha e en no na nos nas con por para sen se ao á aos ás foi "
        "é que non ou seu súa como máis tras desde ata entre pero polo pola tamén dun dunha coa "
        "paciente anos",
        "ción cións dade dades mento ico ica ado ada oso osa axe"},
    Row{"ca", "àçéèíïóòúü",
        "el la els les de del dels un una i en amb per a al als que no es va ha com més després "
        "sense entre però aquest aquesta és són l d pacient anys",
        "ció cions tat tats ment ic ica ada at itat"},
    Row{"ro", "ăâîșşțţ",
        "și de la în cu un o pe din a al ai ale pentru care este fost au prin nu sau se mai după "
        "fără într la unei unui pacient pacientul ani",
        "ție ția ții ului ilor elor ată ică ic area ării"},
    Row{"nl", "éèëïöüáó",
        "de het een en van in met op te is was werd zijn voor door bij aan dat die niet naar uit "
        "om als na ook geen of er patiënt patiënten jaar",
        "ing ingen heid lijk lijke isch ische atie en ie"},
    Row{"sv", "åäöéü",
        "och i att en ett med av på för som är var vid till från den det inte har hade utan efter "
        "om eller patienten år",
        "ning ningar het lig liga isk iska tion"},
    Row{"da", "æøåé",
        "og i at en et med af på for som er var ved til fra den det ikke har havde uden efter om "
        "eller blev patienten år",
        "ning ninger hed lig lige isk iske tion"},
    Row{"no", "æøåéòôó",
        "og i å en et med av på for som er var ved til fra den det ikke har hadde uten etter om "
        "eller ble pasienten år",
        "ning ninger het lig lige isk iske sjon"},
    Row{"pl", "ąćęłńóśźż",
        "i w z na do się nie jest był była było przez dla po oraz u o że za lub przy pod bez "
        "który która pacjent pacjenta lat roku",
        "anie enie ości ość owy owa owe ego ych iem ami ów cja cji"},
    Row{"eu", "ñüç",
        "eta da zen zuen du dira ziren zituen ez bat baten ere edo dago izan egin zion ditu hau "
        "hori duen den gabe ondoren urteko pazientea pazienteak pazienteari",
        "aren arekin ari ak ek tzen koa tasun tasuna rako rik etan etako tik atik tzea"},
    Row{"tr", "çğıöşüâîû",
        "ve bir bu ile için olan da de olarak hasta hastanın olgu çok daha sonra gibi ise değil "
        "veya yaşında",
        "lar ler ların lerin sı nda nde dır dir mış miş ması mesi lık lik"},
};

using Mask = std::uint32_t;  ///< a bit a row
using Votes = std::array<std::uint32_t, kRows.size()>;
static_assert(kRows.size() <= 32);

/// A word's vote is shared out among the languages that have it; an ending says half as much, and
/// so does a single letter, which may be a numeral or a name.
constexpr std::uint32_t kWordVote = 120;
constexpr std::uint32_t kLetterVote = 60;
constexpr std::uint32_t kEndingVote = 60;
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kShortestWithEnding = 6;
constexpr std::size_t kLongestEnding = 8;

using MaskOf = std::unordered_map<std::string_view, Mask>;

template <typename Column>
MaskOf make_masks(Column column) {
    MaskOf masks;
    for (std::size_t row = 0; row < kRows.size(); ++row) {
        std::string_view rest = kRows[row].*column;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            masks[rest.substr(0, end)] |= Mask{1} << row;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return masks;
}

void vote(Mask languages, std::uint32_t weight, Votes& votes) {
    if (languages == 0) return;
    const std::uint32_t share = weight / static_cast<std::uint32_t>(std::popcount(languages));
    for (; languages != 0; languages &= languages - 1)
        votes[static_cast<std::size_t>(std::countr_zero(languages))] += share;
}

Mask find_mask(const MaskOf& masks, std::string_view key) {
    const auto found = masks.find(key);
    return found == masks.end() ? 0 : found->second;
}

/// Each language that has an ending of the word, by whichever is the longest.
Mask languages_of_ending(std::string_view word) {
    static const MaskOf endings = make_masks(&Row::endings);
    for (std::size_t size = std::min(kLongestEnding, word.size() - 3); size >= 2; --size) {
        if (const Mask found = find_mask(endings, word.substr(word.size() - size)); found != 0)
            return found;
    }
    return 0;
}

void vote_by_word(std::string_view word, Votes& votes) {
    static const MaskOf words = make_masks(&Row::words);
    if (const Mask found = find_mask(words, word); found != 0) {
        vote(found, word.size() == 1 ? kLetterVote : kWordVote, votes);
    } else if (word.size() >= kShortestWithEnding) {
        vote(languages_of_ending(word), kEndingVote, votes);
    }
}

/// Calls `visit` with each word of Latin letters (Basic Latin to Latin Extended-A), in small ones.
template <typename Visit>
void for_each_latin_word(std::string_view text, Visit visit) {
    std::string word;
    const auto finish = [&] {
        if (!word.empty() && word.size() <= kLongestWord) visit(std::string_view(word));
        word.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z') {
            word.push_back(static_cast<char>(byte | 0x20U));
        } else if (byte >= 0xC3 && byte <= 0xC8 && at + 1 < text.size()) {
            auto second = static_cast<unsigned char>(text[++at]);
            if (byte == 0xC3 && second >= 0x80 && second <= 0x9E) second |= 0x20U;
            word.push_back(static_cast<char>(byte));
            word.push_back(static_cast<char>(second));
        } else {
            finish();
        }
    }
    finish();
}

/// Whether two words or more of the text have letters that the language lacks.
bool has_foreign_letters(std::string_view text, const Row& row) {
    // The Latin letters of Vietnamese and its like lie beyond those of the table's languages.
    if (text.find("\xE1\xBA") != text.npos || text.find("\xE1\xBB") != text.npos) return true;
    std::size_t foreign = 0;
    for_each_latin_word(text, [&](std::string_view word) {
        for (std::size_t at = 0; at < word.size(); ++at) {
            if (static_cast<unsigned char>(word[at]) < 0x80) continue;
            if (row.letters.find(word.substr(at, 2)) != row.letters.npos) {
                ++at;
                continue;
            }
            ++foreign;
            return;
        }
    });
    return foreign >= 2;
}

}  // namespace

WordVotes count_word_votes(std::string_view text) {
    Votes votes{};
    for_each_latin_word(text, [&](std::string_view word) { vote_by_word(word, votes); });
    const auto* const best = std::max_element(votes.begin(), votes.end());
    std::uint32_t second = 0;
    for (const std::uint32_t& count : votes) {
        if (&count != best) second = std::max(second, count);
    }
    if (*best == second) return {};
    // More than one word's vote, and half as many again as the next language has.
    const bool clear = *best > kWordVote && *best * 2 >= second * 3;
    const Row& row = kRows[static_cast<std::size_t>(best - votes.begin())];
    if (has_foreign_letters(text, row)) return {};
    return {Language::from_tag(row.language), clear};
}

bool has_word_votes(Language language) {
    return std::any_of(kRows.begin(), kRows.end(),
                       [&](const Row& row) { return row.language == language.code(); });
}

}  // namespace casebook
