// The circular of a team as a letter of one page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "piket/workshop.hpp"
#include "scenario/orders.hpp"
#include "scenario/scope.hpp"
#include "workshop/letter_words.hpp"

namespace piket {

namespace {

class Writer {
   public:
    Writer(const Scenario& scenario, bool indonesian) : words_(scenario, indonesian), indonesian_(indonesian) {}

    std::string say(std::string_view id, std::string_view en) const { return std::string(indonesian_ ? id : en); }
    const LetterWords& words() const { return words_; }

    std::string rule_sentence(const Rule& rule, Day posted) const {
        const Measure& m = measure(rule.measure);
        const std::string order = order_of(rule.measure, rule.value, indonesian_);
        const std::string what = order.empty()
                                     ? fmt::format(fmt::runtime(say("Ketentuan mengenai {} tidak diberlakukan",
                                                                    "The provision on {} does not apply")),
                                                   lowered(indonesian_ ? m.label_id : m.label_en))
                                     : order;
        const std::string until = rule.until == never ? say("sampai ada ketentuan lebih lanjut", "until further notice")
                                                      : say("sampai dengan ", "until ") + words_.date(rule.until);
        return fmt::format("{}, {} {} {} {} {}.", what, say("berlaku bagi", "for"), words_.whom(rule.scope),
                           say("mulai", "from"), words_.date(std::max(rule.from, posted)), until);
    }

    std::string end_sentence(const Rule& rule, const Scope& scope, Day posted) const {
        const Measure& m = measure(rule.measure);
        return fmt::format(fmt::runtime(say("Ketentuan mengenai {} tidak berlaku lagi bagi {} mulai {}.",
                                            "The provision on {} no longer applies to {} from {}.")),
                           lowered(indonesian_ ? m.label_id : m.label_en), words_.whom(scope), words_.date(posted));
    }

   private:
    static std::string lowered(std::string_view label) {
        std::string text(label);
        const bool acronym = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
        if (!acronym && text[0] >= 'A' && text[0] <= 'Z') {
            text[0] = static_cast<char>(text[0] - 'A' + 'a');
        }
        return text;
    }

    LetterWords words_;
    bool indonesian_;
};

// What was ordered on one evening; what was taken back on the same one was never ordered.
std::vector<std::string> rules_on(const Writer& writer, std::span<const Command> log, Day posted) {
    std::set<size_t> withdrawn;
    for (size_t i = 0; i < log.size(); ++i) {
        if (log[i].kind == Command::Kind::lift && log[i].posted == posted && log[i].target < i &&
            log[log[i].target].posted == posted) {
            withdrawn.insert({i, log[i].target});
        }
    }
    // What is ordered anew in the same place goes without saying that it no longer holds as before.
    const auto anew = [&](const Command& repeal) {
        return std::ranges::any_of(log, [&](const Command& c) {
            return c.kind == Command::Kind::enact && c.posted == posted && c.rule.measure == repeal.rule.measure &&
                   c.rule.scope == repeal.rule.scope;
        });
    };
    std::vector<std::string> rules;
    for (size_t i = 0; i < log.size(); ++i) {
        const Command& command = log[i];
        if (command.posted != posted || withdrawn.contains(i) ||
            (command.kind == Command::Kind::repeal && anew(command))) {
            continue;
        }
        switch (command.kind) {
            case Command::Kind::enact:
                rules.push_back(writer.rule_sentence(command.rule, posted));
                break;
            case Command::Kind::repeal:
                rules.push_back(writer.end_sentence(command.rule, command.rule.scope, posted));
                break;
            case Command::Kind::lift:
                if (command.target < i) {
                    const Rule& lifted = log[command.target].rule;
                    rules.push_back(writer.end_sentence(lifted, lifted.scope, posted));
                }
                break;
        }
    }
    return rules;
}

// The days before are told of where all of them were lived.
std::string reported_in(const Writer& w, const Scenario& scenario, const Situation& s) {
    const LetterWords& words = w.words();
    const int days = s.until - s.from + 1;
    const std::string text =
        days == 1 ? w.say("bahwa pada {1} dilaporkan {2} ASN terkonfirmasi positif",
                          "that on {1} {2} civil servants were reported positive")
                  : w.say("bahwa dalam {0} hari sampai dengan {1} dilaporkan {2} ASN terkonfirmasi positif",
                          "that in the {0} days up to {1}, {2} civil servants were reported positive");
    std::string reported = fmt::format(fmt::runtime(text), days, words.date(s.until), s.reported);
    if (days > 1 && s.from - days >= scenario.start) {
        reported += fmt::format(
            fmt::runtime(w.say(", dibandingkan {} dalam {} hari sebelumnya", ", against {} in the {} days before")),
            s.reported_before, days);
    }
    if (!s.agencies.empty()) {
        reported += fmt::format(fmt::runtime(w.say(", terbanyak pada {} ({})", ", most of them at {} ({})")),
                                words.whom({.path = s.agencies.front().first}), s.agencies.front().second);
    }
    return reported + ";";
}

std::vector<std::string> considering(const Writer& w, const Scenario& scenario, const Situation& s) {
    const LetterWords& words = w.words();
    std::vector<std::string> facts = {reported_in(w, scenario, s)};
    if (s.working_days > 0) {  // before the first one there is nothing to tell of work
        facts.push_back(fmt::format(
            fmt::runtime(w.say("bahwa pada hari kerja rata-rata {} ASN bekerja di kantor dan {} dari rumah;",
                               "that on a working day {} civil servants work at the office and {} from "
                               "home, on average;")),
            words.number(s.on_site, 0), words.number(s.at_home, 0)));
        facts.push_back(fmt::format(
            fmt::runtime(w.say(
                "bahwa permohonan menunggu rata-rata {} hari, {} permohonan belum selesai, dan masuk {} "
                "pengaduan warga;",
                "that a request waits {} days on average, {} requests are unfinished, and {} complaints have come "
                "in;")),
            words.number(s.waiting_days, s.waiting_days < 1 ? 2 : 1), words.number(s.backlog, 0),
            words.number(s.complaints, 0)));
    }
    facts.push_back(
        fmt::format(fmt::runtime(w.say("bahwa penyebaran COVID-19 di lingkungan {} perlu dicegah dengan tetap "
                                       "menjaga pelayanan publik.",
                                       "that the spread of COVID-19 at {} is to be prevented while service to "
                                       "the public goes on.")),
                    words.government(scenario)));
    return facts;
}

}  // namespace

Letter letter_of(const Lesson& lesson, const Scenario& scenario, const WorkshopRecord& record, int n,
                 std::span<const Command> log, const Situation& situation, bool indonesian) {
    const Writer w(scenario, indonesian);
    const LetterWords& words = w.words();
    const Day decided = decision_day(lesson, scenario, n), posted = decided + 1;
    const Period period = fortnight_of(lesson, scenario, n);
    Letter letter;
    letter.government = words.government(scenario);
    letter.kind = w.say("SURAT EDARAN", "CIRCULAR");
    letter.number = fmt::format(fmt::runtime(w.say("Nomor: ..../{}/SE/{}", "Number: ..../{}/SE/{}")), n + 1,
                                to_date(decided).substr(0, 4));
    letter.subject = w.say("Penyesuaian sistem kerja ASN dan pelayanan publik dalam pencegahan COVID-19",
                           "Work of civil servants and service to the public while COVID-19 is being prevented");
    letter.date = words.date(decided);
    letter.to =
        fmt::format(fmt::runtime(w.say("Kepala perangkat daerah di lingkungan {}", "The heads of the agencies of {}")),
                    letter.government);
    letter.considering = considering(w, scenario, situation);
    letter.rules = rules_on(w, log, posted);
    if (letter.rules.empty()) {
        letter.rules.push_back(w.say("Tidak ada ketentuan baru; ketentuan yang sudah berlaku tetap dilaksanakan.",
                                     "Nothing new is ordered; what is in force stays in force."));
    }
    letter.closing.push_back(
        fmt::format(fmt::runtime(w.say("Surat edaran ini berlaku mulai {} dan ditinjau kembali pada {}.",
                                       "This circular takes effect on {} and will be reviewed on {}.")),
                    words.date(posted), words.date(period.until)));
    letter.closing.push_back(
        w.say("Demikian untuk dilaksanakan sebagaimana mestinya.", "It is to be carried out accordingly."));
    letter.signer = record.team;
    return letter;
}

}  // namespace piket
