#include "office/labels.hpp"

#include <algorithm>
#include <cmath>

namespace piket::render {

std::string shortened(const Typeface& face, const std::string& text, float width) {
    if (measure(face, text).x <= width) {
        return text;
    }
    constexpr size_t least = 4;
    for (size_t end = text.size(); end-- > least;) {
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            continue;  // within a letter
        }
        std::string cut = text.substr(0, end);
        while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',')) {
            cut.pop_back();
        }
        cut += "…";
        if (measure(face, cut).x <= width) {
            return cut;
        }
    }
    return {};
}

bool Labels::free(Rect r) const {
    return std::ranges::none_of(
        taken_, [&](Rect t) { return r.x < t.right() && t.x < r.right() && r.y < t.bottom() && t.y < r.bottom(); });
}

bool Labels::put(const Typeface& face, const std::vector<std::string>& texts, Rect area, const Style& style) {
    area = overlap(area, clip_);
    const float pad = style.ground.a > 0 ? std::round(face.size * (style.tight ? 0.25F : 0.4F)) : 0;
    const float height = face.size + (style.ground.a > 0 ? std::round(face.size * (style.tight ? 0.12F : 0.35F)) : 0);
    if (area.h + 4 < height || area.w < 2 * pad + 4) {
        return false;
    }
    const auto try_text = [&](const std::string& text) {
        if (text.empty()) {
            return false;
        }
        const float width = measure(face, text).x + 2 * pad;
        if (width > area.w) {
            return false;
        }
        const float x = style.align == Align::left    ? area.x
                        : style.align == Align::right ? area.right() - width
                                                      : area.centre().x - width / 2;
        const Rect box{std::round(x), std::round(area.centre().y - height / 2), std::ceil(width), height};
        if (!free(box)) {
            return false;
        }
        waiting_.push_back({face, box, pad, text, style});
        taken_.push_back(box.grown(1));
        placed_.push_back(box);
        return true;
    };
    for (const std::string& text : texts) {
        if (try_text(text)) {
            return true;
        }
    }
    return !style.keep_whole && !texts.empty() && try_text(shortened(face, texts.back(), area.w - 2 * pad));
}

void Labels::draw() {
    canvas_.look_through({});
    for (const Waiting& w : waiting_) {
        if (w.style.ground.a > 0) {
            canvas_.mesh().rounded(w.box, w.box.h * 0.3F, w.style.ground);
        }
    }
    for (const Waiting& w : waiting_) {
        canvas_.text(w.face, {w.box.x + w.pad, w.box.centre().y}, w.text, w.style.color);
    }
    waiting_.clear();
}

}  // namespace piket::render
