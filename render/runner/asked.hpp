// What was asked for: the latest answers, and the latest wishes that have none yet. Whoever looks at something asks for
// it again every frame, so a wish may be forgotten at any time. For one thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace piket::render {

template <class Key, class T>
class Asked {
   public:
    Asked(size_t most_answers, size_t most_wishes) : most_answers_(most_answers), most_wishes_(most_wishes) {}

    // Null if it is not known; then it is the next to be answered.
    std::shared_ptr<const T> ask(const Key& key) {
        if (auto known = find(key)) {
            return known;
        }
        std::erase(wishes_, key);
        wishes_.push_back(key);
        if (wishes_.size() > most_wishes_) {
            wishes_.erase(wishes_.begin());
        }
        return nullptr;
    }

    // Will be asked for soon: to be answered after all that is asked for now. Whether that is a new wish.
    bool prepare(const Key& key) {
        const bool is_new = !find(key) && !wished(key) && wishes_.size() < most_wishes_;
        if (is_new) {
            wishes_.insert(wishes_.begin(), key);
        }
        return is_new;
    }

    // Null if it is not known. What was looked at is kept for longest.
    std::shared_ptr<const T> find(const Key& key) {
        const auto known = std::ranges::find(answers_, key, [](const auto& answer) { return answer.first; });
        if (known == answers_.end()) {
            return nullptr;
        }
        std::rotate(known, known + 1, answers_.end());
        return answers_.back().second;
    }

    std::optional<Key> next() const { return wishes_.empty() ? std::nullopt : std::optional(wishes_.back()); }
    bool wished(const Key& key) const { return std::ranges::find(wishes_, key) != wishes_.end(); }
    void forget_wishes() { wishes_.clear(); }
    void forget_wish(const Key& key) { std::erase(wishes_, key); }

    void answer(const Key& key, std::shared_ptr<const T> value) {
        forget_wish(key);
        answers_.emplace_back(key, std::move(value));
        if (answers_.size() > most_answers_) {
            answers_.erase(answers_.begin());
        }
    }
    size_t answers() const { return answers_.size(); }

   private:
    size_t most_answers_, most_wishes_;
    std::vector<std::pair<Key, std::shared_ptr<const T>>> answers_;  // by last use, the latest at the end
    std::vector<Key> wishes_;                                        // the next to be answered at the end
};

}  // namespace piket::render
