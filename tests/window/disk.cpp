#include "disk.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace piket::render::disk {

int synced = 0;
int entries_before = -1;

}  // namespace piket::render::disk

// In place of those of the C library, for this program and the libraries that it loads.
extern "C" {

int fsync(int file) {
    ++piket::render::disk::synced;
    return static_cast<int>(syscall(SYS_fsync, file));
}

dirent* readdir(DIR* folder) {
    int& left = piket::render::disk::entries_before;
    if (left == 0) {
        errno = EIO;
        return nullptr;
    }
    left -= left > 0 ? 1 : 0;
    static const auto real = reinterpret_cast<dirent* (*)(DIR*)>(dlsym(RTLD_NEXT, "readdir"));
    return real(folder);
}

}  // extern "C"
