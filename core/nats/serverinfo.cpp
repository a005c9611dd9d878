// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/serverinfo.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ServerInfo)
};

// Reads numbers out of an INFO; the first that does not fit is kept as the error.
class Numbers final
{
public:
    explicit Numbers(const QJsonObject &info)
        : m_info(info)
    {}

    template<typename T>
    T read(QLatin1StringView key, T fallback)
    {
        const QJsonValue value = m_info.value(key);
        if (value.isUndefined() || value.isNull())
            return fallback;
        // Whole numbers come as such or in their double form, for example 1.048576e+06.
        const auto least = double(std::numeric_limits<T>::min());
        const auto most = double(std::numeric_limits<T>::max());
        const double number = value.toDouble(std::nan(""));
        if (number >= least && number < most && std::trunc(number) == number) {
            // Past qint64 a JSON number is a double and nothing else.
            constexpr double kPastInteger = 0x1p63;
            return number < kPastInteger ? T(value.toInteger(qint64(number))) : T(number);
        }
        if (!m_error) {
            m_error
                = base::Error{base::ErrorKind::Protocol,
                              Text::tr("INFO: “%1” is not a whole number in its range").arg(key)};
        }
        return fallback;
    }

    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

private:
    const QJsonObject &m_info;
    std::optional<base::Error> m_error;
};

void readConnectUrls(const QJsonArray &urls, ServerInfo &info)
{
    for (const QJsonValue url : urls) {
        const QString text = url.toString();
        if (text.isEmpty() || info.connectUrls.size() >= ServerInfo::kMaxConnectUrls)
            ++info.connectUrlsDropped;
        else
            info.connectUrls << text;
    }
}

bool greetsLikeOtherPort(const QJsonObject &info)
{
    for (const QLatin1StringView key :
         {"gateway"_L1, "lnoc"_L1, "route_pool_size"_L1, "import"_L1, "export"_L1}) {
        if (info.contains(key))
            return true;
    }
    return false;
}

} // namespace

base::Result<ServerInfo> parseServerInfo(QByteArrayView json)
{
    const QByteArray bytes = json.trimmed().toByteArray();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return base::Error{
            base::ErrorKind::Protocol,
            Text::tr("INFO: not JSON: %1 (byte %2)").arg(problem.errorString()).arg(problem.offset),
            problem.offset};
    }
    if (!document.isObject()) {
        return base::Error{base::ErrorKind::Protocol,
                           Text::tr("INFO: a JSON object is expected (byte 0)"), 0};
    }
    const QJsonObject object = document.object();
    Numbers numbers(object);
    ServerInfo info;
    info.serverId = object.value("server_id"_L1).toString();
    info.serverName = object.value("server_name"_L1).toString();
    info.version = object.value("version"_L1).toString();
    info.cluster = object.value("cluster"_L1).toString();
    info.account = object.value("remote_account"_L1).toString();
    info.maxPayload = numbers.read<qint64>("max_payload"_L1, info.maxPayload);
    info.clientId = numbers.read<quint64>("client_id"_L1, 0);
    info.proto = numbers.read<int>("proto"_L1, 0);
    info.headers = object.value("headers"_L1).toBool();
    info.authRequired = object.value("auth_required"_L1).toBool();
    info.tlsRequired = object.value("tls_required"_L1).toBool();
    info.tlsAvailable = object.value("tls_available"_L1).toBool();
    info.tlsVerify = object.value("tls_verify"_L1).toBool();
    info.lameDuck = object.value("ldm"_L1).toBool();
    info.jetStream = object.value("jetstream"_L1).toBool();
    info.nonce = object.value("nonce"_L1).toString().toUtf8();
    readConnectUrls(object.value("connect_urls"_L1).toArray(), info);
    info.otherPort = greetsLikeOtherPort(object);
    info.raw = bytes;
    if (numbers.error())
        return *numbers.error();
    return info;
}

} // namespace nats
