#include "platform/window.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/OpenGL.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/Window/Clipboard.hpp>
#include <SFML/Window/Cursor.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <functional>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "canvas/sfml.hpp"

namespace piket::render {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int frames_with_card = 60, frames_without_card = 30;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Saving a PNG takes several frames, so somebody else does it. What was begun is finished before the program ends.
class Saver {
   public:
    Saver() : worker_([this] { work(); }) {}
    ~Saver() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        wake_.notify_one();
        worker_.join();
    }
    Saver(const Saver&) = delete;
    Saver& operator=(const Saver&) = delete;

    void save(Picture picture, std::string png) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.emplace_back(std::move(picture), std::move(png));
        }
        wake_.notify_one();
    }
    // Pictures that could not be saved, since the last call.
    std::vector<std::string> failures() {
        const std::lock_guard lock(mutex_);
        return std::exchange(failed_, {});
    }

   private:
    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
            if (waiting_.empty()) {
                return;
            }
            const auto [picture, png] = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            const bool saved = picture.save(png);
            lock.lock();
            if (!saved) {
                failed_.push_back(png);
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::pair<Picture, std::string>> waiting_;
    std::vector<std::string> failed_;
    bool ended_ = false;
    std::thread worker_;
};

// SFML lacks the two diagonal ones on Linux; ImGui's windows are never resized here.
std::array<sf::Cursor::Type, ImGuiMouseCursor_COUNT> cursor_types() {
    std::array<sf::Cursor::Type, ImGuiMouseCursor_COUNT> types{};
    types.fill(sf::Cursor::Arrow);
    types[ImGuiMouseCursor_TextInput] = sf::Cursor::Text;
    types[ImGuiMouseCursor_ResizeAll] = sf::Cursor::SizeAll;
    types[ImGuiMouseCursor_ResizeNS] = sf::Cursor::SizeVertical;
    types[ImGuiMouseCursor_ResizeEW] = sf::Cursor::SizeHorizontal;
    types[ImGuiMouseCursor_Hand] = sf::Cursor::Hand;
    types[ImGuiMouseCursor_NotAllowed] = sf::Cursor::NotAllowed;
    return types;
}

const char* read_clipboard(void* kept) {
    const auto text = sf::Clipboard::getString().toUtf8();
    auto& copy = *static_cast<std::string*>(kept);
    copy.assign(text.begin(), text.end());
    return copy.c_str();
}

void write_clipboard(void*, const char* text) {
    sf::Clipboard::setString(sf::String::fromUtf8(text, text + std::strlen(text)));
}

}  // namespace

struct Window::Parts {
    // Before the window: X complains about a cursor that is gone while its window is still there.
    std::array<sf::Cursor, ImGuiMouseCursor_COUNT> cursors;
    std::array<bool, ImGuiMouseCursor_COUNT> cursor_loaded{};
    sf::RenderWindow window;
    Ui ui;
    Uploads uploads;
    Saver saver;
    FrameTimes times;
    std::string renderer, clipboard;
    bool software = false, limited = true;
    int cursor = ImGuiMouseCursor_Arrow;
    Clock::time_point frame_start = Clock::now(), next_frame = Clock::now();
    bool first = true;

    Parts(Words words, FontFiles fonts) : ui(std::move(words), std::move(fonts)) {}

    void show_cursor() {
        const int wanted = ImGui::GetMouseCursor();
        if (wanted == cursor || wanted < 0) {
            return;
        }
        cursor = wanted;
        const auto i = static_cast<size_t>(wanted);
        if (!cursor_loaded[i]) {
            cursor_loaded[i] = cursors[i].loadFromSystem(cursor_types()[i]);
        }
        if (cursor_loaded[i]) {
            window.setMouseCursor(cursors[i]);
        }
    }

    Picture shown() {
        sf::Texture texture;
        texture.create(window.getSize().x, window.getSize().y);
        texture.update(window);
        const sf::Image image = texture.copyToImage();
        Picture picture(static_cast<int>(image.getSize().x), static_cast<int>(image.getSize().y));
        std::memcpy(static_cast<void*>(picture.pixels.data()), image.getPixelsPtr(),
                    picture.pixels.size() * sizeof(Color));
        for (Color& pixel : picture.pixels) {
            pixel.a = 255;  // the window has nothing behind it
        }
        return picture;
    }
};

Window::Window(const std::string& title, Words words, FontFiles fonts, Point size)
    : parts_(std::make_unique<Parts>(std::move(words), std::move(fonts))) {
    Parts& p = *parts_;
    const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
    const unsigned width = std::min(static_cast<unsigned>(size.x), desktop.width);
    const unsigned height = std::min(static_cast<unsigned>(size.y), desktop.height);
    {
        // SFML complains on standard error about displays without vertical sync, which nobody asked for.
        std::ostringstream complaints;
        std::streambuf* const before = sf::err().rdbuf(complaints.rdbuf());
        p.window.create(sf::VideoMode(width, height), sf::String::fromUtf8(title.begin(), title.end()),
                        sf::Style::Default, sf::ContextSettings(0, 0, 0, 3, 0));
        sf::err().rdbuf(before);
        if (!p.window.isOpen()) {
            throw std::runtime_error("the window cannot be opened: " + complaints.str());
        }
    }
    // SFML 2.5 centres by the width of the desktop in both directions.
    p.window.setPosition({static_cast<int>(desktop.width - width) / 2, static_cast<int>(desktop.height - height) / 2});
    p.window.setKeyRepeatEnabled(false);
    const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (version == nullptr || version[0] < '3') {
        throw std::runtime_error("the window needs OpenGL 3; this display has " +
                                 std::string(version == nullptr ? "none" : version));
    }
    p.renderer = renderer == nullptr ? "" : renderer;
    p.software = p.renderer.find("llvmpipe") != std::string::npos || p.renderer.find("softpipe") != std::string::npos;

    p.ui.make_current();
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.ConfigFlags &= ~ImGuiConfigFlags_NoMouseCursorChange;
    io.ClipboardUserData = &p.clipboard;
    io.GetClipboardTextFn = read_clipboard;
    io.SetClipboardTextFn = write_clipboard;
    if (!ImGui_ImplOpenGL3_Init("#version 130")) {
        throw std::runtime_error("OpenGL " + std::string(version) + " of " + p.renderer + " cannot be used");
    }
}

Window::~Window() {
    parts_->ui.make_current();
    if (ImGui::GetIO().BackendRendererUserData != nullptr) {
        ImGui_ImplOpenGL3_Shutdown();
    }
}

Ui& Window::ui() {
    return parts_->ui;
}

bool Window::open() const {
    return parts_->window.isOpen() && !parts_->ui.events.closed();
}

void Window::close() {
    parts_->window.close();
}

Point Window::size() const {
    const sf::Vector2u size = parts_->window.getSize();
    return {static_cast<float>(size.x), static_cast<float>(size.y)};
}

double Window::begin() {
    Parts& p = *parts_;
    if (p.limited && !p.first) {
        std::this_thread::sleep_until(p.next_frame);
    }
    const double seconds = p.first ? 1.0 / frames_with_card : std::clamp(seconds_since(p.frame_start), 1e-4, 0.25);
    p.first = false;
    p.frame_start = Clock::now();
    p.next_frame =
        p.frame_start + std::chrono::microseconds(1'000'000 / (p.software ? frames_without_card : frames_with_card));
    for (sf::Event event; p.window.pollEvent(event);) {
        p.ui.events.push(event);
    }
    for (const std::string& png : p.saver.failures()) {
        p.ui.notify(p.ui.words("notice.picture_failed", fmt::arg("file", png)));
    }
    p.ui.make_current();
    ImGui_ImplOpenGL3_NewFrame();
    p.ui.begin(size(), seconds, [] {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    });
    return seconds;
}

void Window::end(Canvas world) {
    Parts& p = *parts_;
    add_grounds(world, p.ui);
    p.show_cursor();
    const ImDrawData& panels = p.ui.end();
    // SFML remembers what it bound last, and ImGui's backend has been there since.
    p.window.resetGLStates();
    draw(world, p.uploads, p.window);
    ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&panels));
    p.window.display();
    p.uploads.drop_unused();
    p.times.add(seconds_since(p.frame_start) * 1000);
}

Picture Window::picture() {
    return parts_->shown();
}

void Window::save_picture(const std::string& png) {
    parts_->saver.save(parts_->shown(), png);
}

const FrameTimes& Window::frame_times() const {
    return parts_->times;
}

std::string Window::renderer() const {
    return parts_->renderer;
}

bool Window::software() const {
    return parts_->software;
}

void Window::limit_frames(bool limit) {
    parts_->limited = limit;
}

}  // namespace piket::render
