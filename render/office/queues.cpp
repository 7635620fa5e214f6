#include "office/queues.hpp"

namespace piket::render {

std::string waiting_line(const Words& words, const HallToday& hall, double second) {
    int waiting = 0;
    double waited = 0;
    for (const VisitorToday& v : hall.visitors) {
        if (v.arrive <= second && second < v.called) {
            ++waiting;
            waited += (second - v.arrive) / 60;
        }
    }
    std::string line = words("office.waiting", fmt::arg("n", waiting));
    if (waiting > 0) {
        line += " · " + words("office.minutes", fmt::arg("n", words.number(waited / waiting)));
    }
    return line;
}

std::string backlog_line(const Words& words, const DayFrame& frame, const Backlog& backlog, double second) {
    const double waiting = second < frame.counter.to ? backlog.morning : backlog.evening;
    if (waiting < 0.5) {
        return {};
    }
    return words("office.backlog", fmt::arg("n", words.number(waiting)),
                 fmt::arg("days", words.number(backlog.days(waiting), 1)));
}

}  // namespace piket::render
