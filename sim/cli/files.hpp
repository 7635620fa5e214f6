// Result files that appear whole or not at all.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>

namespace piket::cli {

// A cell of a CSV file as RFC 4180 wants it. Ids have no need of quotes; titles and ids of strains may.
std::string cell(std::string_view text);

// One file under a temporary name; every byte that the system did not take is a Failure.
class ResultFile {
   public:
    ResultFile(const std::filesystem::path& folder, const std::string& name);
    ~ResultFile();
    ResultFile(const ResultFile&) = delete;
    ResultFile& operator=(const ResultFile&) = delete;

    void write(std::string_view text);

   private:
    friend class ResultFolder;

    void flush();
    void finish();  // all on disk, closed
    [[noreturn]] void fail(int error) const;

    std::filesystem::path path_;
    std::string temporary_;
    std::string buffer_;
    int file_ = -1;
};

// A folder of results. Files are written under temporary names and take their own when commit() has them all on disk;
// without commit(), and when the program is interrupted, nothing new is left and what was there before still is.
class ResultFolder {
   public:
    explicit ResultFolder(std::filesystem::path folder);  // made if it does not exist
    ~ResultFolder();
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;

    ResultFile& open(const std::string& name);
    void commit();

   private:
    std::filesystem::path folder_;
    bool made_ = false, committed_ = false;
    std::deque<ResultFile> files_;
};

}  // namespace piket::cli
