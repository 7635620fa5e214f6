#include "pages/html.hpp"

#include <fmt/format.h>

#include "pages/svg/document.hpp"

namespace piket::pages::html {

namespace {

constexpr std::string_view style = R"(
@page { size: A4; margin: 12mm 13mm; }
* { box-sizing: border-box; }
body { font: 9.6pt/1.36 Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #222; margin: 0 auto;
  max-width: 184mm; background: #fff; }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 1.5mm; }
h2 { font-size: 11pt; margin: 3.5mm 0 1mm; }
p, ul { margin: 0 0 1.5mm; }
ul { padding-left: 4.5mm; }
li { margin-bottom: .6mm; }
.who { margin: 0 0 2mm; }
.a { color: #0072B2; font-weight: bold; }
.b { color: #A86F00; font-weight: bold; }
.answer { font-size: 12pt; line-height: 1.36; border-left: 1.2mm solid #0072B2; padding: 1.5mm 3mm; margin: 2mm 0;
  background: #f3f7fa; }
.small { font-size: 8.4pt; color: #555; }
.two { display: flex; gap: 5mm; align-items: flex-start; }
.two > * { flex: 1 1 0; min-width: 0; }
svg { width: 100%; height: auto; display: block; }
table { border-collapse: collapse; width: 100%; font-size: 8.6pt; margin-bottom: 1.5mm; }
th, td { text-align: left; vertical-align: top; padding: .5mm 2mm .5mm 0; border-bottom: .2mm solid #ddd; }
code { font: 8.4pt/1.4 "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.second { break-before: page; }
.whole { break-inside: avoid; }
@media screen { body { padding: 8mm; max-width: 200mm; } }
)";

}  // namespace

std::string escaped(std::string_view text) {
    return svg::escaped(text);
}

std::string element(std::string_view name, std::string_view inside, std::string_view of_class) {
    return of_class.empty() ? fmt::format("<{0}>{1}</{0}>\n", name, inside)
                            : fmt::format("<{0} class=\"{2}\">{1}</{0}>\n", name, inside, of_class);
}

std::string list(const std::vector<std::string>& items) {
    std::string inside = "\n";
    for (const std::string& item : items) {
        inside += element("li", item);
    }
    return element("ul", inside);
}

std::string table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    const auto row = [](std::string_view kind, const std::vector<std::string>& cells) {
        std::string inside;
        for (const std::string& cell : cells) {
            inside += fmt::format("<{0}>{1}</{0}>", kind, cell);
        }
        return element("tr", inside);
    };
    std::string inside;
    for (const std::vector<std::string>& cells : rows) {
        inside += row("td", cells);
    }
    return element("table", element("thead", row("th", head)) + element("tbody", inside));
}

std::string data(std::string_view what, double value, std::string_view words) {
    return fmt::format(R"(<data value="{}" title="{}">{}</data>)", exactly(value), escaped(what), words);
}

std::string page(std::string_view title, std::string_view body, Language language, std::string_view more) {
    return fmt::format(R"(<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="{0}" xml:lang="{0}">
<head>
<meta charset="UTF-8"/>
<title>{1}</title>
<style>{2}{4}</style>
</head>
<body>
{3}</body>
</html>
)",
                       language == Language::id ? "id" : "en", escaped(title), style, body, more);
}

}  // namespace piket::pages::html
