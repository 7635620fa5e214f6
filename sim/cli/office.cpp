// piket office: offices from a table of the staff.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <set>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "numbers.hpp"
#include "options.hpp"
#include "piket/offices.hpp"
#include "report.hpp"
#include "scenario/reader.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "world/world.hpp"

namespace piket::cli {

namespace fs = std::filesystem;

namespace {

struct Order {
    std::string table, id = "kota", name, offices, scenario;
};

fs::path from_root(const fs::path& file) {
    std::error_code ignored;
    return fs::weakly_canonical(fs::absolute(file, ignored), ignored);
}

void check_order(const Order& order) {
    if (!is_id(order.id)) {
        throw Failure(fmt::format("piket: --id {}: must be 1 to 64 letters, digits, - or _", order.id), exit_usage);
    }
    if (order.offices.empty() && !order.scenario.empty()) {
        throw Failure("piket: --scenario needs -o, the file of the offices that the scenario extends", exit_usage);
    }
    const auto same = [](const std::string& a, const std::string& b) { return from_root(a) == from_root(b); };
    for (const std::string& file : {order.offices, order.scenario}) {
        if (!file.empty() && same(file, order.table)) {
            throw Failure(fmt::format("piket: {} is the table itself; write into another file", file), exit_usage);
        }
    }
    if (!order.scenario.empty() && same(order.offices, order.scenario)) {
        throw Failure("piket: --scenario and -o name the same file; the scenario is one of its own", exit_usage);
    }
    // People go on writing in a scenario, so it is made once; the offices are made anew whenever the table changes.
    if (std::error_code ignored; !order.scenario.empty() && fs::exists(order.scenario, ignored)) {
        throw Failure(fmt::format("piket: {} is there already; leave --scenario out to keep it", order.scenario));
    }
}

// The world that the offices make, by the way that everybody's scenario takes.
std::shared_ptr<const World> world_of(const GovernmentSpec& government) {
    Loaded<Scenario> loaded = parse_scenario(starter_toml(government, "") + to_toml(government), "offices");
    std::erase_if(loaded.problems, [](const Problem& problem) { return problem.warning; });  // told of the table
    return make_world(accept(std::move(loaded)));
}

std::string in_table(const World& world) {
    using enum Table::Align;
    constexpr auto language = Language::en;
    Table table({left, right, right, right, right, right});
    table.row({"agency", "units", "people", "officials", "rooms", "people per room"});
    struct Sums {
        uint64_t units = 0, people = 0, officials = 0, rooms = 0;
    } all;
    const auto row = [&](const std::string& label, const Sums& s) {
        table.row({label, count(s.units, language), count(s.people, language), count(s.officials, language),
                   count(s.rooms, language),
                   number(static_cast<double>(s.people) / static_cast<double>(s.rooms), 1, language)});
    };
    for (const Agency& agency : world.agencies) {
        Sums sums;
        std::set<uint32_t> rooms;
        for (PersonId p : agency.staff) {
            sums.officials += world.jobs[p].level > 0;
            rooms.insert(world.jobs[p].room.value);
        }
        sums.units = agency.units.size();
        sums.people = agency.staff.size();
        sums.rooms = rooms.size();
        row(agency.id, sums);
        all.units += sums.units;
        all.people += sums.people;
        all.officials += sums.officials;
        all.rooms += sums.rooms;
    }
    if (world.agencies.size() > 1) {
        row("together", all);
    }
    return table.text() + "\nRooms are those where people have their desks.\n";
}

std::string offices_text(const GovernmentSpec& government, const Order& order) {
    return fmt::format(
               "# Offices made by `piket office` from {}. To change them, change the table and make them anew, or\n"
               "# extend this file and write there only what is different. What a key means, and what else can be\n"
               "# said, stands in scenarios/tiny.toml. Rooms that a unit does not list follow from its head count.\n\n"
               "format = 1\n\n",
               fs::path(order.table).filename().string()) +
           to_toml(government);
}

fs::path folder_of(const std::string& file) {
    const fs::path folder = fs::path(file).parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

void write(const GovernmentSpec& government, const Order& order) {
    const std::string offices = offices_text(government, order);
    if (offices.size() > largest_document) {
        throw Failure("piket: the offices would take more than 8 MiB, the most that a scenario file may take");
    }
    ResultFolder folder(folder_of(order.offices));
    folder.open(fs::path(order.offices).filename().string()).write(offices);
    if (order.scenario.empty()) {
        folder.commit();
        return;
    }
    ResultFolder scenario_folder(folder_of(order.scenario));
    const fs::path extends = from_root(order.offices).lexically_relative(from_root(folder_of(order.scenario)));
    const std::string scenario = starter_toml(government, extends.string());
    scenario_folder.open(fs::path(order.scenario).filename().string()).write(scenario);
    folder.commit();
    scenario_folder.commit();
}

int make_offices(const Order& order) {
    check_order(order);
    const GovernmentSpec government =
        accept(load_staff_table(order.table, order.id, order.name.empty() ? order.id : order.name));
    const std::shared_ptr<const World> world = world_of(government);
    std::string text = size_in_words(*world, Language::en) + "\n\n" + in_table(*world);
    if (order.offices.empty()) {
        text += "Nothing was written: -o FILE writes the offices, --scenario FILE a scenario to run them.\n";
    } else {
        write(government, order);
        text += fmt::format("Written: {}{}{}\n", order.offices, order.scenario.empty() ? "" : " and ", order.scenario);
        text += order.scenario.empty() ? "" : fmt::format("Next: piket run {}\n", order.scenario);
    }
    print(text);
    return exit_fine;
}

}  // namespace

void add_office(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("office", "Make offices from a table of the staff (CSV)");
    const auto order = std::make_shared<Order>();
    command.add_option("table", order->table, "Table with a row of headings, in Indonesian or English (CSV)")
        ->required()
        ->type_name("TABLE");
    command.add_option("--id", order->id, "Id of the government: letters, digits, - and _ (kota)")->type_name("ID");
    command.add_option("--name", order->name, "Name of the government")->type_name("NAME");
    command.add_option("-o,--output", order->offices, "Write the offices into this file")->type_name("FILE");
    command.add_option("--scenario", order->scenario, "Write a small scenario with these offices, ready to run")
        ->type_name("FILE");
    command.footer(
        R"(Columns, in any order; the first three must be there:
  agency / opd, unit, head count / jumlah
  function / fungsi    leadership, administration, counter, field or health
  echelon / eselon     II.a to IV.b or level 1 to 4, if the people of the row are officials
  room / ruang, room seats / kursi, room area m2 / luas
  counters / loket, counter requests per day / permohonan per hari, online per day
Rows of one unit add up, for instance one row for each echelon.

Example:
  piket office scenarios/staff-example.csv -o offices.toml --scenario kota.toml)");
    command.callback([order, &action] { action = [order] { return make_offices(*order); }; });
}

}  // namespace piket::cli
