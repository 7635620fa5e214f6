#include "pages/svg/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace piket::pages::svg {

namespace {

constexpr double key_height = 30, head = 24, axis_height = 48, radius = 5.5, line_height = 15, widest_label = 190;
constexpr Font best_font{12.5, colour::ink, Anchor::start, true}, other_font{11.5, colour::faint_ink};

struct Box {
    double left, top, right, bottom;
    bool meets(const Box& o) const { return left < o.right && o.left < right && top < o.bottom && o.top < bottom; }
};

// Finds room for labels, none upon another, a point or the line that joins the best.
class Room {
   public:
    explicit Room(const Box& plot) : plot_(plot) {}

    void take(const Box& box) { taken_.push_back(box); }
    void take_line(Document::Point a, Document::Point b) {
        constexpr int pieces = 40;
        for (int i = 0; i <= pieces; ++i) {
            const double t = static_cast<double>(i) / pieces;
            const double x = a.x + t * (b.x - a.x), y = a.y + t * (b.y - a.y);
            take({x - 2, y - 2, x + 2, y + 2});
        }
    }
    bool free(const Box& box) const {
        return box.left >= plot_.left && box.right <= plot_.right && box.top >= plot_.top &&
               box.bottom <= plot_.bottom && std::ranges::none_of(taken_, [&](const Box& b) { return b.meets(box); });
    }

    // Ever farther from the point, all around it.
    std::optional<Box> around(Document::Point p, double width, double height) const {
        for (const double distance : {10.0, 18.0, 30.0, 46.0, 64.0, 86.0, 110.0, 140.0}) {
            for (const auto& [dx, dy] : {std::pair{1.0, 0.0},
                                         {1.0, -0.7},
                                         {1.0, 0.7},
                                         {-1.0, 0.0},
                                         {-1.0, -0.7},
                                         {-1.0, 0.7},
                                         {0.0, -1.0},
                                         {0.0, 1.0},
                                         {0.5, -1.0},
                                         {0.5, 1.0},
                                         {-0.5, -1.0},
                                         {-0.5, 1.0}}) {
                const double x = p.x + dx * distance - (dx > 0.8 ? 0 : dx < -0.8 ? width : width * (1 - dx) / 2);
                const double y = p.y + dy * distance - (dy > 0.8 ? 0 : dy < -0.8 ? height : height / 2);
                const Box box{x, y, x + width, y + height};
                if (free(box)) {
                    return box;
                }
            }
        }
        return std::nullopt;
    }

   private:
    Box plot_;
    std::vector<Box> taken_;
};

void write_label(Document& document, Room& room, const FrontierPoint& point, Document::Point p) {
    const Font& font = point.best ? best_font : other_font;
    const std::vector<std::string> lines = broken(point.label, font, widest_label);
    double width = 0;
    for (const std::string& line : lines) {
        width = std::max(width, text_width(line, font));
    }
    const double height = line_height * static_cast<double>(lines.size());
    const std::optional<Box> box = room.around(p, width, height);
    if (!box) {
        return;
    }
    room.take({box->left - 3, box->top - 1, box->right + 3, box->bottom + 1});
    const double x = std::clamp(p.x, box->left, box->right), y = std::clamp(p.y, box->top, box->bottom);
    if (const double far = std::hypot(x - p.x, y - p.y); far > 14) {
        const double t = (radius + 2) / far;
        document.line(p.x + t * (x - p.x), p.y + t * (y - p.y), x, y, colour::grey, 0.8);
    }
    double line = box->top - 3.5;
    for (const std::string& words : lines) {
        document.text(box->left, line += line_height, words, font);
    }
}

void whiskers(Document& document, const FrontierPoint& point, const Scale& x, const Scale& y) {
    const std::string_view stroke = point.best ? colour::sky : "#cccccc";
    document.line(x(point.x_low), y(point.y), x(point.x_high), y(point.y), stroke, 1.2);
    document.line(x(point.x), y(point.y_low), x(point.x), y(point.y_high), stroke, 1.2);
}

}  // namespace

std::string draw(const FrontierChart& chart, Language language) {
    Frame frame(chart.words, key_height + head + chart.body + axis_height, language);
    Document& document = frame.document;
    legend(document, {{colour::blue, chart.best}, {colour::grey, chart.others}}, frame.left, frame.right, frame.top);
    double x_low = 0, x_high = 0, y_low = 0, y_high = 0;
    for (const FrontierPoint& p : chart.points) {
        x_low = std::min(x_low, p.x_low);
        x_high = std::max(x_high, p.x_high);
        y_low = std::min(y_low, p.y_low);
        y_high = std::max(y_high, p.y_high);
    }
    const double top = frame.top + key_height + head, bottom = top + chart.body;
    const Scale y = nice_scale(y_low, y_high, bottom, top);
    const Scale x = nice_scale(x_low, x_high, frame.left + 52, frame.right - 12);
    horizontal_axis(document, x, top, bottom, chart.x_axis, language);
    vertical_axis(document, y, x.from, x.to, chart.y_axis, language);

    std::vector<FrontierPoint> points = chart.points;  // best last, so that they lie on top
    std::ranges::stable_sort(points,
                             [](const auto& a, const auto& b) { return a.best != b.best ? b.best : a.x < b.x; });
    const auto place = [&](const FrontierPoint& p) { return Document::Point{x(p.x), y(p.y)}; };
    Room room({x.from, top, frame.right, bottom});
    std::vector<Document::Point> line;
    for (const FrontierPoint& point : points) {
        whiskers(document, point, x, y);
        const Document::Point p = place(point);
        room.take({p.x - radius - 1, p.y - radius - 1, p.x + radius + 1, p.y + radius + 1});
        if (point.best) {
            if (!line.empty()) {
                room.take_line(line.back(), p);
            }
            line.push_back(p);
        }
    }
    document.path(line, colour::blue, 1.6);
    for (const FrontierPoint& point : points) {
        const Document::Point p = place(point);
        document.circle(p.x, p.y, radius, point.best ? colour::blue : colour::grey, colour::paper);
    }
    for (const bool best : {true, false}) {
        for (const FrontierPoint& point : points) {
            if (point.best == best) {
                write_label(document, room, point, place(point));
            }
        }
    }
    return frame.text();
}

}  // namespace piket::pages::svg
