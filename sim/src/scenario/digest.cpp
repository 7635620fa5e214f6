// One number for all that a scenario says, whatever the order, comments and files in which it was said.
#include <algorithm>

#include "base/hash.hpp"
#include "scenario/sections.hpp"

namespace piket {
namespace {

// Feeds values to the hash; lists with their length, so that no two different scenarios read as the same string.
class Digest {
   public:
    template <class... T>
    void add(const T&... values) {
        (one(values), ...);
    }
    uint64_t value() const { return hash_.value(); }

   private:
    template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
    void one(T value) { hash_.word(static_cast<uint64_t>(value)); }
    void one(double value) { hash_.plain(value + 0.0); }  // so that -0 is 0
    void one(Day day) { hash_.word(static_cast<uint64_t>(day.value)); }
    void one(const std::string& text) {
        hash_.word(text.size());
        hash_.text(text);
    }
    void one(const Text& text) { add(text.id, text.en); }
    void one(const Interval& interval) { add(interval.from, interval.to); }
    template <class A, class B>
    void one(const std::pair<A, B>& pair) {
        add(pair.first, pair.second);
    }
    template <class T>
    void one(const std::optional<T>& maybe) {
        one(maybe.has_value());
        if (maybe) {
            one(*maybe);
        }
    }
    template <class T>
    void one(const std::vector<T>& list) {
        hash_.word(list.size());
        for (const T& element : list) {
            one(element);
        }
    }

    void one(const HoursSpec& h) { add(h.day, h.lunch, h.friday, h.friday_lunch, h.counter); }
    void one(const TownSpec& t) {
        add(t.name, t.population, t.reported, t.lab_delay, t.region, t.model, t.reproduction, t.susceptible,
            t.review_days, t.vaccination, t.declared);
    }
    void one(const CoverageSpec& c) { add(c.from, c.total, c.elderly); }
    void one(const DeclaredSpec& d) { add(d.from, d.until, d.zone, d.level); }
    void one(const CircularUse& c) { add(c.id, c.from, c.until, c.scope, c.review_days); }
    void one(const VaccinatedSpec& v) { add(v.group, v.vaccine, v.booster, v.doses, v.coverage, v.date, v.spread); }
    void one(const RecoveredSpec& r) { add(r.share, r.lineage, r.from, r.until); }
    void one(const CampaignSpec& c) { add(c.vaccine, c.booster); }
    void one(const InitialSpec& i) { add(i.prevalence_low, i.prevalence_high, i.infected); }
    void one(const ExperimentSpec& e) { add(e.secondary, e.isolation, e.apply, e.frozen_clock, e.feed); }
    void one(const DestinationSpec& d) { add(d.id, d.name, d.share, d.prevalence, d.days); }
    void one(const DelegationSpec& d) {
        add(d.date, d.destination, d.agencies, d.people, d.days, d.meeting_people, d.meeting_hours);
    }
    void one(const StrainSpec& s) {
        add(s.id, s.transmissibility, s.generation_mean, s.generation_sd, s.incubation_mean, s.incubation_sd,
            s.severity, s.household_sar, s.share);
    }
    void one(const PlaceSpec& p) { add(p.floor, p.x, p.y, p.w, p.h, p.door, p.opens_to); }
    void one(const RoomSpec& r) { add(r.id, r.type, r.seats, r.area, r.height, r.ach, r.place); }
    void one(const LinkSpec& l) { add(l.a, l.b, l.flow); }
    void one(const UnitSpec& u) {
        add(u.id, u.name, u.function, u.staff, u.officials[0], u.officials[1], u.officials[2], u.officials[3], u.rooms,
            u.sector);
    }
    void one(const ServiceSpec& s) {
        add(s.counters, s.counter_per_day, s.online_per_day, s.in_person_share, s.minutes);
    }
    void one(const AgencySpec& a) {
        add(a.id, a.name, a.kind, a.count, a.staff, a.function, a.service, a.units, a.rooms, a.links, a.sector);
    }
    void one(const FittedParameter& f) { add(f.key, f.value, f.reason); }
    void one(const ObservedFigure& f) {
        add(f.id, f.label, f.role, f.quantity, f.value, f.scope, f.since, f.date, f.source, f.mark);
    }
    void one(const GovernmentSpec& g) { add(g.id, g.name, g.agencies); }
    void one(const Parameters& values) {
        for (const Parameter& row : parameters()) {
            one(values.*row.field);
        }
    }

    Hash hash_;
};

// Rules combine in any order, so their order says nothing.
std::vector<uint64_t> rule_digests(const Scenario& scenario) {
    std::vector<uint64_t> digests;
    for (const Rule& rule : scenario.rules) {
        Digest digest;
        digest.add(rule.measure.value, rule.value, rule.scope.path, rule.scope.functions, rule.scope.sectors, rule.from,
                   rule.until, rule.source, rule.when.zones, rule.when.levels, rule.when.regions,
                   scenario.reviews[rule.review], rule.cite, rule.mark);
        digests.push_back(digest.value());
    }
    std::ranges::sort(digests);
    return digests;
}

}  // namespace

uint64_t digest_of(const Scenario& s) {
    Digest digest;
    digest.add(s.title, s.briefing, s.start, s.days, s.horizons, s.evaluation, s.seed, s.world_seed, s.replicates,
               s.hours, s.holidays, s.town, s.governments, s.strains, s.initial, s.destinations, s.delegations,
               s.vaccinated, s.recovered, s.campaign, rule_digests(s), s.parameters, s.fitted, s.observed, s.experiment,
               s.record, s.circulars);
    return digest.value();
}

}  // namespace piket
