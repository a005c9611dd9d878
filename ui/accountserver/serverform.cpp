// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverform.h"

#include "core/profiles/reference.h"
#include "ui/accountserver/listenaddress.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QUrl>

#include <array>

using namespace Qt::StringLiterals;
using accountserver::Options;
using accountserver::StoreKind;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ServerForm)
};

constexpr qint64 kMostPack = 10'000'000;

// One reading: collects what is wrong.
class Reader final
{
public:
    explicit Reader(const ServerForm &form)
        : m_form(form)
    {}

    ReadServerForm run();

private:
    void readStore();
    void readAddress();
    void readTls();
    void readPrimary();
    void readNews();
    void problem(ServerField field, const QString &text) { m_result.problems[field] = text; }
    // The path, expanded; a problem where there is no such file.
    [[nodiscard]] QString file(ServerField field, const QString &typed);
    [[nodiscard]] QString folder(const QString &typed, const QString &missing);
    [[nodiscard]] QString expanded(ServerField field, const QString &typed);

    const ServerForm &m_form;
    ReadServerForm m_result;
};

ReadServerForm Reader::run()
{
    Options &options = m_result.options;
    options.store = m_form.store;
    // Both are read-only to their clients; a replica itself writes.
    options.readOnly = m_form.readOnly && m_form.store != StoreKind::Nsc && !m_form.replica;
    options.packs = m_form.packs;
    readStore();
    readAddress();
    readTls();
    options.operatorFile = file(ServerField::OperatorFile, m_form.operatorFile);
    options.systemAccountFile = file(ServerField::SystemAccountFile, m_form.systemAccountFile);
    readPrimary();
    readNews();
    return std::move(m_result);
}

QString Reader::expanded(ServerField field, const QString &typed)
{
    const QString text = typed.trimmed();
    // What begins so is the content of a file of secrets, dropped by mistake.
    if (text.contains("-----BEGIN"_L1)) {
        problem(field, Text::tr("Expected a path, got the content of a file."));
        return {};
    }
    const auto path = profiles::expandPath(text, QProcessEnvironment::systemEnvironment());
    if (path)
        return *path;
    problem(field, path.error().text);
    return {};
}

QString Reader::file(ServerField field, const QString &typed)
{
    const QString path = expanded(field, typed);
    if (path.isEmpty())
        return {};
    const QFileInfo file(path);
    if (!file.exists())
        problem(field, Text::tr("There is no file %1.").arg(path));
    else if (!file.isFile())
        problem(field, Text::tr("%1 is not a file.").arg(path));
    else if (!file.isReadable())
        problem(field, Text::tr("%1 may not be read by you.").arg(path));
    return path;
}

QString Reader::folder(const QString &typed, const QString &missing)
{
    const QString path = expanded(ServerField::Folder, typed);
    if (typed.trimmed().isEmpty())
        problem(ServerField::Folder, missing);
    else if (!path.isEmpty() && QFileInfo(path).isFile())
        problem(ServerField::Folder, Text::tr("%1 is a file, not a folder.").arg(path));
    return path;
}

void Reader::readStore()
{
    switch (m_form.store) {
    case StoreKind::Directory:
        m_result.options.sharded = m_form.sharded;
        m_result.options.path
            = folder(m_form.directory, Text::tr("Choose the folder the tokens are kept in."));
        break;
    case StoreKind::Nsc:
        m_result.options.path
            = folder(m_form.nscFolder, Text::tr("Choose an operator's folder in a store of nsc."));
        break;
    case StoreKind::Memory:
        break;
    }
}

void Reader::readAddress()
{
    const auto address = ListenAddress::read(m_form.address);
    if (!address)
        return problem(ServerField::Address, address.error().text);
    m_result.options.host = address->host;
    m_result.options.port = address->port;
}

void Reader::readTls()
{
    Options &options = m_result.options;
    options.tlsCertificate = file(ServerField::Certificate, m_form.certificate);
    options.tlsKey = file(ServerField::Key, m_form.key);
    if (options.tlsCertificate.isEmpty() == options.tlsKey.isEmpty())
        return;
    if (options.tlsKey.isEmpty())
        problem(ServerField::Key, Text::tr("The certificate needs its private key."));
    else
        problem(ServerField::Certificate, Text::tr("The key needs its certificate."));
}

void Reader::readPrimary()
{
    if (!m_form.replica)
        return;
    const QString text = m_form.primary.trimmed();
    if (m_form.store == StoreKind::Nsc) {
        return problem(ServerField::Primary,
                       Text::tr("A folder of nsc cannot be a replica: nothing is written there."));
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return problem(ServerField::Primary,
                       Text::tr("Expected the primary's address, such as http://10.0.0.5:9090."));
    if (!url.userInfo().isEmpty())
        return problem(ServerField::Primary,
                       Text::tr("Account servers know no logins: leave it out."));
    m_result.options.primary = text;
    bool isNumber = true;
    const qint64 most = m_form.maxPack.trimmed().isEmpty() ? Options::kDefaultMaxPack
                                                           : m_form.maxPack.toLongLong(&isNumber);
    if (!isNumber || most < 0 || most > kMostPack)
        return problem(ServerField::MaxPack,
                       Text::tr("Expected a number of tokens up to %1.").arg(kMostPack));
    m_result.options.maxPack = most;
}

void Reader::readNews()
{
    if (m_form.news == NewsBy::Connection && m_form.connection.isEmpty())
        return problem(ServerField::Connection, Text::tr("Choose a connection."));
    if (m_form.news != NewsBy::Server)
        return;
    const auto servers = nats::parseServerUrls(m_form.natsUrl.trimmed());
    if (!servers)
        return problem(ServerField::NatsUrl, servers.error().text);
    for (const nats::ServerUrl &server : *servers) {
        if (!server.user.isEmpty() || server.hasPassword) {
            return problem(ServerField::NatsUrl,
                           Text::tr("A login in an address is not kept here: save a connection "
                                    "with it and choose that."));
        }
    }
    nats::ConnectOptions options;
    options.servers = *servers;
    if (const QString creds = file(ServerField::Creds, m_form.creds); !creds.isEmpty())
        options.auth = nats::CredsFile{creds};
    m_result.options.nats = std::move(options);
}

// As files on disk have them.
struct TextMember
{
    const char *key;
    QString ServerForm::*member;
    bool holdsServers = false; ///< where a login would stand before an '@'
};
constexpr std::array kTexts{
    TextMember{"directory", &ServerForm::directory},
    TextMember{"nscFolder", &ServerForm::nscFolder},
    TextMember{"address", &ServerForm::address},
    TextMember{"operatorFile", &ServerForm::operatorFile},
    TextMember{"systemAccountFile", &ServerForm::systemAccountFile},
    TextMember{"certificate", &ServerForm::certificate},
    TextMember{"key", &ServerForm::key},
    TextMember{"primary", &ServerForm::primary, true},
    TextMember{"maxPack", &ServerForm::maxPack},
    TextMember{"connection", &ServerForm::connection},
    TextMember{"natsUrl", &ServerForm::natsUrl, true},
    TextMember{"creds", &ServerForm::creds},
};
struct FlagMember
{
    const char *key;
    bool ServerForm::*member;
};
constexpr std::array kFlags{
    FlagMember{"sharded", &ServerForm::sharded},
    FlagMember{"readOnly", &ServerForm::readOnly},
    FlagMember{"packs", &ServerForm::packs},
    FlagMember{"replica", &ServerForm::replica},
};
constexpr std::array kStores{"directory"_L1, "nsc"_L1, "memory"_L1};   // by StoreKind
constexpr std::array kNews{"nobody"_L1, "connection"_L1, "server"_L1}; // by NewsBy

QString keyOf(const char *name)
{
    return u"accountServer/"_s + QLatin1StringView(name);
}

// Nothing that might be a secret: no login in an address, no file's content, no seed. Elsewhere an
// '@' is one: homes and connections have such names.
bool isWorthSaving(const QString &text, bool holdsServers)
{
    static const QRegularExpression seed(u"S[OAUNCX][A-Z2-7]{50,}"_s);
    const bool login = text.contains(u'@') && (holdsServers || text.contains("://"_L1));
    return !login && !text.contains("-----BEGIN"_L1) && !text.contains(seed);
}

template<typename Enum, size_t N>
Enum named(const std::array<QLatin1StringView, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return Enum(0);
}

} // namespace

ReadServerForm readForm(const ServerForm &form)
{
    return Reader(form).run();
}

ServerForm formFor(const Options &options)
{
    ServerForm form;
    form.store = options.store;
    if (options.store == StoreKind::Directory)
        form.directory = options.path;
    else if (options.store == StoreKind::Nsc)
        form.nscFolder = options.path;
    form.sharded = options.sharded;
    form.readOnly = options.readOnly;
    form.packs = options.packs;
    form.address = ListenAddress{options.host, options.port}.text();
    form.operatorFile = options.operatorFile;
    form.systemAccountFile = options.systemAccountFile;
    form.certificate = options.tlsCertificate;
    form.key = options.tlsKey;
    form.replica = !options.primary.isEmpty();
    form.primary = options.primary;
    form.maxPack = QString::number(options.maxPack);
    if (!options.nats)
        return form;
    form.news = NewsBy::Server;
    QStringList urls;
    for (const nats::ServerUrl &server : options.nats->servers)
        urls += server.display();
    form.natsUrl = urls.join(u',');
    if (const auto *creds = std::get_if<nats::CredsFile>(&options.nats->auth))
        form.creds = creds->path;
    return form;
}

void save(const ServerForm &form, QSettings &settings)
{
    for (const TextMember &text : kTexts) {
        if (isWorthSaving(form.*text.member, text.holdsServers))
            settings.setValue(keyOf(text.key), form.*text.member);
        else
            settings.remove(keyOf(text.key)); // what was there belongs to another form
    }
    for (const FlagMember &flag : kFlags)
        settings.setValue(keyOf(flag.key), form.*flag.member);
    settings.setValue(keyOf("store"), QString(kStores.at(size_t(form.store))));
    settings.setValue(keyOf("news"), QString(kNews.at(size_t(form.news))));
}

ServerForm savedForm(const QSettings &settings)
{
    ServerForm form;
    for (const TextMember &text : kTexts)
        form.*text.member = settings.value(keyOf(text.key), form.*text.member).toString();
    for (const FlagMember &flag : kFlags)
        form.*flag.member = settings.value(keyOf(flag.key), form.*flag.member).toBool();
    form.store = named<StoreKind>(kStores, settings.value(keyOf("store")).toString());
    form.news = named<NewsBy>(kNews, settings.value(keyOf("news")).toString());
    return form;
}

} // namespace ui
