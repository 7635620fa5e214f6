// Circulars of the national government as presets: what they demand, and a button that enacts what holds today.
#include <fnmatch.h>
#include <imgui.h>

#include <algorithm>
#include <cctype>
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
        for (const auto& entry : fs::directory_iterator(folder, none)) {
            if (entry.path().extension() == ".toml") {
                files.push_back(entry.path().string());
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
        }
    }
    std::ranges::stable_sort(cards.circulars, {}, &Circular::from);
}

Sector sector_of(const Scenario& scenario, const PlaceUnit& unit, const std::string& agency_path) {
    const Sector usual = unit.function == Function::health    ? Sector::critical
                         : unit.function == Function::counter ? Sector::essential
                                                              : Sector::nonessential;
    for (const GovernmentSpec& government : scenario.governments) {
        for (const AgencySpec& agency : government.agencies) {
            const std::string path = government.id + "/" + agency.id;
            if (agency_path != path && !(agency.count > 1 && agency_path.starts_with(path + "-"))) {
                continue;
            }
            const auto spec = std::ranges::find_if(
                agency.units, [&](const UnitSpec& u) { return unit.path == agency_path + "/" + u.id; });
            const auto own = spec == agency.units.end() ? std::optional<Sector>{} : spec->sector;
            return own.value_or(agency.sector.value_or(usual));
        }
    }
    return usual;
}

void look_up_sectors(Game& game) {
    CardsState& cards = *game.cards;
    const auto place = game.runner->place(game.editing);
    if (cards.sectors_of == place) {
        return;
    }
    cards.sectors_of = place;
    cards.sectors.clear();
    for (const PlaceUnit& unit : place->units) {
        cards.sectors.push_back(
            sector_of(game.runner->scenario(game.editing), unit, place->agencies[unit.agency].path));
    }
}

// The engine refuses a rule that is for nobody.
bool is_for_somebody(const Game& game, const Scope& scope) {
    const std::vector<PlaceUnit>& units = game.cards->sectors_of->units;
    const auto among = [](uint32_t bits, unsigned index) { return bits == 0 || (bits >> index & 1U) != 0; };
    return std::ranges::any_of(units, [&](const PlaceUnit& unit) {
        return (scope.path.empty() ||
                fnmatch(scope.path.c_str(), unit.path.c_str(), FNM_PATHNAME | FNM_LEADING_DIR) == 0) &&
               among(scope.functions, static_cast<unsigned>(unit.function)) &&
               among(scope.sectors,
                     static_cast<unsigned>(game.cards->sectors[static_cast<size_t>(&unit - units.data())]));
    });
}

// Whether tonight's order would carry this rule.
bool holds(const Game& game, const Rule& rule, const std::optional<Alert>& alert) {
    return rule.when.allow(game.runner->scenario(game.editing).town.region) &&
           (alert ? rule.when.allow(*alert) : !rule.when.watch()) && is_for_somebody(game, rule.scope);
}

std::vector<Change> changes_of(const Game& game, const Circular& circular, const std::optional<Alert>& alert) {
    std::vector<Change> changes;
    for (const Rule& rule : circular.rules) {
        if (holds(game, rule, alert)) {
            changes.push_back({rule.measure, rule.value, rule.scope, true});
        }
    }
    return changes;
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
    look_up_sectors(game);
    const Words& words = ui.words;
    const auto today = game.today(game.editing);
    const std::optional<Alert> alert = today ? std::optional(today->frame.alert) : std::nullopt;
    const std::vector<Change> changes = changes_of(game, circular, alert);
    if (alert) {
        muted(ui, words("cards.alert", fmt::arg("level", static_cast<int>(alert->level)),
                        fmt::arg("zone", words(fmt::format("cards.zone.{}", name(alert->zone))))));
    }
    const bool possible = !changes.empty() && evening_left(game);
    const std::string id = "###" + circular.id + ".enact";
    const std::string label =
        changes.empty() ? words("cards.nothing_holds") : words.count("cards.enact_rules", std::ssize(changes));
    if (button(ui, label + id, {.kind = Kind::primary, .enabled = possible, .width = -1}) &&
        meant(*game.cards, circular.id)) {
        post(ui, game, changes);
    }
    draw_demands(ui, game, circular, alert);
}

bool sought(const Ui& ui, const CardsState& cards, const Circular& circular) {
    const auto lower = [](std::string text) {
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    };
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
    if (std::ranges::none_of(cards.circulars, [&](const Circular& c) { return sought(ui, cards, c); })) {
        return false;
    }
    section(ui, ui.words("cards.circulars"));
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
