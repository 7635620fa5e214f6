#include "shell/help.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "look/icons.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

constexpr float panel_width = 960, panel_height = 700, column_width = 410, least_row = 29;
constexpr std::array<const char*, topics> names_of_topics = {"time", "view", "policy", "files", "lesson", "window"};

bool modifies(sf::Keyboard::Key key) {
    return key >= sf::Keyboard::LControl && key <= sf::Keyboard::Menu;
}

}  // namespace

void Help::show(bool open) {
    open_ = open;
    opened_ = open;
    catching_.clear();
    clash_.reset();
    unusable_ = false;
}

bool Help::take(const Chord& chord) {
    if (!catching_.empty()) {
        if (modifies(chord.key)) {
            return true;  // of a chord to come
        }
        unusable_ = false;
        if (chord.key == sf::Keyboard::Escape || chord.key == sf::Keyboard::Backspace) {
            focus_ = catching_;
            if (chord.key == sf::Keyboard::Backspace) {
                shortcuts_.bind(catching_, Chord{});
            }
            catching_.clear();
        } else if (parse_chord(to_text(chord)) != chord) {
            unusable_ = true;
        } else {
            wish(std::exchange(catching_, ""), chord);
        }
        return true;
    }
    if (chord.key != sf::Keyboard::Escape) {
        return false;
    }
    if (clash_) {
        focus_ = clash_->action;
        clash_.reset();
    } else {
        show(false);
    }
    return true;
}

// Binds it if nobody has it; else somebody must decide.
void Help::wish(const std::string& action, const Chord& chord) {
    focus_ = action;
    clash_.reset();
    if (!shortcuts_.bind(action, chord)) {
        clash_ = {action, std::string(shortcuts_.action_of(chord)), chord};
        focus_.clear();
        clash_is_new_ = true;
    }
}

void Help::draw(Ui& ui, Point size) {
    {
        // What lies behind steps back; a click there ends the help.
        const Panel veil(ui, "veil", {0, 0, size.x, size.y}, {.scrolls = false, .ground = false, .floats = true});
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {size.x, size.y}, to_imgui(faded(palette::ground, 0.6F)));
        if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
            show(false);
        }
    }
    const float width = std::round(std::min(size.x - ui.px(32), ui.px(panel_width)));
    const float height = std::round(std::min(size.y - ui.px(32), ui.px(panel_height)));
    const Rect place{std::round((size.x - width) / 2), std::round((size.y - height) / 2), width, height};
    if (std::exchange(opened_, false)) {
        ImGui::SetNextWindowFocus();  // arrows lead through it
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(24), ui.px(18)});
    const Panel panel(ui, "help", place, {.scrolls = false, .floats = true});
    ImGui::PopStyleVar();
    draw_head(ui, width);
    if (tab_ == 0) {
        draw_keys(ui);
    } else {
        draw_settings(ui);
    }
    ui.keep_keys(!catching_.empty());
}

void Help::draw_head(Ui& ui, float width) {
    title(ui, ui.words("help.title"));
    ImGui::SameLine(width - ui.px(24) - std::round(ImGui::GetFrameHeight() * 1.15F));
    if (icon_button(ui, icon::close, ui.words("help.close") + "###close", {.kind = Kind::quiet})) {
        show(false);
    }
    const std::vector<std::string> labels = {ui.words("help.keys") + "###keys",
                                             ui.words("help.settings") + "###settings"};
    if (tabs(ui, "tabs", labels, tab_)) {
        catching_.clear();
        clash_.reset();
    }
    gap(ui, 2);
}

// ---- keys -------------------------------------------------------------------------------------------------------

void Help::draw_keys(Ui& ui) {
    muted(ui, ui.words(unusable_ ? "help.unusable" : catching_.empty() ? "help.how" : "help.catching"));
    // Of one window for the keyboard, so that arrows lead in and out.
    ImGui::BeginChild("keys", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
    const float all = ImGui::GetContentRegionAvail().x, space = ui.px(36);
    const bool two = all >= 2 * ui.px(column_width) + space;
    const float width = std::round(two ? (all - space) / 2 - ui.px(4) : all - ui.px(16));
    // What is seen has the most keys: it gets a column of its own.
    const float ring = std::round(ui.px(4));  // round what the keyboard has reached
    Point left(ImGui::GetCursorPosX() + ring, ImGui::GetCursorPosY()), right(left.x + width + space, left.y);
    for (int t = 0; t < topics; ++t) {
        const auto topic = static_cast<Topic>(t);
        Point& at = two && topic == Topic::view ? right : left;
        at.y = draw_topic(ui, topic, at, width);
    }
    ImGui::SetCursorPos({left.x, std::max(left.y, right.y) + ui.px(4)});
    if (button(ui, ui.words("help.reset_all") + "###reset_all", {.enabled = !shortcuts_.changed().empty()})) {
        shortcuts_.reset();
        clash_.reset();
    }
    ImGui::EndChild();
}

float Help::draw_topic(Ui& ui, Topic topic, Point at, float width) {
    const auto of_topic = [topic](const Shortcut& shortcut) { return shortcut.topic == topic; };
    if (std::ranges::none_of(shortcuts_.all(), of_topic)) {
        return at.y;
    }
    const char* name = names_of_topics[static_cast<size_t>(topic)];
    ImGui::SetCursorPos({at.x, at.y + ui.px(6)});
    ImGui::PushFont(ui.look.font(Face::semibold));
    ImGui::TextUnformatted(ui.words(std::string("help.topic.") + name).c_str());
    ImGui::PopFont();
    ui.items.record(std::string("topic ") + name);
    at.y = ImGui::GetCursorPosY() - ui.px(4);
    for (const Shortcut& shortcut : shortcuts_.all()) {
        if (of_topic(shortcut)) {
            at.y = draw_row(ui, shortcut, at, width);
            if (clash_ && clash_->action == shortcut.action) {
                at.y = draw_clash(ui, at, width);
            }
        }
    }
    return at.y + ui.px(10);
}

float Help::draw_row(Ui& ui, const Shortcut& shortcut, Point at, float width) {
    const std::string action = shortcut.action;  // the key may be bound anew below
    const bool caught = catching_ == action;
    const std::string key = caught                   ? ui.words("help.press")
                            : shortcut.chord.valid() ? to_text(shortcut.chord)
                                                     : ui.words("help.unbound");
    const float back = std::round(ui.px(26)), cap = key_width(ui, key), right = at.x + width - back;
    ImGui::SetCursorPos({at.x, at.y + ui.px(5)});
    ImGui::PushTextWrapPos(right - cap - ui.px(8));
    ImGui::TextUnformatted(ui.words("action." + action).c_str());
    ImGui::PopTextWrapPos();
    const float text_height = ImGui::GetItemRectSize().y;
    const bool fits = ImGui::GetItemRectSize().x + cap + ui.px(8) <= width - back;

    ImGui::SetCursorPos({right - cap, at.y + ui.px(2)});
    const Color color = caught ? palette::cursor : shortcut.chord.valid() ? palette::text : palette::muted;
    const std::string tip = ui.words("help.change");
    if (key_button(ui, key + "###row " + action, color, tip.c_str())) {
        catching_ = action;
        unusable_ = false;
        clash_.reset();
    }
    ui.items.last().fits = fits;
    if (focus_ == action && focus_last_item()) {
        focus_.clear();
    }
    if (shortcuts_.is_changed(action)) {
        ImGui::SetCursorPos({right + ui.px(3), at.y + ui.px(1)});
        const std::string standard = shortcut.standard.valid() ? to_text(shortcut.standard) : ui.words("help.unbound");
        if (small_icon_button(ui, icon::undo,
                              ui.words("help.reset", fmt::arg("key", standard)) + "###reset " + action)) {
            wish(action, shortcut.standard);
        }
    }
    return at.y + std::round(std::max(ui.px(least_row), text_height + ui.px(10)));
}

float Help::draw_clash(Ui& ui, Point at, float width) {
    const Clash clash = *clash_;
    ImGui::SetCursorPos({at.x, at.y + ui.px(2)});
    ImGui::PushTextWrapPos(at.x + width);
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(palette::cursor));
    ImGui::TextUnformatted(ui.words("help.clash", fmt::arg("key", to_text(clash.chord)),
                                    fmt::arg("action", ui.words("action." + clash.owner)))
                               .c_str());
    ImGui::PopStyleColor();
    ImGui::PopTextWrapPos();
    ImGui::SetCursorPosX(at.x);
    bool decided = button(ui, ui.words("help.take") + "###take", {.kind = Kind::primary});
    if (clash_is_new_ && focus_last_item()) {
        clash_is_new_ = false;
    }
    if (decided) {
        shortcuts_.take(clash.action, clash.chord);
    }
    if (shortcuts_.chord_of(clash.action).valid()) {
        ImGui::SameLine();
        const std::string tip = ui.words("help.swap_tip", fmt::arg("key", shortcuts_.text_of(clash.action)),
                                         fmt::arg("action", ui.words("action." + clash.owner)));
        if (button(ui, ui.words("help.swap") + "###swap", {.tip = tip.c_str()})) {
            shortcuts_.take(clash.action, clash.chord, true);
            decided = true;
        }
    }
    ImGui::SameLine();
    decided = button(ui, ui.words("help.leave") + "###leave") || decided;
    if (decided) {
        clash_.reset();
        focus_ = clash.action;
    }
    return ImGui::GetCursorPosY() + ui.px(4);
}

// ---- settings ---------------------------------------------------------------------------------------------------

void Help::draw_settings(Ui& ui) {
    ImGui::BeginChild("settings", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
    section(ui, ui.words("help.language"));
    int language = settings_.language == Language::id ? 0 : 1;
    if (tabs(ui, "language", {"Bahasa Indonesia###id", "English###en"}, language)) {
        settings_.language = language == 0 ? Language::id : Language::en;
    }
    section(ui, ui.words("help.type"));
    if (icon_button(ui, "A−", ui.words("top.type_smaller") + "###type_smaller",
                    {.enabled = settings_.scale > least_scale + 0.01F})) {
        settings_.scale = std::max(least_scale, settings_.scale - scale_step);
    }
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words.percent(static_cast<double>(settings_.scale)).c_str());
    ImGui::SameLine();
    if (icon_button(ui, "A+", ui.words("top.type_larger") + "###type_larger",
                    {.enabled = settings_.scale < most_scale - 0.01F})) {
        settings_.scale = std::min(most_scale, settings_.scale + scale_step);
    }
    section(ui, ui.words("help.motion"));
    checkbox(ui, ui.words("help.reduced_motion") + "###reduced_motion", settings_.reduced_motion);
    muted(ui, ui.words("help.reduced_motion_is"));
    section(ui, ui.words("help.developer"));
    checkbox(ui, ui.words("action.developer") + "###developer", settings_.developer);
    muted(ui, ui.words("help.developer_is"));
    section(ui, ui.words("help.places"));
    if (!facts_.settings_file.empty()) {
        muted(ui, ui.words("help.settings_file", fmt::arg("file", facts_.settings_file)));
    }
    const auto place = [&ui](const char* id, const std::string& line) {
        muted(ui, line);
        ui.items.record(std::string("###") + id).value = line;
    };
    place("pictures", ui.words("help.pictures", fmt::arg("folder", facts_.pictures)));
    if (!facts_.files.empty()) {
        place("files", ui.words("help.files", fmt::arg("folder", facts_.files)));
    }
    gap(ui);
    if (button(ui, ui.words("help.as_at_first") + "###as_at_first")) {
        const Settings fresh;
        settings_.scale = fresh.scale;
        settings_.reduced_motion = fresh.reduced_motion;
        settings_.developer = fresh.developer;
        settings_.folded = fresh.folded;
    }
    ImGui::EndChild();
}

}  // namespace piket::render
