// What the program writes as SVG and XHTML, looked at without a reader of XML.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace piket::program {

// Tags that close in order, attributes in quotes, references that exist without a document type; empty if
// there is no fault.
inline std::string fault_of_xml(const std::string& xml) {
    std::vector<std::string> open;
    size_t i = 0;
    for (const std::string begin : {"<?xml", "<!DOCTYPE html>\n"}) {
        if (xml.starts_with(begin)) {
            i = xml.find('>') + 1;
        }
    }
    while (i < xml.size()) {
        if (xml[i] == '&') {
            const std::string reference = xml.substr(i, xml.find(';', i) - i + 1);
            const bool number =
                reference.size() > 3 && reference[1] == '#' &&
                std::all_of(reference.begin() + 2, reference.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
            if (!number && reference != "&amp;" && reference != "&lt;" && reference != "&gt;" &&
                reference != "&quot;") {
                return "a lone & at " + xml.substr(i, 20);
            }
        }
        if (xml[i] != '<') {
            ++i;
            continue;
        }
        const size_t end = xml.find('>', i);
        if (end == std::string::npos) {
            return "a tag without end";
        }
        const std::string tag = xml.substr(i + 1, end - i - 1);
        if (tag.find('<') != std::string::npos || std::ranges::count(tag, '"') % 2 != 0) {
            return "in tag " + tag;
        }
        const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
        if (tag[0] == '/') {
            if (open.empty() || "/" + open.back() != tag) {
                return "closes what is not open: " + tag;
            }
            open.pop_back();
        } else if (tag.back() != '/') {
            open.push_back(name);
        }
        i = end + 1;
    }
    return open.empty() ? "" : "left open: " + open.back();
}

// All values of an attribute of the elements that have it.
inline std::vector<std::string> attributes(const std::string& xml, const std::string& name) {
    std::vector<std::string> values;
    const std::string start = " " + name + "=\"";
    for (size_t at = xml.find(start); at != std::string::npos; at = xml.find(start, at + 1)) {
        const size_t from = at + start.size();
        values.push_back(xml.substr(from, xml.find('"', from) - from));
    }
    return values;
}

}  // namespace piket::program
