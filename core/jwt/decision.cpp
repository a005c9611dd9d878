// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/permissions.h"
#include "core/jwt/subjects.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Permissions)
};

QString originText(RuleOrigin origin)
{
    switch (origin) {
    case RuleOrigin::User:
        return Text::tr("user");
    case RuleOrigin::ScopeTemplate:
        return Text::tr("scope of the signing key");
    case RuleOrigin::AccountDefault:
        return Text::tr("account default");
    case RuleOrigin::AllowResponses:
    case RuleOrigin::Nothing:
        break;
    }
    return {};
}

// "pub.allow orders.> (user)"
QString lineText(const PermissionLine &line)
{
    const QString list = line.direction == Direction::Publish
        ? (line.allow ? QStringLiteral("pub.allow") : QStringLiteral("pub.deny"))
        : (line.allow ? QStringLiteral("sub.allow") : QStringLiteral("sub.deny"));
    QString text = list + QLatin1Char(' ') + subjectText(line.subject);
    if (!line.queue.isEmpty())
        text += QLatin1Char(' ') + subjectText(line.queue);
    return Text::tr("%1 (%2)").arg(text, originText(line.origin));
}

QString replyLimit(const ResponsePermission &responses)
{
    const double seconds = double(responses.ttl) / 1e9;
    if (responses.max < 0)
        return Text::tr("any number of times within %1 s").arg(seconds);
    if (responses.max == 1)
        return Text::tr("once within %1 s").arg(seconds);
    return Text::tr("up to %1 times within %2 s").arg(responses.max).arg(seconds);
}

// One question. Follows pubAllowedFullCheck and canSubscribe of nats-server's client.go.
class Question final
{
public:
    Question(const EffectivePermissions &permissions, Direction direction, QByteArrayView subject,
             QByteArrayView queue)
        : m_permissions(permissions)
        , m_direction(direction)
        , m_subject(subject)
        , m_queue(queue)
    {}

    [[nodiscard]] Decision answer();

private:
    // What a line says to the question, before the lines are weighed against each other.
    enum class Says { Nothing, Plain, Queue, OtherQueue };

    [[nodiscard]] const PermissionLine &line(int index) const
    {
        return m_permissions.lines[size_t(index)];
    }
    [[nodiscard]] Says says(const PermissionLine &line) const;
    [[nodiscard]] int first(bool allow, Says says) const;
    [[nodiscard]] bool isRestricted() const;
    [[nodiscard]] int allowing() const;
    [[nodiscard]] int denying() const;
    [[nodiscard]] QString otherText(int index) const;
    void explainAllowed();
    void explainDenied(int allowedBy);

    const EffectivePermissions &m_permissions;
    Direction m_direction;
    QByteArrayView m_subject;
    QByteArrayView m_queue;
    Decision m_decision;
};

Question::Says Question::says(const PermissionLine &line) const
{
    if (line.direction != m_direction || !line.effective
        || line.origin == RuleOrigin::AllowResponses || !covers(line.subject, m_subject))
        return Says::Nothing;
    if (line.queue.isEmpty())
        return Says::Plain;
    if (m_queue.isEmpty())
        return Says::OtherQueue;
    return queueCovers(line.queue, m_queue) ? Says::Queue : Says::OtherQueue;
}

int Question::first(bool allow, Says wanted) const
{
    for (int i = 0; i < int(m_permissions.lines.size()); ++i) {
        if (line(i).allow == allow && says(line(i)) == wanted)
            return i;
    }
    return -1;
}

bool Question::isRestricted() const
{
    return std::none_of(m_permissions.lines.begin(), m_permissions.lines.end(),
                        [this](const PermissionLine &l) {
                            return l.direction == m_direction && l.origin == RuleOrigin::Nothing;
                        });
}

// With a queue, lines with queues for the subject count alone, if there are any.
int Question::allowing() const
{
    if (m_queue.isEmpty() || !isRestricted())
        return first(true, Says::Plain);
    if (const int index = first(true, Says::Queue); index >= 0)
        return index;
    return first(true, Says::OtherQueue) >= 0 ? -1 : first(true, Says::Plain);
}

int Question::denying() const
{
    const int plain = first(false, Says::Plain);
    return plain >= 0 ? plain : first(false, Says::Queue);
}

QString Question::otherText(int index) const
{
    const PermissionLine &other = line(index);
    if (!other.effective)
        return other.note;
    if (other.origin == RuleOrigin::AllowResponses) {
        return Text::tr("covers replies to received messages only, %1")
            .arg(replyLimit(*m_permissions.responses));
    }
    const PermissionLine *by = m_decision.decidedBy >= 0 ? &line(m_decision.decidedBy) : nullptr;
    switch (says(other)) {
    case Says::Nothing:
        return Text::tr("does not match");
    case Says::OtherQueue:
        return m_queue.isEmpty()
            ? Text::tr("is for subscriptions with the queue %1 only").arg(subjectText(other.queue))
            : Text::tr("is for the queue %1").arg(subjectText(other.queue));
    case Says::Plain:
    case Says::Queue:
        break;
    }
    if (by && !by->allow && other.allow)
        return Text::tr("matches, but what is denied wins");
    if (other.allow && !m_decision.allowed)
        return Text::tr("matches, but lines with queues decide for this subject");
    return Text::tr("matches too");
}

void Question::explainAllowed()
{
    const PermissionLine &by = line(m_decision.decidedBy);
    m_decision.text = by.origin == RuleOrigin::Nothing
        ? Text::tr("Allowed: no list restricts what may be %1.")
              .arg(m_direction == Direction::Publish ? Text::tr("published")
                                                     : Text::tr("subscribed to"))
        : Text::tr("Allowed by %1.").arg(lineText(by));
    if (m_direction == Direction::Publish)
        return;
    if (by.origin != RuleOrigin::Nothing && !isSubset(m_subject, by.subject)) {
        m_decision.text += QLatin1Char(' ')
            + Text::tr("It reaches further than that line: nats-server compares wildcards of a "
                       "subscription as if they were tokens.");
    }
    for (int i = 0; i < int(m_permissions.lines.size()); ++i) {
        const PermissionLine &denied = line(i);
        if (denied.direction != m_direction || denied.allow || !denied.effective
            || !denied.queue.isEmpty() || !collide(denied.subject, m_subject))
            continue;
        m_decision.text += QLatin1Char(' ')
            + Text::tr("Messages on %1 are not delivered (%2).")
                  .arg(subjectText(denied.subject), lineText(denied));
        if (!isSubset(denied.subject, m_subject)) {
            m_decision.text += QLatin1Char(' ')
                + Text::tr("nats-server up to 2.14.0 delivers them nevertheless.");
        }
    }
}

void Question::explainDenied(int allowedBy)
{
    if (m_decision.decidedBy >= 0) {
        m_decision.text = Text::tr("Denied by %1.").arg(lineText(line(m_decision.decidedBy)));
        const bool otherQueue = !m_queue.isEmpty() && first(false, Says::OtherQueue) >= 0;
        if (allowedBy >= 0 && otherQueue && first(false, Says::Queue) < 0) {
            m_decision.text += QLatin1Char(' ')
                + Text::tr("nats-server up to 2.14.0 allows it, for a denied line names another "
                           "queue for this subject.");
        }
    } else if (first(true, Says::OtherQueue) >= 0) {
        m_decision.text = m_queue.isEmpty()
            ? Text::tr("Denied: the subject is allowed with a queue only.")
            : Text::tr("Denied: the subject is allowed with other queues only.");
    } else {
        m_decision.text = Text::tr("Denied: no allowed subject matches.");
    }
    if (m_direction == Direction::Publish && m_permissions.responses) {
        m_decision.text += QLatin1Char(' ')
            + Text::tr("As the reply to a received message it may be published, %1.")
                  .arg(replyLimit(*m_permissions.responses));
    }
}

Decision Question::answer()
{
    const int allowedBy = allowing();
    const int deniedBy = denying();
    m_decision.allowed = allowedBy >= 0 && deniedBy < 0 && !m_permissions.invalid;
    m_decision.decidedBy = deniedBy >= 0 ? deniedBy : allowedBy;
    if (m_permissions.invalid) {
        m_decision.decidedBy = -1;
        m_decision.text
            = Text::tr("Denied: the server refuses this user, for its permissions are invalid.");
    } else if (m_decision.allowed) {
        explainAllowed();
    } else {
        explainDenied(allowedBy);
    }
    for (int i = 0; i < int(m_permissions.lines.size()); ++i) {
        if (i != m_decision.decidedBy && line(i).direction == m_direction)
            m_decision.others.push_back({i, otherText(i)});
    }
    return m_decision;
}

} // namespace

base::Result<Decision> decide(const EffectivePermissions &permissions, Direction direction,
                              QByteArrayView subject, QByteArrayView queue)
{
    const auto problem = direction == Direction::Publish ? nats::subject::checkLiteral(subject)
                                                         : nats::subject::checkPattern(subject);
    if (problem)
        return *problem;
    if (!queue.isEmpty()) {
        if (direction == Direction::Publish) {
            return base::Error{base::ErrorKind::InvalidInput,
                               Text::tr("A queue belongs to a subscription, not to publishing."),
                               -1};
        }
        // The server takes any word; white space would end it.
        if (!isValidSubject(queue)) {
            return base::Error{base::ErrorKind::InvalidInput,
                               Text::tr("“%1” is not the name of a queue.").arg(subjectText(queue)),
                               -1};
        }
    }
    return Question(permissions, direction, subject, queue).answer();
}

} // namespace jwt
