// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/layerrules.h"

#include <QtCore/QRegularExpression>

namespace layers {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMaxLines = 400;

struct Layer
{
    const char *folder;
    const char *mayInclude; ///< of what is written "folder/file.h"; its own folder always
    const char *mayUse;     ///< of what is written <…>
};

const char kCoreStd[] = "QtCore/.*|[a-z_]+";
const char kWidgets[] = "Qt(Core|Gui|Widgets|Svg)/.*|[a-z_]+";

// The first that fits a path counts.
const Layer kLayers[] = {
    {"core/base/json(error|tree|writer)?\\.cpp", "", "QtCore/.*|[a-z_]+|rapidjson/.*"},
    {"core/base/", "", kCoreStd},
    {"core/nkey/(digest|ed25519)\\.cpp", "core/base/", "QtCore/.*|[a-z_]+|sodium\\.h"},
    {"core/nkey/", "core/base/", kCoreStd},
    {"core/nats/(connection|session|handshake|tls)[a-z]*\\.", "core/(base|nkey)/",
     "Qt(Core|Network)/.*|[a-z_]+|sys/socket\\.h"},
    {"core/nats/message\\.cpp", "core/base/", "QtCore/.*|[a-z_]+|sys/mman\\.h"},
    {"core/nats/", "core/(base|nkey)/", "QtCore/.*|[a-z_]+"},
    {"core/capture/(watcher|requesternames)[a-z]*\\.", "core/(base|nats)/", kCoreStd},
    {"core/capture/(loader|recorder|saver)[a-z]*\\.", "core/base/|core/nats/message\\.h",
     "QtCore/.*|[a-z_]+|(sys/)?[a-z]+\\.h"},
    {"core/(fanin|capture)/",
     "core/base/|core/nats/"
     "(connectoptions|headers|message|request|serverinfo|subject|subjectset)\\.h",
     kCoreStd},
    {"core/jwt/http[a-z]*\\.", "core/(base|nkey)/", "Qt(Core|Network)/.*|[a-z_]+"},
    {"core/jwt/resolver[a-z]*\\.", "core/(base|nkey|nats)/", kCoreStd},
    {"core/jwt/(decision|subjects)\\.cpp", "core/(base|nkey)/|core/nats/subject\\.h", kCoreStd},
    {"core/jwt/", "core/(base|nkey)/", kCoreStd},
    {"core/profiles/",
     "core/(base|nkey)/|core/nats/(connectoptions|credentials|subject|tlssetup)\\.h"
     "|core/jwt/(nscstore|readfile|storedname|token|tokenfile)\\.h",
     kCoreStd},
    {"core/accountserver/http[a-z]*\\.", "core/(base|nkey|jwt)/|core/nats/connectoptions\\.h",
     "QtCore/.*|[a-z_]+|httplib\\.h|openssl/(err|ssl)\\.h|(sys/|netinet/)?[a-z]+\\.h"},
    {"core/accountserver/primary[a-z]*\\.", "core/(base|nkey|jwt)/|core/nats/connectoptions\\.h",
     "Qt(Core|Network)/.*|[a-z_]+"},
    {"core/accountserver/notifier\\.cpp", "core/(base|nkey|jwt|nats)/", kCoreStd},
    {"core/accountserver/(atomicfile|folderevents|storedfile)\\.cpp", "core/(base|nkey|jwt)/",
     "QtCore/.*|[a-z_]+|(sys/)?[a-z]+\\.h"},
    {"core/accountserver/", "core/(base|nkey|jwt)/|core/nats/connectoptions\\.h", kCoreStd},
    {"ui/common/", "core/", kWidgets},
    {"ui/(answerdialog|mainwindow|observedrun|requesttab|traffictab)[a-z]*\\.", "core/|ui/",
     kWidgets},
    {"ui/", "core/|ui/common/", kWidgets},
    {"app/keychainstore\\.cpp", "app/|core/", "QtCore/.*|[a-z_]+|qt6keychain/keychain\\.h"},
    {"app/", "app/|core/|ui/", "Qt.*|[a-z_]+|(sys/)?[a-z]+\\.h"},
    {"tests/", ".*", ".*"},
};

bool fits(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

const Layer *layerOf(const QString &path)
{
    for (const Layer &layer : kLayers) {
        if (fits(path, QString::fromLatin1(layer.folder) + u".*"_s))
            return &layer;
    }
    return nullptr;
}

// "" if an include of `target` from `path` is allowed, else why not.
QString includeProblem(const Layer &layer, const QString &path, const QString &target, bool own)
{
    if (!own) {
        return fits(target, QString::fromLatin1(layer.mayUse)) ? QString()
                                                               : u"may not use <%1>"_s.arg(target);
    }
    if (!target.contains(u'/'))
        return target.endsWith(".moc"_L1) || target.startsWith("moc_"_L1)
            ? QString()
            : u"\"%1\" is not written from the root"_s.arg(target);
    const QString folder = path.left(path.lastIndexOf(u'/') + 1);
    if (target.startsWith(folder) && !target.mid(folder.size()).contains(u'/'))
        return {};
    const QString allowed = QString::fromLatin1(layer.mayInclude);
    if (!allowed.isEmpty() && fits(target, u"(%1).*"_s.arg(allowed)))
        return {};
    return u"may not include \"%1\""_s.arg(target);
}

} // namespace

QStringList problems(const QString &path, const QString &content)
{
    static const QRegularExpression include(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    static const QRegularExpression threads(
        u"\\b(QThread|moveToThread|QMutex|std::(mutex|jthread|thread|atomic)|QtConcurrent)\\b"_s);
    static const QRegularExpression blocking(
        u"\\b(processEvents|QEventLoop|waitFor(Started|Finished|Connected|ReadyRead|BytesWritten|"
        u"Disconnected|Encrypted))\\b"_s);

    const Layer *layer = layerOf(path);
    if (!layer)
        return {u"%1: no layer has this folder"_s.arg(path)};

    const bool product = !path.startsWith("tests/"_L1);
    QStringList found;
    const QStringList lines = content.split(u'\n');
    if (!lines.value(0).contains("SPDX-FileCopyrightText"_L1)
        || !lines.value(1).contains("SPDX-License-Identifier"_L1))
        found += u"%1:1: does not begin with the two SPDX lines"_s.arg(path);
    // A test's tables of rows may be longer.
    if (product && lines.size() - 1 > kMaxLines)
        found += u"%1: %2 lines, more than %3"_s.arg(path).arg(lines.size() - 1).arg(kMaxLines);

    // A child that was killed is waited for in the destructor, as QProcess itself does.
    const bool mayWait = path == "app/natsserverprocess.cpp"_L1;
    const bool crossesThreads = fits(
        path,
        u"core/(nats/session|base/(mailbox|sparebuffers)|accountserver/|capture/(loader|recorder))[a-z]*\\.(h|cpp)"_s);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto add = [&found, &path, i](const QString &what) {
            found += u"%1:%2: %3"_s.arg(path).arg(i + 1).arg(what);
        };
        const QString code = lines[i].section("//"_L1, 0, 0);
        if (const auto match = include.match(code); match.hasMatch()) {
            const QString problem
                = includeProblem(*layer, path, match.captured(2), match.captured(1) == u'"');
            if (!problem.isEmpty())
                add(problem);
            continue;
        }
        if (!product)
            continue;
        if (!crossesThreads && threads.match(code).hasMatch())
            add(u"threads are the business of core/nats/session, base/mailbox, base/sparebuffers, accountserver and capture/(loader|recorder)"_s);
        if (!mayWait && blocking.match(code).hasMatch())
            add(u"waits in a nested loop"_s);
    }
    return found;
}

} // namespace layers
