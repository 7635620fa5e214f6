// Campaigns: who is given a dose today, and the second dose when its time has come.
#include "policy/effects/vaccination.hpp"

#include <algorithm>

#include "day/day.hpp"
#include "day/immunity.hpp"
#include "scenario/vaccines.hpp"

namespace piket {

namespace {

class Campaign {
   public:
    Campaign(const Today& today, State& next, std::vector<PersonId>& dosed)
        : today_(today), next_(next), dosed_(dosed) {}

    void second_doses() {
        std::vector<Appointment> later;
        for (const Appointment& a : next_.appointments) {
            if (next_.health[a.person] == Health::dead) {
                continue;
            }
            if (a.due > today_.day || is_away(a.person)) {  // who is ill or isolates comes afterwards
                later.push_back(a);
            } else {
                give(a.person, first_vaccine(next_.immunity[a.person]));
            }
        }
        next_.appointments = std::move(later);
    }

    void offer() {
        const World& world = today_.world;
        const CampaignSpec& campaign = world.scenario.campaign;
        const size_t waiting = next_.appointments.size();  // by person
        for (UnitId u : world.units.ids()) {
            const effect::DosesToday doses = effect::doses_today(today_.levers(u));
            if (!doses.any()) {
                continue;
            }
            const auto ask = [&](PersonId p) {
                const Immunity& i = next_.immunity[p];
                const bool ready = i.doses != 2 || today_.day - i.dose >= static_cast<int32_t>(today_.p.booster_after);
                const double share = effect::offered(doses, world.is_servant(p), world.age[p], i.doses);
                if (share <= 0 || !ready || is_away(p) || is_due(p, waiting)) {
                    return;
                }
                if (uniform(today_.luck, world.who[p], today_.day, Purpose::campaign) < share) {
                    give(p, i.doses == 2 ? campaign.booster : campaign.vaccine);
                }
            };
            for (PersonId servant : world.units[u].staff) {
                ask(servant);
                for (PersonId member : world.families[world.household(servant)]) {
                    ask(member);
                }
            }
        }
        std::sort(next_.appointments.begin(), next_.appointments.end(),
                  [](const Appointment& a, const Appointment& b) { return a.person < b.person; });
        std::sort(dosed_.begin(), dosed_.end());
    }

   private:
    bool is_away(PersonId p) const { return next_.away[p].until >= today_.day; }

    // Already has an appointment, among the first so many.
    bool is_due(PersonId p, size_t waiting) const {
        if (next_.immunity[p].doses != 1) {
            return false;
        }
        const auto end = next_.appointments.begin() + static_cast<ptrdiff_t>(waiting);
        const auto at = std::lower_bound(next_.appointments.begin(), end, p,
                                         [](const Appointment& a, PersonId person) { return a.person < person; });
        return at != end && at->person == p;
    }

    void give(PersonId p, Vaccine vaccine) {
        Immunity& immunity = next_.immunity[p];
        take_dose(today_, immunity, p, vaccine, today_.day);
        if (immunity.doses == 1) {
            next_.appointments.push_back({p, today_.day + row(vaccine).interval});
        }
        renew_susceptibility(today_, next_, p, today_.day + 1);
        dosed_.push_back(p);
    }

    const Today& today_;
    State& next_;
    std::vector<PersonId>& dosed_;
};

}  // namespace

void vaccinate(const Today& today, State& next, std::vector<PersonId>& dosed) {
    dosed.clear();
    Campaign campaign(today, next, dosed);
    campaign.second_doses();
    campaign.offer();
}

}  // namespace piket
