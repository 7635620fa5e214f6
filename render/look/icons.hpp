// Icons of Font Awesome 4.7 by what they stand for here. They are in every face; a test sees that each exists.
#pragma once

namespace piket::render::icon {

#define PIKET_ICONS(ICON)        \
    ICON(play, "\uf04b")         \
    ICON(pause, "\uf04c")        \
    ICON(step, "\uf051")         \
    ICON(back, "\uf048")         \
    ICON(faster, "\uf04e")       \
    ICON(slower, "\uf04a")       \
    ICON(restart, "\uf01e")      \
    ICON(undo, "\uf0e2")         \
    ICON(redo, "\uf064")         \
    ICON(camera, "\uf030")       \
    ICON(help, "\uf128")         \
    ICON(info, "\uf05a")         \
    ICON(keyboard, "\uf11c")     \
    ICON(language, "\uf1ab")     \
    ICON(settings, "\uf013")     \
    ICON(close, "\uf00d")        \
    ICON(check, "\uf00c")        \
    ICON(plus, "\uf067")         \
    ICON(minus, "\uf068")        \
    ICON(search, "\uf002")       \
    ICON(zoom_in, "\uf00e")      \
    ICON(zoom_out, "\uf010")     \
    ICON(home, "\uf015")         \
    ICON(office, "\uf1ad")       \
    ICON(bank, "\uf19c")         \
    ICON(person, "\uf007")       \
    ICON(people, "\uf0c0")       \
    ICON(air, "\uf0c2")          \
    ICON(risk, "\uf071")         \
    ICON(traces, "\uf126")       \
    ICON(service, "\uf017")      \
    ICON(scales, "\uf24e")       \
    ICON(mask, "\uf21d")         \
    ICON(test, "\uf0c3")         \
    ICON(vaccine, "\uf132")      \
    ICON(medical, "\uf0f1")      \
    ICON(hospital, "\uf0f8")     \
    ICON(bed, "\uf236")          \
    ICON(meeting, "\uf0e6")      \
    ICON(trip, "\uf072")         \
    ICON(bus, "\uf207")          \
    ICON(canteen, "\uf0f5")      \
    ICON(money, "\uf0d6")        \
    ICON(calendar, "\uf073")     \
    ICON(bookmark, "\uf02e")     \
    ICON(branch, "\uf126")       \
    ICON(organisation, "\uf0e8") \
    ICON(chart, "\uf080")        \
    ICON(line_chart, "\uf201")   \
    ICON(table, "\uf0ce")        \
    ICON(eye, "\uf06e")          \
    ICON(eye_off, "\uf070")      \
    ICON(follow, "\uf05b")       \
    ICON(question, "\uf059")     \
    ICON(warning, "\uf06a")      \
    ICON(open_folder, "\uf07c")  \
    ICON(save, "\uf0c7")         \
    ICON(trash, "\uf1f8")        \
    ICON(lock, "\uf023")         \
    ICON(unlock, "\uf13e")       \
    ICON(left, "\uf053")         \
    ICON(right, "\uf054")        \
    ICON(up, "\uf077")           \
    ICON(down, "\uf078")         \
    ICON(fold_left, "\uf100")    \
    ICON(fold_right, "\uf101")   \
    ICON(swap, "\uf0ec")         \
    ICON(dice, "\uf074")         \
    ICON(clipboard, "\uf0ea")    \
    ICON(document, "\uf15c")     \
    ICON(book, "\uf02d")         \
    ICON(teach, "\uf19d")        \
    ICON(present, "\uf108")      \
    ICON(expand, "\uf065")       \
    ICON(compress, "\uf066")     \
    ICON(disc, "\uf111")         \
    ICON(ring, "\uf10c")         \
    ICON(square, "\uf0c8")       \
    ICON(power, "\uf011")

#define PIKET_ICON(name, text) inline constexpr const char* name = text;
PIKET_ICONS(PIKET_ICON)
#undef PIKET_ICON

}  // namespace piket::render::icon
