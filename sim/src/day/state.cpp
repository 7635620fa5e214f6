#include "day/state.hpp"

namespace piket {

namespace {

// Every array of the state, by name, once: what is hashed, compared and kept.
template <class Visit>
void each_array(const State& s, Visit visit) {
    const auto raw = [](Hash& h, const auto& values) { h.bytes(values.data(), values.size() * sizeof *values.data()); };
    visit("day", [&](Hash& h) { h.plain(s.day.value); });
    visit("reserve", [&](Hash& h) { raw(h, s.reserve); });
    visit("susceptibility", [&](Hash& h) {
        for (const Column<PersonId, float>& strain : s.susceptibility) {
            raw(h, strain);
        }
    });
    visit("immunity", [&](Hash& h) {
        for (const Immunity& i : s.immunity) {
            h.plain(i.peak);
            h.plain(i.base);
            h.plain(i.since.value);
            h.plain(i.dose.value);
            h.plain(i.infected.value);
            h.plain(i.lineage);
            h.word(static_cast<uint64_t>(i.met) << 16 | static_cast<uint64_t>(i.doses) << 8 | i.infections);
        }
    });
    visit("health", [&](Hash& h) { raw(h, s.health); });
    visit("away", [&](Hash& h) {
        for (const Away& a : s.away) {
            h.word(static_cast<uint64_t>(a.until.value) << 8 | static_cast<uint64_t>(a.mode));
        }
    });
    visit("errand", [&](Hash& h) {
        for (const Errand& e : s.errand) {
            h.plain(e.from.value);
            h.word(static_cast<uint64_t>(e.days) << 24 | static_cast<uint64_t>(e.place) << 8 |
                   static_cast<uint64_t>(e.mode));
        }
    });
    const auto source = [](Hash& h, const Source& src) {
        h.plain(src.episode.value);
        h.plain(src.hall.value);
        h.plain(src.day.value);
        h.plain(src.visitor);
    };
    visit("episodes", [&](Hash& h) {
        for (const Episode& e : s.episodes) {
            h.plain(e.person.value);
            h.plain(e.strain.value);
            source(h, e.source);
            h.plain(e.room.value);
            h.plain(e.day.value);
            h.plain(e.second);
            h.plain(e.onset.value);
            h.plain(e.hospital.value);
            h.plain(e.end.value);
            h.plain(e.generation);
            h.word(static_cast<uint64_t>(e.sequenced) << 24 | static_cast<uint64_t>(e.earlier) << 16 |
                   static_cast<uint64_t>(e.setting) << 8 | static_cast<uint64_t>(e.course));
            h.plain(e.emission);
            h.plain(e.kernel);
        }
    });
    visit("active", [&](Hash& h) { raw(h, s.active); });
    visit("samples", [&](Hash& h) {
        for (const Sample& x : s.samples) {
            h.plain(x.person.value);
            h.plain(x.episode.value);
            h.plain(x.taken.value);
            h.plain(x.due.value);
            h.word(static_cast<uint64_t>(x.antigen) << 1 | static_cast<uint64_t>(x.positive));
        }
    });
    visit("quarantines", [&](Hash& h) {
        for (const Quarantine& q : s.quarantines) {
            h.plain(q.person.value);
            h.plain(q.from.value);
            h.plain(q.until.value);
            h.word(q.sampled);
        }
    });
    visit("sequencing", [&](Hash& h) {
        for (const Sequencing& x : s.sequencing) {
            h.plain(x.person.value);
            h.plain(x.strain.value);
            h.plain(x.due.value);
        }
    });
    visit("appointments", [&](Hash& h) {
        for (const Appointment& a : s.appointments) {
            h.plain(a.person.value);
            h.plain(a.due.value);
        }
    });
    visit("screened", [&](Hash& h) { raw(h, s.screened); });
    visit("air", [&](Hash& h) {
        for (const Residue& r : s.air) {
            h.plain(r.room.value);
            h.plain(r.strain.value);
            source(h, r.source);
            h.plain(r.concentration);
        }
    });
    const auto queues = [](Hash& h, const auto& column) {
        for (const Queue& q : column) {
            h.plain(q.waiting);
            h.plain(q.requests);
            h.plain(q.waited);
        }
    };
    visit("counter_queue", [&](Hash& h) { queues(h, s.counter_queue); });
    visit("online_queue", [&](Hash& h) { queues(h, s.online_queue); });
    visit("closed_until", [&](Hash& h) { raw(h, s.closed_until); });
    visit("compliance", [&](Hash& h) { raw(h, s.compliance); });
    visit("passing", [&](Hash& h) { raw(h, s.passing); });
    visit("observed", [&](Hash& h) {
        for (const Report& r : s.observed.confirmed) {
            h.plain(r.day.value);
            h.plain(r.agency.value);
            h.plain(r.unit.value);
        }
        for (const TestCount& t : s.observed.tests) {
            h.plain(t.day.value);
            h.plain(t.taken);
            h.plain(t.results);
            h.plain(t.positive);
        }
        for (const VariantReport& v : s.observed.variants) {
            h.plain(v.day.value);
            h.plain(v.strain.value);
            h.plain(v.unit.value);
        }
        raw(h, s.observed.backlog);
        for (const TownReport& r : s.observed.town) {
            h.plain(r.cases);
            h.plain(r.admissions);
            h.plain(r.deaths);
        }
        for (const Alert& a : s.observed.alerts) {
            h.plain(a.zone_since.value);
            h.plain(a.level_since.value);
            h.word(static_cast<uint64_t>(a.zone) << 24 | static_cast<uint64_t>(a.level) << 16 |
                   static_cast<uint64_t>(a.zone_declared) << 8 | static_cast<uint64_t>(a.level_declared));
        }
    });
    visit("town", [&](Hash& h) {
        raw(h, s.town.infections);
        raw(h, s.town.agents);
        h.plain(s.town.susceptible);
    });
    visit("prevalence", [&](Hash& h) { h.plain(s.prevalence); });
}

}  // namespace

std::vector<ArrayHash> array_hashes(const State& state) {
    std::vector<ArrayHash> hashes;
    each_array(state, [&](std::string_view name, auto feed) {
        Hash hash;
        feed(hash);
        hashes.push_back({name, hash.value()});
    });
    return hashes;
}

uint64_t state_hash(const State& state) {
    Hash hash;
    for (const ArrayHash& array : array_hashes(state)) {
        hash.word(array.hash);
    }
    return hash.value();
}

}  // namespace piket
