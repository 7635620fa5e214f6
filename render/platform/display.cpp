// Apart from the rest: Xlib's macros are words that everybody uses.
#include <X11/Xlib.h>

#include "platform/window.hpp"

namespace piket::render {

bool display_available() {
    // Stays open: a server that loses its last client may start anew, and SFML aborts if it comes just then.
    static Display* const display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        return false;
    }
    int major = 0, event = 0, error = 0;
    return XQueryExtension(display, "GLX", &major, &event, &error) != 0;
}

}  // namespace piket::render
