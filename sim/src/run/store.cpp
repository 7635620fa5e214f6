#include "piket/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "piket/version.hpp"

namespace piket {

namespace {

constexpr int application_id = 0x50494b54;  // "PIKT"
constexpr int schema_version = 1;
constexpr int patience = 5'000;  // ms, for readers that are about to finish

std::string hex(uint64_t value) {
    return fmt::format("{:016x}", value);
}

uint64_t from_hex(const std::string& text) {
    uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

// A name that is a column: axes have ids and outcomes keys, neither of which hold quotation marks.
std::string as_column(std::string_view name) {
    return fmt::format("\"{}\"", name);
}

enum class Use : uint8_t { reading, writing };

[[noreturn]] void fail(const std::string& path, const SQLite::Exception& error, Use use) {
    const std::string safe =
        "; the runs that had finished are safe in it: make it right and run the same command again";
    const bool reading = use == Use::reading;
    std::string what;
    switch (error.getErrorCode()) {
        case SQLITE_FULL:
            what = "the disk is full" + safe;
            break;
        case SQLITE_IOERR:
            what = reading ? fmt::format("cannot be read ({})", std::strerror(errno))
                           : fmt::format("cannot be written ({}){}", std::strerror(errno), safe);
            break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            what = "another program is using it; wait until that is done";
            break;
        case SQLITE_CORRUPT:
            what = "is damaged; nothing was changed. Keep a copy, and begin a new file or merge what can be saved";
            break;
        case SQLITE_NOTADB:
            what = "is no store of results";
            break;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            what =
                reading
                    ? "cannot be read: somebody has to allow it, or the folder to be written to if the file was left "
                      "open by a process that ended"
                    : "cannot be written: the file or its folder is read-only";
            break;
        default:
            what = fmt::format("the database says: {}", error.what());
    }
    throw StoreError(path + ": " + what);
}

// Keeps other writers away as long as it lives, and is gone with its process, however that ends. A lock of this file
// description on a byte beyond those that SQLite uses.
class Lock {
   public:
    Lock() = default;
    explicit Lock(const std::string& path) : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
        if (file_ < 0) {
            throw StoreError(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
        }
        struct flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = off_t{1} << 61;
        lock.l_len = 1;
        if (fcntl(file_, F_OFD_SETLK, &lock) != 0) {
            const int error = errno;
            ::close(file_);
            throw StoreError(error == EAGAIN || error == EACCES
                                 ? path +
                                       ": another process is writing to it; wait for that one, or give a shard of "
                                       "its own another file and merge them"
                                 : fmt::format("{}: cannot be locked: {}", path, std::strerror(error)));
        }
    }
    ~Lock() {
        if (file_ >= 0) {
            ::close(file_);
        }
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    Lock& operator=(Lock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }

   private:
    int file_ = -1;
};

std::string columns_of_outcomes() {
    std::string columns;
    for (const OutcomeRow& outcome : outcomes()) {
        columns += ", " + as_column(outcome.key);
    }
    return columns;
}

}  // namespace

struct Store::Impl {
    std::string path;
    Lock lock;  // before the database, so that it is closed after it: closing any file drops SQLite's own locks
    std::unique_ptr<SQLite::Database> db;
    SweepPlan plan;
    std::string version, program;
    Use use = Use::reading;

    [[noreturn]] void fail(const SQLite::Exception& error) const { piket::fail(path, error, use); }

    std::string about(const std::string& key) const {
        SQLite::Statement query(*db, "SELECT value FROM about WHERE key = ?");
        query.bind(1, key);
        return query.executeStep() ? query.getColumn(0).getString() : "";
    }

    void put(const std::string& key, const std::string& value) {
        SQLite::Statement insert(*db, "INSERT OR REPLACE INTO about VALUES (?, ?)");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.exec();
    }

    int number(const std::string& sql) const { return db->execAndGet(sql).getInt(); }

    // A process that was killed as it began leaves a file without tables. It holds nothing, so it may be begun anew.
    bool barely_begun() const {
        return number("SELECT count(*) FROM sqlite_master") == 0 && number("PRAGMA application_id") == 0;
    }

    void check_schema() {
        if (number("PRAGMA application_id") != application_id) {
            throw StoreError(path + ": is a database, but no store of results");
        }
        if (const int found = number("PRAGMA user_version"); found != schema_version) {
            throw StoreError(
                fmt::format("{}: has layout {}; this program reads layout {}", path, found, schema_version));
        }
        if (std::string state = db->execAndGet("PRAGMA quick_check(1)").getString(); state != "ok") {
            std::ranges::replace(state, '\n', ' ');
            throw StoreError(
                fmt::format("{}: is damaged ({}); nothing was changed. Keep a copy, and begin a new file or "
                            "merge what can be saved",
                            path, state));
        }
    }

    void load() {
        check_schema();
        version = about("version");
        program = about("program");
        try {
            plan = plan_from_json(about("plan"));
        } catch (const std::runtime_error& error) {
            throw StoreError(path + ": " + error.what());
        }
        std::set<std::string> there;
        SQLite::Statement columns(*db, "SELECT name FROM pragma_table_info('results')");
        while (columns.executeStep()) {
            there.insert(columns.getColumn(0).getString());
        }
        for (const OutcomeRow& outcome : outcomes()) {
            if (!there.contains(std::string(outcome.key))) {
                throw StoreError(fmt::format("{}: knows no {}: it was made by version {} ({}), this is {} ({})", path,
                                             outcome.key, version, program, program_version, program_digest()));
            }
        }
    }

    // The same plan by the same program, or why not.
    void check_same(const SweepPlan& other_plan, std::string_view other_program, const std::string& whose) const {
        if (digest_of(plan) != digest_of(other_plan)) {
            throw StoreError(
                fmt::format("{}: holds runs of another plan or scenario than {} (\"{}\"); give those "
                            "another file",
                            path, whose, plan.title.en));
        }
        if (program != other_program) {
            throw StoreError(
                fmt::format("{}: its runs were made by another program (version {}, {}) than {} ({}); "
                            "results of two programs are not mixed",
                            path, version, program, whose, other_program));
        }
    }

    void make_tables();
    void insert(const SweepResult& result);
};

void Store::Impl::make_tables() {
    SQLite::Transaction transaction(*db);
    db->exec(fmt::format("PRAGMA application_id = {}", application_id));
    db->exec(fmt::format("PRAGMA user_version = {}", schema_version));
    db->exec("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
    std::string axes, outcome_columns;
    for (const SweepAxis& axis : plan.axes) {
        axes += ", " + as_column(axis.id) + " TEXT NOT NULL";
    }
    db->exec("CREATE TABLE points (point INTEGER PRIMARY KEY" + axes + ")");
    db->exec(
        "CREATE TABLE settings (point INTEGER, key TEXT, value TEXT NOT NULL, PRIMARY KEY (point, key)) "
        "WITHOUT ROWID");
    db->exec(
        "CREATE TABLE outcomes (key TEXT PRIMARY KEY, unit TEXT, label_id TEXT, label_en TEXT, "
        "fewer_is_better INTEGER) WITHOUT ROWID");
    db->exec(
        "CREATE TABLE runs (point INTEGER, replicate INTEGER, seed INTEGER NOT NULL, prevalence REAL NOT NULL, "
        "state TEXT NOT NULL, PRIMARY KEY (point, replicate)) WITHOUT ROWID");
    for (const OutcomeRow& outcome : outcomes()) {
        outcome_columns += ", " + as_column(outcome.key) + " REAL NOT NULL";
    }
    db->exec("CREATE TABLE results (point INTEGER, replicate INTEGER, day INTEGER" + outcome_columns +
             ", PRIMARY KEY (point, replicate, day)) WITHOUT ROWID");
    put("plan", to_json(plan));
    put("plan_digest", hex(digest_of(plan)));
    put("version", version);
    put("program", program);
    std::string places = "?";
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        places += ", ?";
    }
    SQLite::Statement point(*db, "INSERT INTO points VALUES (" + places + ")");
    SQLite::Statement setting(*db, "INSERT OR REPLACE INTO settings VALUES (?, ?, ?)");
    for (size_t p = 0; p < plan.points(); ++p) {
        point.bind(1, static_cast<int64_t>(p));
        const std::vector<size_t> steps = steps_of(plan, p);
        for (size_t a = 0; a < steps.size(); ++a) {
            point.bind(static_cast<int>(a) + 2, plan.axes[a].steps[steps[a]].id);
        }
        point.exec();
        point.reset();
        for (const Override& change : settings_of(plan, p)) {
            setting.bind(1, static_cast<int64_t>(p));
            setting.bind(2, change.key);
            setting.bind(3, change.value);
            setting.exec();
            setting.reset();
        }
    }
    SQLite::Statement outcome(*db, "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?)");
    for (const OutcomeRow& o : outcomes()) {
        outcome.bind(1, std::string(o.key));
        outcome.bind(2, std::string(o.unit));
        outcome.bind(3, std::string(o.label_id));
        outcome.bind(4, std::string(o.label_en));
        outcome.bind(5, o.fewer_is_better ? 1 : 0);
        outcome.exec();
        outcome.reset();
    }
    transaction.commit();
}

void Store::Impl::insert(const SweepResult& result) {
    SQLite::Transaction transaction(*db);
    SQLite::Statement run(*db, "INSERT INTO runs VALUES (?, ?, ?, ?, ?)");
    const auto point = static_cast<int64_t>(result.run.point), replicate = static_cast<int64_t>(result.run.replicate);
    run.bind(1, point);
    run.bind(2, replicate);
    run.bind(3, static_cast<int64_t>(result.seed));
    run.bind(4, result.outcomes.prevalence);
    run.bind(5, hex(result.hash));
    run.exec();
    std::string places = "?, ?, ?";
    for (int i = 0; i < outcome_count; ++i) {
        places += ", ?";
    }
    SQLite::Statement row(
        *db, "INSERT INTO results (point, replicate, day" + columns_of_outcomes() + ") VALUES (" + places + ")");
    for (size_t h = 0; h < result.days.size(); ++h) {
        row.bind(1, point);
        row.bind(2, replicate);
        row.bind(3, result.days[h]);
        int place = 4;
        for (const OutcomeRow& outcome : outcomes()) {
            row.bind(place++, at(result.outcomes.horizons[h], outcome.outcome));
        }
        row.exec();
        row.reset();
    }
    transaction.commit();
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store::~Store() {
    if (impl_) {
        try {
            close();
        } catch (const StoreError&) {  // what is in it is as safe as it was
        }
    }
}

Store Store::write(const std::string& path, const SweepPlan& plan) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->use = Use::writing;
    impl->lock = Lock(path);
    try {
        impl->db = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE, patience);
        if (impl->barely_begun()) {
            impl->plan = plan;
            impl->version = program_version;
            impl->program = program_digest();
            impl->db->exec("PRAGMA journal_mode = WAL");
            impl->db->exec("PRAGMA synchronous = FULL");
            impl->make_tables();
        } else {
            impl->load();
            impl->check_same(plan, program_digest(), "this one");
            impl->db->exec("PRAGMA journal_mode = WAL");
            impl->db->exec("PRAGMA synchronous = FULL");
            const int most = std::max(impl->plan.replicates, plan.replicates);
            impl->plan = plan;  // of which the replicates and the titles may have changed
            impl->plan.replicates = most;
            impl->put("plan", to_json(impl->plan));
        }
    } catch (const SQLite::Exception& error) {
        fail(path, error, Use::writing);
    }
    return Store(std::move(impl));
}

Store Store::read(const std::string& path) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw StoreError(path + ": there is no such file");
    }
    try {
        impl->db = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY, patience);
        if (impl->barely_begun()) {
            throw StoreError(path +
                             ": holds no runs yet: the sweep that began it ended at once; run its command again");
        }
        impl->load();
    } catch (const SQLite::Exception& exception) {
        fail(path, exception, Use::reading);
    }
    return Store(std::move(impl));
}

const std::string& Store::path() const {
    return impl_->path;
}
const SweepPlan& Store::plan() const {
    return impl_->plan;
}
const std::string& Store::version() const {
    return impl_->version;
}
const std::string& Store::program() const {
    return impl_->program;
}

size_t Store::runs() const {
    try {
        return static_cast<size_t>(impl_->number("SELECT count(*) FROM runs"));
    } catch (const SQLite::Exception& error) {
        impl_->fail(error);
    }
}

std::vector<SweepRun> Store::missing(std::span<const SweepRun> of) const {
    std::set<SweepRun> there;
    try {
        SQLite::Statement query(*impl_->db, "SELECT point, replicate FROM runs");
        while (query.executeStep()) {
            there.insert({static_cast<size_t>(query.getColumn(0).getInt64()),
                          static_cast<uint64_t>(query.getColumn(1).getInt64())});
        }
    } catch (const SQLite::Exception& error) {
        impl_->fail(error);
    }
    std::vector<SweepRun> missing;
    std::ranges::copy_if(of, std::back_inserter(missing), [&](const SweepRun& run) { return !there.contains(run); });
    return missing;
}

std::vector<SweepResult> Store::runs_at(size_t point) const {
    std::vector<SweepResult> all;
    try {
        SQLite::Statement query(*impl_->db, "SELECT replicate, seed, prevalence, state, day" + columns_of_outcomes() +
                                                " FROM runs JOIN results USING (point, replicate) WHERE point = ? "
                                                "ORDER BY replicate, day");
        query.bind(1, static_cast<int64_t>(point));
        while (query.executeStep()) {
            const SweepRun run{point, static_cast<uint64_t>(query.getColumn(0).getInt64())};
            if (all.empty() || all.back().run != run) {
                all.push_back({run,
                               static_cast<uint64_t>(query.getColumn(1).getInt64()),
                               from_hex(query.getColumn(3).getString()),
                               {},
                               {}});
                all.back().outcomes.replicate = run.replicate;
                all.back().outcomes.prevalence = query.getColumn(2).getDouble();
            }
            all.back().days.push_back(query.getColumn(4).getInt());
            OutcomeValues values{};
            int column = 5;
            for (const OutcomeRow& outcome : outcomes()) {
                at(values, outcome.outcome) = query.getColumn(column++).getDouble();
            }
            all.back().outcomes.horizons.push_back(values);
        }
    } catch (const SQLite::Exception& error) {
        impl_->fail(error);
    }
    return all;
}

void Store::add(const SweepResult& result) {
    try {
        impl_->insert(result);
    } catch (const SQLite::Exception& error) {
        impl_->fail(error);
    }
}

size_t Store::absorb(const std::string& other) {
    const Store there = read(other);
    there.impl_->check_same(impl_->plan, impl_->program, impl_->path);
    const size_t before = runs();
    try {
        SQLite::Database& db = *impl_->db;
        SQLite::Statement attach(db, "ATTACH ? AS other");
        attach.bind(1, other);
        attach.exec();
        SQLite::Statement differing(db,
                                    "SELECT point, replicate FROM runs AS a JOIN other.runs AS b USING (point, "
                                    "replicate) WHERE a.state <> b.state OR a.seed <> b.seed LIMIT 1");
        if (differing.executeStep()) {
            throw StoreError(
                fmt::format("{}: point {}, replicate {} ended otherwise than in {}: one of the two is wrong", other,
                            differing.getColumn(0).getInt64(), differing.getColumn(1).getInt64(), impl_->path));
        }
        differing.reset();
        SQLite::Transaction transaction(db);
        db.exec("INSERT OR IGNORE INTO runs SELECT * FROM other.runs");
        const std::string columns = "point, replicate, day" + columns_of_outcomes();
        db.exec("INSERT OR IGNORE INTO results (" + columns + ") SELECT " + columns + " FROM other.results");
        SweepPlan plan = impl_->plan;
        plan.replicates = std::max(plan.replicates, there.plan().replicates);
        impl_->put("plan", to_json(plan));
        transaction.commit();
        impl_->plan = std::move(plan);
        db.exec("DETACH other");
    } catch (const SQLite::Exception& error) {
        impl_->fail(error);
    }
    return runs() - before;
}

void Store::close() {
    if (impl_->use == Use::reading || !impl_->db) {
        return;
    }
    try {
        impl_->db->exec("PRAGMA journal_mode = DELETE");
    } catch (const SQLite::Exception& error) {
        if (error.getErrorCode() != SQLITE_BUSY && error.getErrorCode() != SQLITE_LOCKED) {  // somebody reads it
            impl_->fail(error);
        }
    }
    impl_->db.reset();
    impl_->lock = Lock();
}

}  // namespace piket
