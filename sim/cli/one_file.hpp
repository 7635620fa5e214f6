// One result file by its path, whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "files.hpp"

namespace piket::cli {

class OneFile {
   public:
    // Found wanting before anything is simulated; `option` names it for the user.
    OneFile(const std::string& option, const std::string& path);

    void write(std::string_view text);  // all of it

    // Or piece by piece.
    ResultFile& file() { return file_; }
    void commit() { folder_.commit(); }

   private:
    ResultFolder folder_;
    ResultFile& file_;
};

}  // namespace piket::cli
