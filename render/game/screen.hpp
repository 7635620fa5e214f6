// The screen of the game: two worlds, their policy, what is known of the answer, and the timeline.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "game/developer.hpp"
#include "game/game.hpp"
#include "shell/shell.hpp"
#include "workshop/keeping.hpp"
#include "workshop/lesson_list.hpp"

namespace piket::render {

inline constexpr const char* overlay_names[overlay_count] = {"people", "air",     "co2",       "risk",
                                                             "traces", "service", "occupancy", "compliance"};

class GameScreen : public Screen {
   public:
    // `sessions`: folder in which sessions and exports are kept.
    // `lessons`: the folder in which they are; empty: there are none to choose.
    GameScreen(std::unique_ptr<Runner> runner, const std::string& sessions, std::string lessons = {});

    void enter(Shell& shell) override;
    void leave() override;
    void update(double seconds) override;
    void draw_world(Canvas& canvas) override;
    void draw_panels(Ui& ui) override;
    void draw_bar(Ui& ui) override;
    bool act(std::string_view action) override;
    void point(const Input& input) override;
    std::string folder() const override { return sessions_; }
    bool allows(std::string_view action) const override;
    Rect room_for_notice(Rect below_bar) const override;

    // Another lesson, a session, or two scenarios without a lesson, in place of what is played. What is wrong with it
    // is said in a notice, and nothing changes.
    bool open_lesson(const std::string& file);
    bool open_session(const std::string& file);
    bool open_scenarios(const std::string& a, const std::string& b);

    Game& game() { return game_; }
    // Both days on screen are there.
    bool ready() const { return game_.today(Side::a) && game_.today(Side::b); }
    // Of a world that is on screen, in pixels; empty if it is not.
    Rect viewport(Side side) const;
    // People of this world who were infected by now in one world and not in the other, ascending.
    const std::vector<uint32_t>& fates(Side side) const { return fates_[static_cast<size_t>(side)]; }

   private:
    struct Places {
        Rect cards, side, timeline, strip, world, legend, lesson;
        bool takes_turns = false;  // lesson and figures, where there is room for one of them
        bool side_folded;          // as somebody wants it, or because there is too little room
    };
    Places places() const;
    void fold_side();
    void fit_whole();
    void fit_anew();
    void play(double seconds);
    void find_fates();
    void jump();
    OfficeView& view_of(Side side) {
        return *(views_[static_cast<size_t>(side)] ? views_[static_cast<size_t>(side)] : views_[0]);
    }
    Side seen() const { return game_.split == Split::only_b ? Side::b : Side::a; }  // of which there is a viewport
    // Moves the camera of both worlds by the layout of one.
    void look(Side side, const std::function<void(OfficeView&)>& at);
    void draw_side_of(Canvas& canvas, Side side);
    void draw_legend_line(Canvas& canvas);
    void visit(Side side, uint32_t building);
    std::string title_of(const Ui& ui, Side side) const;
    std::string title_tip(const Ui& ui, Side side) const;  // all of it, and what is in force
    void draw_title(Ui& ui, Side side) const;
    Rect title_place(const Ui& ui, Side side) const;  // where it stands over its world
    // What stands in the bar, or in the menu at its end where there is no room.
    struct Bar {
        bool speed = true, whole_date = true, time = true, day = true, splits = true, folds = true;
    };
    Bar fitting(const Ui& ui) const;
    void draw_speed(Ui& ui);
    void draw_splits(Ui& ui);
    void draw_folds(Ui& ui, bool as_text);
    void draw_more(Ui& ui, const Bar& bar);
    std::string keyed(const Ui& ui, const char* words, const char* action) const;
    std::string day_number(const Ui& ui) const;
    void draw_lesson_list(Ui& ui);
    void show_figures();
    void draw_infected_rooms(Canvas& canvas, Side side);
    void place_lesson(Places& p, Rect all) const;
    void tend(double seconds);
    void keep_episode(double seconds);
    void leave_lesson();
    void put(Game fresh);
    void start_lesson(Game fresh, Lesson lesson, Texts texts, WorkshopRecord record);
    void draw_overlay_bar(Ui& ui, Rect strip);
    bool save(bool quietly = false);
    std::string session_name() const;
    void load();
    void export_comparison();
    void look_after_export();
    std::string file_named(const std::string& name) const;  // in the folder of sessions
    void forget_views();

    Game game_;
    DeveloperPanel developer_;
    std::shared_ptr<const DayOfWorld> last_[2];  // that was there to be drawn
    std::shared_ptr<const Co2OfDay> last_co2_[2];
    std::vector<MeasureId> in_force_[2];  // on those days
    std::string sessions_;
    LessonList lessons_;
    Kept kept_;               // of the team's episode, when it was written last
    double since_tried_ = 0;  // s
    Shell* shell_ = nullptr;
    std::unique_ptr<OfficeView> views_[2];  // the second only where B is another place
    bool fitted_ = false;
    bool whole_ = false;                                // the campus, not one building
    std::optional<std::pair<Side, uint32_t>> visited_;  // building
    // What was fitted last stays whole when there is more or less room, until somebody looks elsewhere.
    Point fitted_size_;
    bool looked_elsewhere_ = false;
    bool dragging_ = false, moved_ = false;
    std::string card_hint_;  // of the building's card under the mouse
    Point pressed_;
    std::future<std::string> exporting_;  // the name of the picture if it could not be written

    // Whose fate differs, by world; found anew when a day or a branch is another.
    std::vector<uint32_t> fates_[2];
    std::vector<std::pair<uint32_t, double>> infected_[2];  // persons, with day and part of it from the start
    std::vector<Trace> traces_[2];
    std::vector<int> known_[2], ever_[2];  // by unit: civil servants known so far, and infected so far
    struct Key {
        uint32_t a = 0, b = 0;
        Day day;
        size_t known = 0;
        bool operator==(const Key&) const = default;
    };
    Key found_for_;
    std::vector<float> co2_[2], risk_[2];
};

}  // namespace piket::render
