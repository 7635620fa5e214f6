// Apart from the rest: Xlib's macros are words that everybody uses.
#include <X11/Xlib.h>

#include "platform/window.hpp"

namespace piket::render {

bool display_available() {
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        return false;
    }
    int major = 0, event = 0, error = 0;
    const bool gl = XQueryExtension(display, "GLX", &major, &event, &error) != 0;
    XCloseDisplay(display);
    return gl;
}

}  // namespace piket::render
