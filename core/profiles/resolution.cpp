// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/resolution.h"

#include "core/jwt/readfile.h"
#include "core/nats/tlssetup.h"
#include "core/profiles/nscprofile.h"
#include "core/profiles/programrun.h"
#include "core/profiles/reference.h"
#include "core/profiles/resolved.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kPassphrase = "key_passphrase"_L1;
constexpr qint64 kMaxSecretFile = 1024 * 1024;

base::Error bad(const QString &text, base::ErrorKind kind = base::ErrorKind::InvalidInput)
{
    return {kind, text, -1};
}

// A secret in a file or printed by a program ends with its line.
base::Secret withoutLineEnd(QByteArrayView content)
{
    while (content.endsWith('\n') || content.endsWith('\r'))
        content.chop(1);
    return base::Secret(content.toByteArray());
}

} // namespace

class Resolution::Private final
{
public:
    void begin();
    void next();
    void finish(const base::Result<nats::ConnectOptions> &result);
    void fail(const base::Error &error);
    bool follow(QString value);
    bool keep(base::Secret content);
    bool keepPath(const QString &path);
    bool useNsc(const QString &reference);
    void askKeychain();
    void runProgram();
    void findPassphrase();
    void askPassphrase(const QString &problem = {});
    void tryPassphrase(const base::Secret &passphrase, const QString &problemText);
    [[nodiscard]] bool isSet(const char *key) const;
    enum class Stage { Idle, Working, ProgramAsked, PassphraseAsked, Done };

    Resolution *q = nullptr;
    Profile profile;
    QProcessEnvironment environment;
    SecretStore *secrets = nullptr;
    Stage stage = Stage::Idle;
    std::vector<const Field *> todo; ///< the last comes first
    const Field *field = nullptr;    ///< the one at work
    QSet<QString> followed;          ///< variables on the way to its value
    QString program;                 ///< asked about: "op://…"
    std::unique_ptr<ProgramRun> run;
    Resolved resolved;
    nats::ConnectOptions options;
};

Resolution::Resolution(Profile profile, QProcessEnvironment environment, SecretStore &secrets,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->profile = std::move(profile);
    d->environment = std::move(environment);
    d->secrets = &secrets;
}

Resolution::~Resolution() = default;

void Resolution::start()
{
    if (d->stage != Private::Stage::Idle)
        return;
    d->stage = Private::Stage::Working;
    QTimer::singleShot(0, this, [this] { d->begin(); });
}

void Resolution::allowProgram(bool allowed)
{
    if (d->stage != Private::Stage::ProgramAsked)
        return;
    d->stage = Private::Stage::Working;
    if (allowed)
        d->runProgram();
    else
        QTimer::singleShot(0, this, [this] {
            d->fail(bad(tr("“op read” was not allowed to run"), base::ErrorKind::State));
        });
}

void Resolution::givePassphrase(const base::Secret &passphrase)
{
    if (d->stage != Private::Stage::PassphraseAsked)
        return;
    d->stage = Private::Stage::Working;
    QTimer::singleShot(0, this, [this, passphrase] {
        if (!passphrase.isEmpty())
            return d->tryPassphrase(passphrase, u"%1"_s);
        d->field = fieldNamed(d->options.tls.keyFile.isEmpty() ? "cert" : "key");
        d->fail(bad(tr("the passphrase of the private key was not given"), base::ErrorKind::State));
    });
}

// The order is natscli's; what comes behind a way that is set is not even looked at.
void Resolution::Private::begin()
{
    if (profile.problem)
        return finish(*profile.problem);
    const auto add = [this](const char *key) {
        if (isSet(key))
            todo.insert(todo.begin(), fieldNamed(key));
    };
    if (isSet("user")) {
        add("password");
    } else if (isSet("creds")) {
        add("creds");
    } else if (isSet("nsc")) {
        field = fieldNamed("nsc");
        if (!useNsc(profile.settings.nsc))
            return;
    } else if (isSet("nkey")) {
        add("nkey");
    } else if (isSet("user_jwt")) {
        add("user_jwt");
        add("user_seed");
    }
    add("token");
    for (const char *key : {"cert", "key", "ca"})
        add(key);
    next();
}

bool Resolution::Private::isSet(const char *key) const
{
    return !(profile.settings.*fieldNamed(key)->member).isEmpty()
        || profile.extras.keychained.contains(QLatin1StringView(key));
}

void Resolution::Private::next()
{
    while (!todo.empty()) {
        field = todo.back();
        todo.pop_back();
        followed.clear();
        if (profile.extras.keychained.contains(QLatin1StringView(field->key)))
            return askKeychain();
        if (!follow(profile.settings.*field->member))
            return;
    }
    field = nullptr; // errors from here on name it themselves
    auto connect = connectOptions(profile, resolved);
    if (!connect)
        return fail(connect.error());
    options = std::move(connect).value();
    if (nats::tls::needsPassphrase(options.tls))
        findPassphrase();
    else
        finish(options);
}

// True when the field has its value; else it has failed, or somebody is asked.
bool Resolution::Private::follow(QString value)
{
    Bare bare = Bare::AsField;
    for (;;) {
        const auto reference = parseReference(*field, value, bare, environment);
        if (!reference) {
            fail(reference.error());
            return false;
        }
        if (const auto *literal = std::get_if<Literal>(&*reference))
            return keep(literal->text);
        if (const auto *path = std::get_if<PathReference>(&*reference))
            return keepPath(path->path);
        if (const auto *nsc = std::get_if<NscReference>(&*reference))
            return useNsc(nsc->reference);
        if (const auto *asked = std::get_if<ProgramReference>(&*reference)) {
            program = asked->reference;
            stage = Stage::ProgramAsked;
            emit q->programAsked(u"op read "_s + program);
            return false;
        }
        const QString name = std::get<VariableReference>(*reference).name;
        QString problem;
        if (followed.contains(name))
            problem = tr("env://%1 leads back to itself").arg(name);
        else if (!environment.contains(name))
            problem = tr("the environment variable %1 is not set").arg(name);
        else if (environment.value(name).isEmpty())
            problem = tr("the environment variable %1 is empty").arg(name);
        if (!problem.isEmpty()) {
            fail(bad(problem));
            return false;
        }
        followed.insert(name);
        value = environment.value(name);
        bare = Bare::IsContent;
    }
}

bool Resolution::Private::keep(base::Secret content)
{
    // Files with decoration lines are taken as they are.
    resolved.values[field->key]
        = field->path ? std::move(content) : withoutLineEnd(content.reveal());
    return true;
}

bool Resolution::Private::keepPath(const QString &path)
{
    if (field->path) {
        resolved.values[field->key] = path;
        return true;
    }
    auto content = jwt::readFile(path, kMaxSecretFile);
    if (!content) {
        fail(content.error());
        return false;
    }
    return keep(base::Secret(std::move(content).value()));
}

bool Resolution::Private::useNsc(const QString &reference)
{
    const auto nsc = readNscProfile(reference, environment);
    if (!nsc) {
        fail(nsc.error());
        return false;
    }
    resolved.serviceUrls = nsc->serviceUrls;
    resolved.values["creds"] = nsc->credsFile;
    return true;
}

void Resolution::Private::askKeychain()
{
    const auto answer = [this](const base::Result<std::optional<base::Secret>> &result) {
        if (!result)
            return fail(result.error());
        if (!*result)
            return fail(bad(tr("the keychain does not have it; edit the connection and enter it "
                               "again"),
                            base::ErrorKind::Auth));
        if (keep(**result))
            next();
    };
    secrets->read(secretKey(profile, QString::fromLatin1(field->key)), q, answer);
}

void Resolution::Private::runProgram()
{
    run = std::make_unique<ProgramRun>(u"op"_s, QStringList{u"read"_s, program}, environment);
    QObject::connect(run.get(), &ProgramRun::finished, q,
                     [this](const base::Result<base::Secret> &output) {
                         if (!output)
                             return fail(output.error());
                         if (keep(*output))
                             next();
                     });
    run->start();
}

void Resolution::Private::askPassphrase(const QString &problem)
{
    stage = Stage::PassphraseAsked;
    const nats::TlsOptions &tls = options.tls;
    emit q->passphraseAsked(tls.keyFile.isEmpty() ? tls.certFile : tls.keyFile, problem);
}

void Resolution::Private::findPassphrase()
{
    if (!profile.extras.keychained.contains(kPassphrase))
        return askPassphrase();
    secrets->read(secretKey(profile, kPassphrase), q,
                  [this](const base::Result<std::optional<base::Secret>> &result) {
                      if (!result || !*result)
                          return askPassphrase();
                      tryPassphrase(**result, tr("%1; it is the one that the keychain has"));
                  });
}

// A wrong one would stay with the connection: each of its attempts would fail.
void Resolution::Private::tryPassphrase(const base::Secret &passphrase, const QString &problemText)
{
    options.tls.keyPassphrase = passphrase;
    if (const auto problem = nats::tls::passphraseProblem(options.tls)) {
        options.tls.keyPassphrase = {};
        return askPassphrase(problemText.arg(problem->text));
    }
    finish(options);
}

void Resolution::Private::fail(const base::Error &error)
{
    QString text;
    if (!profile.name.isEmpty())
        text = (profile.origin == Origin::Own ? tr("Profile “%1”: ") : tr("Context “%1”: "))
                   .arg(profile.name);
    if (field)
        text += QString::fromLatin1(field->key) + u": "_s;
    finish(base::Error{error.kind, text + error.text, error.offset});
}

void Resolution::Private::finish(const base::Result<nats::ConnectOptions> &result)
{
    if (std::exchange(stage, Stage::Done) == Stage::Done)
        return;
    resolved = {};
    emit q->finished(result);
}

} // namespace profiles
