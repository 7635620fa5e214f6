#include "report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assumptions.hpp"
#include "pages/html.hpp"

namespace piket::cli {

namespace {

using html::element;
using html::escaped;

constexpr size_t most_rows = 9, few_futures = 40;

std::string heading(Language language, std::string_view en, std::string_view id) {
    return element("h2", escaped(say(language, en, id)));
}

std::string who(const Pair& pair) {
    const auto one = [](std::string_view of_class, const std::string& letter, const std::string& name) {
        return fmt::format(R"(<span class="{}">{}</span> {})", of_class, escaped(letter), escaped(name));
    };
    return element("p", one("a", pair.a, pair.a_name) + " &#183; " + one("b", pair.b, pair.b_name), "who");
}

std::string marks_in_words(const std::vector<Changed>& changed, Language language) {
    std::map<Mark, size_t> marks;
    for (const Changed& c : changed) {
        ++marks[c.mark];
    }
    std::string list;
    for (const auto& [mark, n] : marks) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", n, in_words(mark, language));
    }
    return list;
}

std::string changes(const ReportContent& content, Language language) {
    if (content.changed.empty()) {
        return element("p", escaped(say(language, "This result does not tell in which settings the two differ.",
                                        "Hasil ini tidak menyebut pengaturan mana yang berbeda.")));
    }
    std::vector<std::vector<std::string>> rows;
    std::string more;
    for (const Changed& c : content.changed) {
        if (rows.size() < most_rows) {
            const auto value = [](const std::string& text) { return escaped(text.empty() ? "–" : text); };
            rows.push_back({escaped(c.label) + " <code>" + escaped(c.key) + "</code>", value(c.a), value(c.b),
                            escaped(in_words(c.mark, language))});
        } else {
            more += (more.empty() ? "" : ", ") + c.key;
        }
    }
    std::string text = html::table({say(language, "setting", "pengaturan"), escaped(content.pair.a),
                                    escaped(content.pair.b), say(language, "source", "sumber")},
                                   rows);
    if (!more.empty()) {
        text += element("p",
                        escaped(fmt::format(fmt::runtime(say(language, "And {} more: {}.", "Dan {} lagi: {}.")),
                                            content.changed.size() - rows.size(), more)),
                        "small");
    }
    return text +
           element("p",
                   escaped(fmt::format(
                       fmt::runtime(say(language,
                                        "How far the numbers behind these {} may be trusted: {}. Verified: read "
                                        "in the source; recalled: from memory of it; assumed: nobody measured it.",
                                        "Seberapa jauh angka di balik {} pengaturan ini dapat dipercaya: {}. "
                                        "Terverifikasi: dibaca di sumbernya; dari ingatan: diingat dari "
                                        "sumbernya; asumsi: tidak ada yang mengukurnya.")),
                       content.changed.size(), marks_in_words(content.changed, language))),
                   "small");
}

std::vector<std::string> not_known(const ReportContent& content, Language language) {
    std::vector<std::string> items = content.unknown;
    std::string weak;
    for (const Changed& c : content.changed) {
        weak += c.weak ? (weak.empty() ? "" : ", ") + c.label : "";
    }
    if (!weak.empty()) {
        items.push_back(
            fmt::format(fmt::runtime(say(language, "Evidence is weak for: {}.", "Bukti lemah untuk: {}.")), weak));
    }
    if (content.pair.futures < few_futures) {
        items.push_back(
            fmt::format(fmt::runtime(say(language, "With {} futures the tails are rough; more narrow the intervals.",
                                         "Dengan {} masa depan ekornya kasar; lebih banyak masa depan "
                                         "mempersempit selang.")),
                        content.pair.futures));
    }
    items.push_back(say(language,
                        "How people, offices and queues would answer a policy that nobody has tried there. The model "
                        "was held against outbreaks and published figures (piket validate --all), not against this "
                        "policy.",
                        "Bagaimana orang, kantor dan antrean menanggapi kebijakan yang belum pernah dicoba di sana. "
                        "Model ini diuji terhadap wabah dan angka yang diumumkan (piket validate --all), bukan "
                        "terhadap kebijakan ini."));
    items.push_back(say(language, "What the model leaves out: sim/ODD.md says what is in it.",
                        "Apa yang tidak ada di dalam model: isinya tertulis di sim/ODD.md."));
    for (std::string& item : items) {
        item = escaped(item);
    }
    return items;
}

std::string reproduce(const ReportContent& content, Language language) {
    std::string text;
    for (const std::string& command : content.commands) {
        text += element("p", element("code", escaped(command)));
    }
    std::string facts;
    for (const auto& [what, value] : content.facts) {
        facts += fmt::format("{}{} {}", facts.empty() ? "" : " &#183; ", escaped(what), escaped(value));
    }
    return heading(language, "How to get the same again", "Cara mendapatkan hasil yang sama") + text +
           element("p", facts, "small") +
           element("p", element("strong",
                                escaped(say(language, "A scenario, not a forecast.", "Skenario, bukan ramalan."))));
}

std::string side_by_side(const std::vector<std::string>& pictures) {
    std::string inside;
    for (const std::string& picture : pictures) {
        inside += element("div", picture);
    }
    return pictures.empty() ? "" : element("div", inside, "two");
}

std::string first_side(const ReportContent& content, Language language) {
    std::string setting;
    for (const std::string& part : content.setting) {
        setting += (setting.empty() ? "" : " &#183; ") + escaped(part);
    }
    return element("h1", escaped(content.subject)) + element("p", escaped(content.question)) + who(content.pair) +
           element("p", answer(content.pair, language), "answer") + element("p", setting, "small") +
           side_by_side(content.pictures) + content.wide_picture + difference_chart(content.pair, language);
}

std::string second_side(const ReportContent& content, Language language) {
    const std::string unknown =
        heading(language, "What we do not know", "Yang tidak kami ketahui") + html::list(not_known(content, language));
    const std::string moved = content.assumptions.empty()
                                  ? ""
                                  : heading(language, "What moves the answer", "Yang menggeser jawaban") +
                                        element("p", escaped(content.assumptions));
    return side_by_side({where_chart(content.pair, language), moved + unknown}) + content.table +
           heading(language, "What was assumed, and how sure that is", "Yang diasumsikan, dan seberapa pasti") +
           changes(content, language) + reproduce(content, language);
}

}  // namespace

std::string page_of(const ReportContent& content, Language language) {
    return html::page(content.subject,
                      element("section", first_side(content, language)) +
                          element("section", second_side(content, language), "second"),
                      language);
}

Mark mark_named(std::string_view text) {
    for (const Mark mark : {Mark::verified, Mark::recalled, Mark::derived}) {
        if (name(mark) == text) {
            return mark;
        }
    }
    return Mark::assumed;
}

}  // namespace piket::cli
