// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/requesternames.h"

#include "core/capture/feed.h"
#include "core/nats/connz.h"
#include "core/nats/session.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <memory>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RequesterNames)
};

QString nameOf(const QJsonObject &connection)
{
    const QString name = connection.value("name"_L1).toString();
    if (!name.isEmpty())
        return nats::subject::toText(name.toUtf8()).left(requesterinquiry::kMaxName);
    const QString ip = connection.value("ip"_L1).toString();
    const auto port = connection.value("port"_L1).toInteger();
    const QString language = connection.value("lang"_L1).toString();
    const QString client = language.isEmpty() ? Text::tr("client") : language;
    return nats::subject::toText(
               QString(client + u' ' + ip + u':' + QString::number(port)).toUtf8())
        .left(requesterinquiry::kMaxName);
}

} // namespace

nats::RequestSpec requesterinquiry::question(const QByteArray &prefix)
{
    // NATS: a subject is matched as if a message were published to it.
    return nats::connz::question({{u"filter_subject"_s, QString::fromUtf8(prefix + ".x")},
                                  {u"subscriptions_detail"_s, true}});
}

std::optional<QString> requesterinquiry::nameFrom(QByteArrayView reply, const QByteArray &prefix)
{
    const QString own = QString::fromUtf8(prefix + '.');
    const QJsonArray connections = nats::connz::connections(nats::connz::answer(reply));
    for (const QJsonValue value : connections) {
        const QJsonObject connection = value.toObject();
        const QJsonArray subscriptions = connection.value("subscriptions_list_detail"_L1).toArray();
        for (const QJsonValue subscription : subscriptions) {
            if (subscription.toObject().value("subject"_L1).toString().startsWith(own))
                return nameOf(connection);
        }
    }
    return {};
}

RequesterNames::RequesterNames(nats::Session *session, Feed &feed, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_feed(feed)
{
    connect(&feed, &Feed::changed, this,
            [this](const Changes &changes) { onChanged(changes.cleared); });
    askNext();
}

QString RequesterNames::name(quint32 requester) const
{
    if (requester == 0)
        return {};
    const auto known = m_names.constFind(requester);
    return known != m_names.cend() ? *known : Text::tr("requester %1").arg(requester);
}

bool RequesterNames::isKnown(quint32 requester) const
{
    return m_names.contains(requester);
}

void RequesterNames::onChanged(bool cleared)
{
    if (cleared) {
        ++m_life;
        m_next = 1;
        m_silent = 0;
        m_names.clear();
        emit namesChanged();
    }
    askNext();
}

void RequesterNames::askNext()
{
    if (!m_session || m_refused || m_session->options().readOnly)
        return;
    const Correlator &conversations = m_feed.capture().conversations();
    const auto last = quint32(std::min<qsizetype>(conversations.requesterCount(), kMaxAsked));
    while (m_next <= last && m_asking < kAtOnce && m_silent < kMaxSilent
           && m_session->status().state == nats::ConnectionState::Connected) {
        const quint32 requester = m_next++;
        const QByteArray prefix = conversations.requesterPrefix(requester);
        // Of a service import: its requester is in another account.
        if (!prefix.isEmpty() && !prefix.startsWith("_R_."))
            ask(requester, prefix);
    }
}

void RequesterNames::ask(quint32 requester, const QByteArray &prefix)
{
    nats::RequestSpec spec = requesterinquiry::question(prefix);
    spec.customReply = nats::connz::inbox(m_session->options());
    nats::Gather *const gather = m_session->request(std::move(spec), this);
    ++m_asking;
    const auto question
        = std::make_shared<Question>(Question{gather, requester, prefix, m_life, false});
    connect(gather, &nats::Gather::repliesAdded, this,
            [this, question](const auto &replies) { onReplies(*question, replies); });
    connect(gather, &nats::Gather::finished, this,
            [this, question](const auto &outcome) { onEnded(*question, outcome); });
    connect(gather, &nats::Gather::settled, gather, &QObject::deleteLater);
}

void RequesterNames::onReplies(Question &question, const std::vector<nats::Reply> &replies)
{
    for (const nats::Reply &reply : replies) {
        question.heard = question.heard || reply.kind == nats::ReplyKind::Counted;
        const auto name = requesterinquiry::nameFrom(reply.message.payload(), question.prefix);
        if (!name || question.life != m_life || isKnown(question.requester))
            continue;
        m_names.insert(question.requester, *name);
        question.gather->cancel();
        emit namesChanged();
        return;
    }
}

void RequesterNames::onEnded(const Question &question, const nats::Outcome &outcome)
{
    using nats::EndReason;
    --m_asking;
    m_refused = m_refused || outcome.reason == EndReason::PublishDenied
        || outcome.reason == EndReason::InboxDenied || outcome.reason == EndReason::NoResponders;
    m_silent = question.heard ? 0 : m_silent + 1;
    askNext();
}

} // namespace capture
