#include "pages/debrief_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pages/svg/chart.hpp"

namespace piket::pages {

std::string both(std::string_view id, std::string_view en) {
    if (id == en) {
        return html::escaped(id);
    }
    return fmt::format(R"({} <span class="en" lang="en">/ {}</span>)", html::escaped(id), html::escaped(en));
}

std::string heading(std::string_view id, std::string_view en) {
    return html::element("h2", both(id, en));
}

Text name_of(const EpisodeCourse& course) {
    switch (course.kind) {
        case EpisodeCourse::Kind::nothing:
            return {"Tanpa tindakan", "nothing done"};
        case EpisodeCourse::Kind::government:
            return {"Pemerintah waktu itu", "the government then"};
        case EpisodeCourse::Kind::team:
            break;
    }
    return {course.team, course.team};
}

std::string short_name(const EpisodeCourse& course) {
    constexpr size_t most = 24;
    return course.kind == EpisodeCourse::Kind::team ? cut(course.team, most) : name_of(course).id;
}

Text name_of(Setting setting) {
    constexpr std::pair<const char*, const char*> names[setting_count] = {{"sebelum mulai", "before the start"},
                                                                          {"kota", "town"},
                                                                          {"rumah", "home"},
                                                                          {"angkutan umum", "public transport"},
                                                                          {"perjalanan dinas", "trips"},
                                                                          {"udara ruang kerja", "office air"},
                                                                          {"rapat", "meetings"},
                                                                          {"loket", "counters"},
                                                                          {"kantin", "canteen"},
                                                                          {"musala", "prayer room"},
                                                                          {"koridor dan lift", "corridors, lift"},
                                                                          {"bercakap", "talks"},
                                                                          {"apel", "roll calls"},
                                                                          {"sekolah", "school"}};
    const auto& [id, en] = names[static_cast<size_t>(setting)];
    return {id, en};
}

std::string date_in_words(Day day) {
    return svg::short_date(day, written) + " " + to_date(day).substr(0, 4);
}

std::string range(double low, double high, int decimals) {
    return number(low, decimals, written) + "–" + number(high, decimals, written);
}

std::string cut(std::string_view text, size_t letters) {
    size_t bytes = 0, seen = 0;
    for (; bytes < text.size() && seen <= letters; ++bytes) {
        seen += (static_cast<unsigned char>(text[bytes]) & 0xc0) != 0x80 ? 1 : 0;
    }
    if (seen <= letters) {
        return std::string(text);
    }
    const std::string_view part = text.substr(0, bytes - 1);
    const size_t space = part.find_last_of(" \n\t");
    return std::string(
               part.substr(0, space != std::string_view::npos && space > part.size() / 2 ? space : part.size())) +
           "…";
}

std::string plainly(double value) {
    std::string text = exactly(value);
    std::ranges::replace(text, '.', ',');
    return text;
}

std::string dose_of(const Rule& rule) {
    const Measure& m = measure(rule.measure);
    switch (m.type) {
        case MeasureType::share:
            return number(100 * rule.value, 0, written) + " %";
        case MeasureType::flag:
            return rule.value != 0 ? "" : "tidak";
        case MeasureType::choice: {
            std::string words = format_value(m, rule.value);
            std::ranges::replace(words, '_', ' ');
            return words;
        }
        default:
            return rule.value == lever_never ? "tidak" : plainly(rule.value) + " " + std::string(m.unit);
    }
}

}  // namespace piket::pages
