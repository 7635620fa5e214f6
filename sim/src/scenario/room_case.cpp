// A file for `piket room`, read into a case.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/check.hpp"
#include "piket/parameters.hpp"
#include "piket/room.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {

namespace {

constexpr std::string_view models[] = {"quanta", "physical"};
constexpr std::string_view resolutions[] = {"diameters", "five_bins"};
constexpr std::string_view activities[] = {"seated", "standing", "light", "moderate", "heavy"};
constexpr std::string_view variants[] = {"wild", "alpha", "beta", "gamma", "delta", "omicron"};
constexpr double dose_factors[] = {1, 0.78, 0.8, 0.72, 0.51, 0.2};  // CAiMIRA v4.19 (verified)
enum class Variant : uint8_t { wild, alpha, beta, gamma, delta, omicron };
enum class MaskWord : uint8_t { none, cloth, surgical, kn95, ffp2 };
constexpr std::string_view mask_words[] = {"none", "cloth", "surgical", "kn95", "ffp2"};

struct Voice {
    std::string_view word;
    Expiration factors;
};
constexpr Voice voices[] = {
    {"breathing", {1, 0, 0}}, {"speaking", {1, 1, 1}}, {"singing", {1, 5, 5}}, {"shouting", {1, 5, 5}}};
constexpr std::string_view voice_words[] = {"breathing", "speaking", "singing", "shouting"};

constexpr double volume_tolerance = 0.1, rounded = 0.005;
constexpr size_t most_rooms = 8, most_groups = 100, most_times = 1000;
constexpr int most_infected = 1000;  // over all groups: each is drawn thousands of times

}  // namespace

template <>
std::span<const std::string_view> names_of<RoomModel>() {
    return models;
}
template <>
std::span<const std::string_view> names_of<SizeResolution>() {
    return resolutions;
}
template <>
std::span<const std::string_view> names_of<Activity>() {
    return activities;
}
template <>
std::span<const std::string_view> names_of<Variant>() {
    return variants;
}
template <>
std::span<const std::string_view> names_of<MaskWord>() {
    return mask_words;
}

namespace {

const RoomKey& row(std::string_view key) {
    const auto found = std::ranges::find(room_keys(), key, &RoomKey::key);
    check(found != room_keys().end(), "every key that is read has a row");
    return *found;
}

Bounds bounds_of(std::string_view key) {
    const RoomKey& k = row(key);
    return {k.low, k.high, k.unit};
}

// The number under the last part of `key`, within the bounds of its row; without it `out` is as before.
bool number(Reader& reader, std::string_view key, double& out) {
    return reader.number(key.substr(key.rfind('.') + 1), out, bounds_of(key));
}

bool number(Reader& reader, std::string_view key, std::optional<double>& out) {
    double value = 0;
    const bool there = number(reader, key, value);
    out = there ? std::optional(value) : out;
    return there;
}

class CaseReader {
   public:
    CaseReader(Reader& root, RoomCase& c) : root_(root), c_(c) {}

    void read() {
        root_.node("format");
        root_.require({"title", "model"});
        root_.text("title", c_.title);
        model_known_ = root_.choice("model", c_.model);
        if (root_.has("resolution")) {
            only_for(root_, "resolution", RoomModel::physical);
        }
        root_.choice("resolution", c_.resolution);
        root_.flag("mask_on_jet", c_.mask_on_jet);
        number(root_, "evaporation", c_.evaporation);
        const bool starts = root_.time("start", c_.start);
        read_virus();
        root_.require_some("room");
        root_.each("room", [&](Reader& room) { read_room(room); });
        if (c_.rooms.size() > most_rooms) {
            root_.fault("room", fmt::format("there must be at most {} rooms", most_rooms));
        }
        root_.each("exchange", [&](Reader& exchange) { read_exchange(exchange); });
        root_.each("air_handling", [&](Reader& unit) { read_air_handling(unit); });
        root_.each("infected", [&](Reader& group) { read_infected(group); });
        root_.each("exposed", [&](Reader& group) { read_exposed(group); });
        read_observed();
        check_groups();
        find_start(starts);
        read_times();
        root_.finish();
    }

   private:
    void only_for(Reader& reader, std::string_view key, RoomModel model) {
        if (reader.has(key) && model_known_ && c_.model != model) {
            reader.fault(key, fmt::format("is a key of model = \"{}\" only", name(model)));
        }
    }

    void read_virus() {
        RoomVirus& virus = c_.virus;
        virus.emission_sigma = default_parameters().emission_sigma;
        const bool physical = model_known_ && c_.model == RoomModel::physical;
        if (physical && !root_.has("virus")) {
            root_.fault("virus", R"(is missing: [virus] must give viral_load, in copies/mL or "distribution")");
        }
        root_.section("virus", [&](Reader& reader) {
            Variant variant = Variant::wild;
            reader.choice("variant", variant);
            virus.dose_factor = dose_factors[static_cast<size_t>(variant)];
            if (reader.has("variant") && reader.has("dose_factor")) {
                reader.fault("dose_factor", "stands beside variant: only one of them can hold");
            }
            number(reader, "virus.dose_factor", virus.dose_factor);
            for (const char* key : {"viral_load", "viable_share", "infectious_dose"}) {
                only_for(reader, key, RoomModel::physical);
            }
            only_for(reader, "emission_sigma", RoomModel::quanta);
            number(reader, "virus.emission_sigma", virus.emission_sigma);
            number(reader, "virus.viable_share", virus.viable_share);
            number(reader, "virus.infectious_dose", virus.id50);
            const Node* load = reader.node("viral_load");
            if (load && load->as<std::string>()) {
                virus.distribution = *load->as<std::string>() == "distribution";
                if (!virus.distribution) {
                    reader.fault("viral_load", R"(must be a number of copies/mL, or "distribution")");
                }
            } else if (load) {
                number(reader, "virus.viral_load", virus.viral_load);
            } else if (physical) {
                reader.fault("viral_load", R"(is missing: a number of copies/mL, or "distribution")");
            }
        });
    }

    // ---- rooms ----

    void read_room(Reader& reader) {
        CaseRoom& room = c_.rooms.emplace_back();
        reader.require({"id"});
        new_id(reader, room.id, rooms_);
        read_volume(reader, room);
        read_ventilation(reader, room);
        number(reader, "room.temperature", room.temperature);
        number(reader, "room.humidity", room.humidity);
        number(reader, "room.decay", room.decay);
        only_for(reader, "deposition", RoomModel::quanta);
        if (c_.model == RoomModel::quanta) {
            const Parameters p = default_parameters();
            room.deposition = p.air_deposition;
            room.decay = room.decay.value_or(p.air_decay);
            only_for(reader, "temperature", RoomModel::physical);
            only_for(reader, "humidity", RoomModel::physical);
        } else if (!room.decay && room.humidity > 0.7) {
            reader.warn("humidity", "the decay was measured up to a share of 0.7; beyond it is extrapolated");
        }
        number(reader, "room.deposition", room.deposition);
        number(reader, "room.filtration", room.filtration);
        number(reader, "room.cadr", room.clean_air);
        number(reader, "room.initial_concentration", room.initial_concentration);
        number(reader, "room.initial_co2", room.initial_co2);
    }

    void read_volume(Reader& reader, CaseRoom& room) {
        double area = 0, height = row("room.height").value;
        const bool given = number(reader, "room.volume", room.volume), floor = number(reader, "room.area", area);
        const bool tall = number(reader, "room.height", height);
        if (given || floor) {
            room.volume = given ? room.volume : area * height;
            room.height = tall || !given ? height : floor ? room.volume / area : 0;
            room.area = floor ? area : tall ? room.volume / height : 0;
        } else if (!reader.has("volume") && !reader.has("area")) {
            reader.fault("volume", "is missing: give volume in m3, or area in m2 and height in m");
        }
        // Published figures are rounded, and seats or beams take some of the box.
        if (given && floor && tall && std::abs(room.volume / (area * height) - 1) > volume_tolerance) {
            reader.fault("volume",
                         fmt::format("is not what area and height give, {:.4g} m3 within a tenth", area * height));
        }
    }

    // ach or outdoor_air of one table.
    double outdoor_air(Reader& reader, const CaseRoom& room) {
        double ach = 0, supply = 0;
        const bool changes = number(reader, "room.ach", ach), litres = number(reader, "room.outdoor_air", supply);
        if (reader.has("ach") && reader.has("outdoor_air")) {
            reader.fault("outdoor_air", "stands beside ach: only one of them can hold");
        } else if (!reader.has("ach") && !reader.has("outdoor_air")) {
            reader.fault("ach", "is missing: give ach in 1/h, or outdoor_air in L/s");
        }
        return changes || !litres || room.volume <= 0 ? ach : supply * 3.6 / room.volume;
    }

    void read_ventilation(Reader& reader, CaseRoom& room) {
        if (!reader.has("ventilation")) {
            room.ventilation = {{0, outdoor_air(reader, room)}};
            return;
        }
        for (const char* key : {"ach", "outdoor_air"}) {
            if (reader.node(key)) {
                reader.fault(key, "stands beside ventilation: only one of them can hold");
            }
        }
        reader.require_some("ventilation");
        reader.each("ventilation", [&](Reader& entry) {
            Seconds from = 0;
            entry.require({"from"});
            const bool timed = entry.time("from", from);
            const double ach = outdoor_air(entry, room);
            if (timed && !room.ventilation.empty() && from <= room.ventilation.back().first) {
                entry.fault("from", "must be later than that of the entry before");
            } else if (timed) {
                room.ventilation.emplace_back(from, ach);
            }
        });
    }

    int room_named(Reader& reader, std::string_view key, const std::string& id) {
        const auto found = rooms_.find(id);
        if (found == rooms_.end()) {
            reader.fault(key, fmt::format("\"{}\" is no room of this case{}", id, suggestion(id, rooms_)));
            return -1;
        }
        return found->second;
    }

    void read_exchange(Reader& reader) {
        RoomExchange exchange;
        std::vector<std::string> ends;
        reader.require({"rooms", "flow"});
        number(reader, "exchange.flow", exchange.flow);
        if (!reader.words("rooms", ends)) {
            return;
        }
        if (ends.size() != 2 || ends[0] == ends[1]) {
            reader.fault("rooms", "must name two different rooms");
            return;
        }
        exchange.a = room_named(reader, "rooms", ends[0]);
        exchange.b = room_named(reader, "rooms", ends[1]);
        if (exchange.a >= 0 && exchange.b >= 0) {
            c_.exchanges.push_back(exchange);
        }
    }

    void read_air_handling(Reader& reader) {
        AirHandling unit;
        std::vector<std::string> served;
        unit.filter = row("air_handling.filter").value;
        reader.require({"rooms", "supply"});
        number(reader, "air_handling.filter", unit.filter);
        const bool named = reader.words("rooms", served);
        const bool flows = reader.numbers("supply", unit.supply, bounds_of("air_handling.supply"));
        if (named && flows && served.size() != unit.supply.size()) {
            reader.fault("supply", "must have one flow in m3/h per room");
        }
        for (size_t i = 0; i < served.size(); ++i) {
            unit.rooms.push_back(room_named(reader, "rooms", served[i]));
            if (std::find(served.begin(), served.begin() + i, served[i]) != served.begin() + i) {
                reader.fault("rooms", fmt::format("names \"{}\" twice", served[i]));
            }
        }
        c_.air_handling.push_back(std::move(unit));
    }

    // ---- people ----

    // What infected and exposed groups have in common.
    template <class Group>
    void read_people(Reader& reader, Group& group, std::map<std::string, int>& ids, std::string_view mask_key) {
        reader.require({"id"});
        new_id(reader, group.id, ids);
        reader.whole("count", group.count, bounds_of("people.count"));
        reader.choice("activity", group.breathing.activity);
        if (reader.has("activity") && reader.has("breathing")) {
            reader.fault("breathing", "stands beside activity: only one of them can hold");
        }
        number(reader, "people.breathing", group.breathing.rate);
        MaskWord mask = MaskWord::none;
        reader.choice("mask", mask);
        group.mask.type = mask == MaskWord::ffp2 ? MaskType::kn95 : static_cast<MaskType>(mask);
        number(reader, "people.mask_share", group.mask.share);
        number(reader, mask_key, group.mask.filtered);
        read_stays(reader, group.stays);
    }

    void read_stays(Reader& reader, std::vector<RoomStay>& stays) {
        if (reader.has("stay")) {
            for (const char* key : {"room", "presence"}) {
                if (reader.node(key)) {
                    reader.fault(key, "stands beside stay: only one way can hold");
                }
            }
            reader.each("stay", [&](Reader& stay) {
                std::vector<Interval> when;
                stay.require({"time"});
                const int room = room_of(stay);
                stay.intervals("time", when);
                add_stays(stays, room, when);
            });
        } else {
            std::vector<Interval> when;
            const int room = room_of(reader);
            if (!reader.has("presence")) {
                reader.fault("presence", R"(is missing: when these people are there, such as ["08:00", "12:00"])");
            }
            reader.intervals("presence", when);
            add_stays(stays, room, when);
        }
        std::ranges::sort(stays, {}, [](const RoomStay& stay) { return stay.when.from; });
        for (size_t i = 1; i < stays.size(); ++i) {
            if (stays[i].when.from < stays[i - 1].when.to) {
                reader.fault(reader.has("stay") ? "stay" : "presence", "its times must not overlap");
                break;
            }
        }
    }

    static void add_stays(std::vector<RoomStay>& stays, int room, const std::vector<Interval>& when) {
        for (const Interval& interval : when) {
            stays.push_back({room, interval});
        }
    }

    // May be left out if there is only one.
    int room_of(Reader& reader) {
        std::string id;
        if (reader.word("room", id)) {
            return room_named(reader, "room", id);
        }
        if (!reader.has("room") && c_.rooms.size() > 1) {
            reader.fault("room", fmt::format("is missing: one of {}", listed(keys(rooms_))));
        }
        return 0;
    }

    void read_infected(Reader& reader) {
        InfectedGroup& group = c_.infected.emplace_back();
        read_people(reader, group, infected_, "infected.mask_out");
        group.expiration = {1, 0, 0};
        reader.require({"expiration"});
        read_expiration(reader, group.expiration);
        only_for(reader, "quanta_per_h", RoomModel::quanta);
        only_for(reader, "viral_load", RoomModel::physical);
        number(reader, "infected.quanta_per_h", group.quanta_per_h);
        number(reader, "infected.viral_load", group.viral_load);
    }

    // A word, or { speaking = 1, breathing = 2 }: shares of time.
    void read_expiration(Reader& reader, Expiration& out) {
        const Node* value = reader.node("expiration");
        if (!value) {
            return;
        }
        if (const auto* word = value->as<std::string>()) {
            const auto voice = std::ranges::find(voices, *word, &Voice::word);
            if (voice == std::end(voices)) {
                reader.fault("expiration",
                             fmt::format("must be {}{}", listed(voice_words), did_you_mean(*word, voice_words)));
            } else {
                out = voice->factors;
            }
            return;
        }
        if (!value->as<Node::Table>()) {
            reader.fault("expiration", R"(must be a word such as "speaking", or { speaking = 1, breathing = 2 })");
            return;
        }
        Expiration sum{0, 0, 0};
        double total = 0;
        reader.section("expiration", [&](Reader& weights) {
            for (const Voice& voice : voices) {
                double weight = 0;
                weights.number(voice.word, weight, {0, 1e6});
                total += weight;
                sum.bronchial += weight * voice.factors.bronchial;
                sum.laryngeal += weight * voice.factors.laryngeal;
                sum.oral += weight * voice.factors.oral;
            }
        });
        if (total > 0) {
            out = {sum.bronchial / total, sum.laryngeal / total, sum.oral / total};
        } else {
            reader.fault("expiration", "needs a share above 0");
        }
    }

    void read_exposed(Reader& reader) {
        ExposedGroup& group = c_.exposed.emplace_back();
        read_people(reader, group, exposed_, "exposed.mask_in");
        number(reader, "exposed.immunity", group.immunity);
        int infected = 0;
        if (reader.whole("infected", infected, bounds_of("exposed.infected"))) {
            group.infected = infected;
            if (infected > group.count) {
                reader.fault("infected", fmt::format("must not be more than the {} people of the group", group.count));
            }
        }
        number(reader, "exposed.tracer", group.tracer);
        reader.each("contact", [&](Reader& contact) { read_contact(contact, group); });
    }

    void read_contact(Reader& reader, ExposedGroup& group) {
        CloseContact contact;
        double minutes = 0;
        reader.require({"start", "minutes"});
        const bool timed = reader.time("start", contact.when.from);
        const bool long_enough = number(reader, "contact.minutes", minutes);
        number(reader, "contact.distance", contact.distance);
        number(reader, "contact.share", contact.share);
        std::string with;
        if (reader.word("with", with)) {
            const auto found = infected_.find(with);
            if (found == infected_.end()) {
                reader.fault("with", fmt::format("is no infected group{}", suggestion(with, infected_)));
                return;
            }
            contact.infected = found->second;
        } else if (c_.infected.size() != 1) {
            if (!reader.has("with")) {
                reader.fault("with", c_.infected.empty() ? "there is no infected group to be in contact with"
                                                         : "is missing: the id of an infected group");
            }
            return;
        }
        const InfectedGroup& infected = c_.infected[contact.infected];
        contact.expiration = infected.expiration;
        read_expiration(reader, contact.expiration);
        number(reader, "contact.exhaled", contact.exhaled);
        number(reader, "contact.inhaled", contact.inhaled);
        if (!timed || !long_enough) {
            return;
        }
        contact.when.to = contact.when.from + static_cast<Seconds>(std::floor(minutes * 60 + 0.5));
        const RoomStay* stay = during(group.stays, contact.when);
        const RoomStay* other = during(infected.stays, contact.when);
        if (!stay && !group.stays.empty()) {
            reader.fault("start", "the contact must lie within one stay of the exposed group");
        } else if (!infected.stays.empty() && (!other || (stay && other->room != stay->room))) {
            reader.fault("start",
                         fmt::format("\"{}\" is not in the same room all the time of the contact", infected.id));
        }
        group.contacts.push_back(contact);
    }

    static const RoomStay* during(const std::vector<RoomStay>& stays, Interval when) {
        const auto found = std::ranges::find_if(
            stays, [&](const RoomStay& stay) { return stay.when.from <= when.from && when.to <= stay.when.to; });
        return found == stays.end() ? nullptr : &*found;
    }

    // What happened there. Beside groups with counts it must not say something else than they do.
    void read_observed() {
        int exposed = 0, infected = 0;
        bool counted = false;
        for (const ExposedGroup& group : c_.exposed) {
            if (group.infected) {
                counted = true;
                exposed += group.count;
                infected += *group.infected;
            }
        }
        if (counted && !root_.has("observed")) {
            root_.fault("observed", "is missing: where the counts of infected people come from");
        }
        root_.section("observed", [&](Reader& reader) {
            RoomObservation& o = c_.observed.emplace();
            reader.require({"mark", "source"});
            reader.choice("mark", o.mark);
            reader.word("source", o.source);
            reader.text("assumed", o.assumed);
            reader.text("note", o.note);
            reader.flag("calibrated", o.calibrated);
            o.detected_from = static_cast<int>(row("observed.detected_from").value);
            reader.whole("detected_from", o.detected_from, bounds_of("observed.detected_from"));
            if (int other = 0; reader.whole("alternative", other, bounds_of("observed.alternative"))) {
                o.alternative = other;
            }
            number(reader, "observed.attack_rate", o.attack_rate);
            std::vector<double> ends;
            if (reader.numbers("interval", ends, bounds_of("observed.interval"))) {
                if (ends.size() != 2 || ends[0] > ends[1]) {
                    reader.fault("interval", "must be the lower and the upper end, such as [0.1, 0.3]");
                } else {
                    o.interval = {ends[0], ends[1]};
                }
            }
            if (!counted && !reader.has("attack_rate")) {
                reader.fault("attack_rate", "is missing: or exposed groups must say how many were infected");
            }
            const double share = exposed > 0 ? static_cast<double>(infected) / exposed : 0;
            if (counted && o.attack_rate && std::abs(share - *o.attack_rate) > rounded) {
                reader.fault("attack_rate", fmt::format("is not {} of {}, {:.3f}", infected, exposed, share));
            }
            const double rate = o.attack_rate.value_or(share);
            if (o.interval && (rate < o.interval->first || rate > o.interval->second)) {
                reader.fault("interval", fmt::format("does not hold the share infected, {:.3f}", rate));
            }
        });
    }

    void check_groups() {
        double infected = 0;
        for (const InfectedGroup& group : c_.infected) {
            infected += group.count;
        }
        if (infected > most_infected) {
            root_.fault("infected", fmt::format("there must be at most {} infected people in all", most_infected));
        }
        for (const char* key : {"infected", "exposed"}) {
            const size_t groups = key == std::string_view("infected") ? c_.infected.size() : c_.exposed.size();
            if (groups > most_groups) {
                root_.fault(key, fmt::format("there must be at most {} groups", most_groups));
            }
        }
        if (!root_.has("infected") && !root_.has("exposed")) {
            root_.fault("exposed", "is missing: there must be an [[infected]] or an [[exposed]] group");
        }
    }

    // The first who comes, unless the file says earlier.
    void find_start(bool given) {
        Seconds first = seconds_per_day;
        const auto look = [&](const auto& groups) {
            for (const auto& group : groups) {
                first = group.stays.empty() ? first : std::min(first, group.stays.front().when.from);
            }
        };
        look(c_.infected);
        look(c_.exposed);
        if (given && c_.start > first && first < seconds_per_day) {
            root_.fault("start", "must not be later than the first presence");
        }
        c_.start = given ? c_.start : first == seconds_per_day ? 0 : first;
        for (size_t r = 0; r < c_.rooms.size(); ++r) {
            const auto& ventilation = c_.rooms[r].ventilation;
            if (!ventilation.empty() && ventilation.front().first > c_.start) {
                root_.fault("room", fmt::format("the ventilation of \"{}\" must be given from the start on ({} h)",
                                                c_.rooms[r].id, hours(c_.start)));
            }
        }
    }

    // Without them: whenever somebody comes or goes.
    void read_times() {
        if (root_.times("times", c_.times)) {
            if (c_.times.size() > most_times) {
                root_.fault("times", fmt::format("there must be at most {}", most_times));
            }
            if (!c_.times.empty() && std::ranges::min(c_.times) < c_.start) {
                root_.fault("times", fmt::format("must not be before the start ({} h)", hours(c_.start)));
            }
        } else if (!root_.has("times")) {
            const auto look = [&](const auto& groups) {
                for (const auto& group : groups) {
                    for (const RoomStay& stay : group.stays) {
                        c_.times.insert(c_.times.end(), {stay.when.from, stay.when.to});
                    }
                }
            };
            look(c_.infected);
            look(c_.exposed);
        }
        std::ranges::sort(c_.times);
        c_.times.erase(std::ranges::unique(c_.times).begin(), c_.times.end());
    }

    // ---- ids ----

    void new_id(Reader& reader, std::string& id, std::map<std::string, int>& ids) {
        if (reader.id("id", id) && !ids.emplace(id, static_cast<int>(ids.size())).second) {
            reader.fault("id", "is taken already");
        }
    }

    static std::vector<std::string_view> keys(const std::map<std::string, int>& ids) {
        std::vector<std::string_view> words;
        for (const auto& [id, index] : ids) {
            words.push_back(id);
        }
        return words;
    }
    static std::string suggestion(const std::string& id, const std::map<std::string, int>& ids) {
        return ids.empty() ? "" : fmt::format(": there is {}{}", listed(keys(ids)), did_you_mean(id, keys(ids)));
    }

    Reader& root_;
    RoomCase& c_;
    bool model_known_ = false;
    std::map<std::string, int> rooms_, infected_, exposed_;
};

std::optional<RoomCase> read_case(std::string_view toml, const std::string& file, Problems& problems) {
    const std::optional<Node> document = parse_document(toml, file, problems);
    if (!document || !check_format(*document, problems)) {
        return std::nullopt;
    }
    RoomCase c;
    c.file = file;
    Reader root(*document, "", problems);
    CaseReader(root, c).read();
    return c;
}

}  // namespace

Loaded<RoomCase> load_room_case(const std::string& path) {
    return load<RoomCase>(path, [&](Problems& problems) {
        const std::optional<std::string> text = read_text(path, problems);
        return text ? read_case(*text, path, problems) : std::nullopt;
    });
}

Loaded<RoomCase> parse_room_case(std::string_view toml, const std::string& name) {
    return load<RoomCase>(name, [&](Problems& problems) { return read_case(toml, name, problems); });
}

}  // namespace piket
