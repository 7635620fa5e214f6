// Organisation patterns of regional governments, for agencies given by kind and head count. Numbers of posts follow the
// usual structure of a kota/kabupaten (recalled: PP 18/2016 and its practice); sizes of units are assumed. An agency
// smaller than its posts grows to hold them.
#include <algorithm>

#include "world/world.hpp"

namespace piket {

namespace {

// A part of an agency below its head: one chief each, with sections below.
struct Pattern {
    const char* unit_id;
    const char* name_id;
    const char* name_en;
    int staff_per_unit;  // aimed at; decides how many units there are
    int least, most;     // units
    int chief_level;     // structural level of the chief
    int sections;        // posts one level below the chief
};

Pattern pattern_of(AgencyKind kind) {
    switch (kind) {
        case AgencyKind::secretariat:
            return {"bagian", "Bagian", "Section", 22, 1, 12, 3, 3};
        case AgencyKind::kecamatan:
        case AgencyKind::kelurahan:
            return {"seksi", "Seksi", "Section", 12, 1, 3, 3, 0};
        case AgencyKind::puskesmas:
        case AgencyKind::hospital:
            return {"pelayanan-medis", "Pelayanan medis", "Medical service", 20, 1, 20, 3, 0};
        default:
            return {"bidang", "Bidang", "Division", 24, 1, 6, 2, 3};
    }
}

UnitSpec unit(std::string id, Text name, Function function, int staff, std::initializer_list<int> officials) {
    UnitSpec spec;
    spec.id = std::move(id);
    spec.name = std::move(name);
    spec.function = function;
    std::copy(officials.begin(), officials.end(), spec.officials);
    const int posts = spec.officials[0] + spec.officials[1] + spec.officials[2] + spec.officials[3];
    spec.staff = std::max(staff, posts);
    return spec;
}

// The head with deputies, and the agency's own secretariat.
UnitSpec head_office(const AgencySpec& agency) {
    switch (agency.kind) {
        case AgencyKind::secretariat:  // Sekda; assistants and expert staff
            return unit("pimpinan", {"Pimpinan", "Leadership"}, Function::leadership, 10, {1, 6, 0, 0});
        case AgencyKind::kecamatan:  // camat, secretary, two sub-sections
            return unit("sekretariat", {"Sekretariat", "Secretariat"}, Function::administration, agency.staff / 3,
                        {1, 1, 2, 0});
        case AgencyKind::kelurahan:  // lurah and secretary
            return unit("sekretariat", {"Sekretariat", "Secretariat"}, Function::administration, 2, {1, 1, 0, 0});
        case AgencyKind::puskesmas:
            return unit("tata-usaha", {"Tata usaha", "Administration"}, Function::administration, agency.staff / 5,
                        {1, 1, 0, 0});
        case AgencyKind::hospital:
            return unit("tata-usaha", {"Tata usaha", "Administration"}, Function::administration, agency.staff / 6,
                        {1, 2, 4, 0});
        default:
            return unit("sekretariat", {"Sekretariat", "Secretariat"}, Function::administration, agency.staff / 4,
                        {1, 1, 3, 0});
    }
}

// Counters run with a reserve, so that somebody can eat, pray or be away.
int counter_staff(int counters) {
    return counters + (counters + 1) / 2;
}

}  // namespace

std::vector<UnitSpec> organise(const AgencySpec& agency) {
    if (agency.kind == AgencyKind::custom) {
        return agency.units;
    }
    std::vector<UnitSpec> units;
    int left = agency.staff;

    units.push_back(head_office(agency));
    left -= units.back().staff;

    if (agency.service.counters > 0 && left > 0) {
        const int chief = left > 3 ? 1 : 0;
        units.push_back(unit("pelayanan", {"Pelayanan", "Service"}, Function::counter,
                             std::min(left, counter_staff(agency.service.counters)), {0, 0, chief, 0}));
        left -= units.back().staff;
    }
    if (left > 0) {
        const Pattern p = pattern_of(agency.kind);
        const int count = std::clamp((left + p.staff_per_unit / 2) / p.staff_per_unit, p.least, p.most);
        for (int i = 0; i < count; ++i) {
            const int staff = left / count + (i < left % count ? 1 : 0);
            const std::string number = std::to_string(i + 1);
            UnitSpec spec = unit(std::string(p.unit_id) + "-" + number,
                                 {std::string(p.name_id) + " " + number, std::string(p.name_en) + " " + number},
                                 agency.function, staff, {0, 0, 0, 0});
            if (staff > 0) {
                spec.officials[p.chief_level - 1] = 1;
            }
            if (p.chief_level < 4) {
                spec.officials[p.chief_level] = std::clamp((staff - 1) / 4, 0, p.sections);
            }
            units.push_back(std::move(spec));
        }
    }
    return units;
}

}  // namespace piket
