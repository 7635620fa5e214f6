// Circulars of the national government as presets: what they demand, and a button that enacts what holds today.
#include <imgui.h>

#include <algorithm>
#include <filesystem>

#include "game/card_widgets.hpp"
#include "game/cards.hpp"
#include "settings/assets.hpp"

namespace piket::render {

namespace {

namespace fs = std::filesystem;

// Beside the scenario, else those that come with the program.
std::vector<std::string> files_of(const Game& game) {
    std::vector<fs::path> folders = {fs::path(game.runner->scenario(Side::a).file).parent_path() / "circulars"};
    try {
        folders.push_back(fs::path(find_assets().scenarios) / "circulars");
    } catch (const std::runtime_error&) {  // then there are none
    }
    std::vector<std::string> files;
    for (const fs::path& folder : folders) {
        std::error_code none;
        for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
            if (entry->path().extension() == ".toml") {
                files.push_back(entry->path().string());
            }
        }
        if (!files.empty()) {
            break;
        }
    }
    std::ranges::sort(files);
    return files;
}

void read_circulars(Game& game) {
    CardsState& cards = *game.cards;
    cards.circulars_read = true;
    for (const std::string& file : files_of(game)) {
        Loaded<Circular> circular = load_circular(file);
        if (circular) {
            cards.circulars.push_back(std::move(*circular));
        } else {
            cards.unreadable.push_back(circular.problems.empty() ? file : circular.problems.front().text());
        }
    }
    std::ranges::stable_sort(cards.circulars, {}, &Circular::from);
}

// The engine refuses a rule that is for nobody.
bool is_for_somebody(const Game& game, const Scope& scope) {
    return std::ranges::any_of(game.runner->place(game.editing)->units,
                               [&](const PlaceUnit& unit) { return covers(scope, unit); });
}

bool allowed_now(const Game& game, const Conditions& when, const std::optional<Alert>& alert) {
    return when.allow(game.runner->scenario(game.editing).town.region) && (alert ? when.allow(*alert) : !when.watch());
}

// Whether tonight's order would carry this rule.
bool holds(const Game& game, const Rule& rule, const std::optional<Alert>& alert) {
    return allowed_now(game, rule.when, alert) && is_for_somebody(game, rule.scope);
}

// Whether it is in force already from tomorrow on, whoever ordered it: by the same words for the same units.
bool in_force(const Game& game, const std::vector<Command>& log, const Rule& rule, const std::optional<Alert>& alert) {
    const Day tomorrow = game.day + 1;
    const auto same = [&](const Rule& other) {
        return other.measure == rule.measure && other.value == rule.value && other.scope == rule.scope &&
               other.until >= tomorrow;
    };
    // `from`: the first command that could have ended it.
    const auto taken_back = [&](size_t from) {
        return std::any_of(log.begin() + static_cast<std::ptrdiff_t>(from), log.end(), [&](const Command& c) {
            return c.kind == Command::Kind::repeal && c.rule.measure == rule.measure &&
                   (c.rule.scope == Scope{} || c.rule.scope == rule.scope);
        });
    };
    for (size_t i = 0; i < log.size(); ++i) {
        const bool lifted =
            std::ranges::any_of(log, [i](const Command& c) { return c.kind == Command::Kind::lift && c.target == i; });
        if (log[i].kind == Command::Kind::enact && same(log[i].rule) && !lifted && !taken_back(i + 1)) {
            return true;
        }
    }
    return !taken_back(0) && std::ranges::any_of(game.runner->scenario(game.editing).rules, [&](const Rule& other) {
        return same(other) && other.from <= tomorrow && allowed_now(game, other.when, alert);
    });
}

// As it is ordered tonight: an end that lies ahead stays, and so does the later beginning of a single rule. None: its
// time is over while that of its circular goes on.
std::optional<Rule> ordered(const Circular& circular, Rule rule, Day tomorrow) {
    if (rule.until < tomorrow) {
        if (circular.until >= tomorrow) {
            return std::nullopt;
        }
        rule.until = never;
    }
    rule.from = rule.from == circular.from ? tomorrow : std::max(rule.from, tomorrow);
    return rule.from <= rule.until ? std::optional(rule) : std::nullopt;
}

// What holds today of a circular, as it would be ordered tonight.
std::vector<Rule> orders_of(const Game& game, const Circular& circular, const std::optional<Alert>& alert) {
    std::vector<Rule> orders;
    for (const Rule& rule : circular.rules) {
        const auto order = holds(game, rule, alert) ? ordered(circular, rule, game.day + 1) : std::nullopt;
        if (order) {
            orders.push_back(*order);
            orders.back().when = {};  // it is asked today
        }
    }
    return orders;
}

// Its own dates, and what becomes of them; of one that begins after the run no end is told.
std::string dates_text(const Words& words, const Circular& circular, Day today, Day last) {
    const std::string from = words.date(circular.from), until = words.date(circular.until);
    const std::string own = circular.until == never
                                ? words("cards.circular_since", fmt::arg("from", from))
                                : words("cards.circular_dates", fmt::arg("from", from), fmt::arg("until", until));
    if (circular.from > last) {
        return own + " " + words("cards.circular_later");
    }
    return own + " " +
           (circular.until > today && circular.until != never ? words("cards.circular_until", fmt::arg("until", until))
                                                              : words("cards.circular_open"));
}

// "essential; level 3 or 4": for whom and when; empty: for all, always.
std::string conditions_text(const Words& words, const Rule& rule) {
    std::string all;
    const auto list = [&](uint32_t bits, int count, const auto& name_of) {
        std::string some;
        for (int i = 0; i < count; ++i) {
            if ((bits >> static_cast<unsigned>(i) & 1U) != 0) {
                some += (some.empty() ? "" : ", ") + name_of(i);
            }
        }
        if (!some.empty()) {
            all += (all.empty() ? "" : "; ") + some;
        }
    };
    list(rule.scope.sectors, sector_count,
         [&](int i) { return words(fmt::format("cards.sector.{}", name(static_cast<Sector>(i)))); });
    list(rule.when.levels, level_count, [&](int i) { return words("cards.level", fmt::arg("n", i + 1)); });
    list(rule.when.zones, zone_count,
         [&](int i) { return words(fmt::format("cards.zone.{}", name(static_cast<ZoneColour>(i)))); });
    list(rule.when.regions, region_count,
         [&](int i) { return words(fmt::format("cards.region.{}", name(static_cast<Region>(i)))); });
    return all;
}

void draw_demands(Ui& ui, Game& game, const Circular& circular, const std::optional<Alert>& alert) {
    const Words& words = ui.words;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(3)});
    for (const Rule& rule : circular.rules) {
        const bool now = holds(game, rule, alert);
        const Measure& m = measure(rule.measure);
        std::string line = label_of(m, words.language()) + ": " + value_text(words, m, rule.value);
        const std::string when = conditions_text(words, rule);
        if (!when.empty()) {
            line += "\n" + when;
        }
        sign_line(ui, now ? icon::check : icon::minus, line, now ? palette::text : palette::disabled,
                  now ? palette::good : palette::disabled);
    }
    ImGui::PopStyleVar();
}

void draw_open(Ui& ui, Game& game, const Circular& circular) {
    const Words& words = ui.words;
    const auto today = game.today(game.editing);
    const std::optional<Alert> alert = today ? std::optional(today->frame.alert) : std::nullopt;
    const std::vector<Command> log = game.runner->commands(game.editing);
    const std::vector<Rule> all = orders_of(game, circular, alert);
    std::vector<Rule> orders = all;
    std::erase_if(orders, [&](const Rule& rule) { return in_force(game, log, rule, alert); });
    if (alert) {
        muted(ui, words("cards.alert", fmt::arg("level", static_cast<int>(alert->level)),
                        fmt::arg("zone", words(fmt::format("cards.zone.{}", name(alert->zone))))));
    }
    const std::string dates = dates_text(words, circular, game.day, game.runner->last_day());
    muted(ui, dates);
    ui.items.record("###" + circular.id + ".dates").value = dates;
    const bool possible = !orders.empty() && evening_left(game);
    const std::string id = "###" + circular.id + ".enact";
    const std::string label = all.empty()      ? words("cards.nothing_holds")
                              : orders.empty() ? words("cards.circular_in_force")
                                               : words.count("cards.enact_rules", std::ssize(orders));
    if (button(ui, label + id, {.kind = Kind::primary, .enabled = possible, .width = -1, .tip = dates.c_str()}) &&
        meant(*game.cards, circular.id)) {
        post_rules(ui, game, orders);
    }
    draw_demands(ui, game, circular, alert);
}

bool sought(const Ui& ui, const CardsState& cards, const Circular& circular) {
    const std::string wanted = lower(cards.search);
    return lower(circular.number + " " + circular.id + " " + in_language(circular.title, ui.words.language()))
               .find(wanted) != std::string::npos;
}

}  // namespace

bool draw_circulars(Ui& ui, Game& game) {
    CardsState& cards = *game.cards;
    if (!cards.circulars_read) {
        read_circulars(game);
    }
    const bool told = !cards.unreadable.empty() && cards.search.empty();
    if (!told && std::ranges::none_of(cards.circulars, [&](const Circular& c) { return sought(ui, cards, c); })) {
        return false;
    }
    section(ui, ui.words("cards.circulars"));
    for (size_t i = 0; told && i < cards.unreadable.size(); ++i) {
        const std::string line = ui.words("cards.circular_unreadable", fmt::arg("problem", cards.unreadable[i]));
        sign_line(ui, icon::warning, line, palette::warning, palette::warning);
        ui.items.record("###unreadable-" + std::to_string(i)).value = line;
    }
    for (const Circular& circular : cards.circulars) {
        if (!sought(ui, cards, circular)) {
            continue;
        }
        const bool open = cards.open == circular.id;
        const std::string second = in_language(circular.title, ui.words.language()) + "\n" +
                                   ui.words.count("cards.rules", std::ssize(circular.rules));
        const FoldCard card(ui, circular.number + "###" + circular.id, second, {.icon = icon::document, .open = open});
        if (open) {
            draw_open(ui, game, circular);
        }
        if (card.clicked() && meant(cards, circular.id)) {
            cards.open = open ? "" : circular.id;
        }
    }
    return true;
}

}  // namespace piket::render
