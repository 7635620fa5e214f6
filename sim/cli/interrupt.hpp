// What must be gone when the program is interrupted.
#pragma once

#include <string>

namespace piket::cli {

// Ctrl-C and its like remove the paths below before they end the program; a full disk or a file size limit is reported
// by the write that meets it. A signal that whoever started us ignores stays ignored.
void handle_signals();

// Files and empty folders. The text must live until the path is forgotten.
void remove_when_interrupted(const std::string& path);
void forget(const std::string& path);

// While one of these lives, an interruption waits.
class Uninterrupted {
   public:
    Uninterrupted();
    ~Uninterrupted();
    Uninterrupted(const Uninterrupted&) = delete;
    Uninterrupted& operator=(const Uninterrupted&) = delete;
};

// While one of these lives, the first interruption asks for a stop; the second ends the program as always.
class StopRequest {
   public:
    StopRequest();
    ~StopRequest();
    StopRequest(const StopRequest&) = delete;
    StopRequest& operator=(const StopRequest&) = delete;

    static bool made();   // from any thread
    static int status();  // of a program that a signal ended, once it was made
};

}  // namespace piket::cli
