// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/optionspage.h"

#include "core/nats/subject.h"
#include "ui/common/format.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"
#include "ui/request/ruletext.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr base::Span kLongestLate = 1h;

std::optional<base::Span> lateIn(const QString &text)
{
    const auto span = parseOptionalSpan(text);
    return span && *span <= kLongestLate ? span : std::nullopt;
}

// A cap of nothing would end each run before it began.
template<typename T>
std::optional<T> positive(std::optional<T> value)
{
    return value && *value > 0 ? value : std::nullopt;
}

} // namespace

OptionsPage::OptionsPage(QWidget *parent)
    : QWidget(parent)
{
    auto *content = new QWidget;
    setLook(content, Look::Panel);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 7, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(7);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);

    auto *inboxLabel = new QLabel(tr("Inbox"), content);
    setLook(inboxLabel, Look::Secondary);
    m_inbox
        = new Segments(u"optionInbox"_s, {tr("New for each request"), tr("One for all")}, content);
    m_inbox->setAccessibleName(tr("Inbox style"));
    m_inbox->setToolTip(tr("New: an inbox and a subscription of its own for each request.\n"
                           "One for all: a single wildcard subscription, a child subject for each "
                           "request."));
    grid->addWidget(inboxLabel, 0, 0);
    grid->addWidget(m_inbox, 0, 1);
    m_reply = addField(grid, 0, 2, u"optionReply"_s, tr("Reply subject"),
                       tr("Where replies go, instead of an inbox made for the request"));
    m_reply->setPlaceholderText(tr("made for the request"));
    setLook(m_reply, Look::Mono);
    m_late = addField(grid, 1, 0, u"optionLate"_s, tr("Late window"),
                      tr("How long replies are still listened for after the end"));
    m_replyCap = addField(grid, 1, 2, u"optionReplyCap"_s, tr("Reply cap"),
                          tr("Fanin's own limit: more replies end the run"));
    m_byteCap = addField(grid, 2, 2, u"optionByteCap"_s, tr("Byte cap"),
                         tr("Fanin's own limit: more bytes of replies end the run"));
    m_strict = addBox(grid, 2, 0, u"optionStrict"_s, tr("&Unsubscribe up front"),
                      tr("Strict: UNSUB with the number of replies goes out with the request, so "
                         "the server itself stops after them"));
    m_keepWaiting = addBox(grid, 3, 0, u"optionKeepWaiting"_s, tr("&Keep waiting over a reconnect"),
                           tr("Replies sent while the connection is down are lost"));
    m_error = new QLabel(content);
    m_error->setObjectName(u"optionError"_s);
    setLook(m_error, Look::Error);
    grid->addWidget(m_error, 3, 2, 1, 2);
    grid->setRowStretch(4, 1);

    auto *area = new QScrollArea(this);
    area->setObjectName(u"optionsArea"_s);
    area->setWidgetResizable(true);
    area->setWidget(content);
    area->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    connect(m_inbox, &Segments::chosen, this, &OptionsPage::changed);
    setSpec({});
}

QLineEdit *OptionsPage::addField(QGridLayout *grid, int row, int column, const QString &name,
                                 const QString &label, const QString &tip)
{
    auto *title = new QLabel(label, grid->parentWidget());
    setLook(title, Look::Secondary);
    auto *field = new QLineEdit(grid->parentWidget());
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setToolTip(tip);
    grid->addWidget(title, row, column);
    grid->addWidget(field, row, column + 1);
    connect(field, &QLineEdit::textChanged, this, &OptionsPage::validate);
    return field;
}

QCheckBox *OptionsPage::addBox(QGridLayout *grid, int row, int column, const QString &name,
                               const QString &label, const QString &tip)
{
    auto *box = new QCheckBox(label, grid->parentWidget());
    box->setObjectName(name);
    box->setToolTip(tip);
    grid->addWidget(box, row, column, 1, 2);
    connect(box, &QCheckBox::toggled, this, &OptionsPage::changed);
    return box;
}

nats::RequestSpec OptionsPage::applied(nats::RequestSpec spec) const
{
    spec.inboxStyle = m_inbox->current() == 1 ? nats::InboxStyle::Mux : nats::InboxStyle::New;
    spec.customReply = m_reply->text().toUtf8();
    spec.rules.lateWindow = lateIn(m_late->text()).value_or(spec.rules.lateWindow);
    spec.rules.replyCap = positive(parseCount(m_replyCap->text())).value_or(spec.rules.replyCap);
    spec.rules.byteCap = positive(parseSize(m_byteCap->text())).value_or(spec.rules.byteCap);
    spec.unsubscribeUpFront = m_strict->isChecked() && m_strict->isEnabled();
    spec.keepWaiting = m_keepWaiting->isChecked() && m_keepWaiting->isEnabled();
    return spec;
}

int OptionsPage::changedCount() const
{
    const nats::RequestSpec defaults;
    const nats::RequestSpec now = applied(defaults);
    return int(now.inboxStyle != defaults.inboxStyle) + int(now.customReply != defaults.customReply)
        + int(now.rules.lateWindow != defaults.rules.lateWindow)
        + int(now.rules.replyCap != defaults.rules.replyCap)
        + int(now.rules.byteCap != defaults.rules.byteCap) + int(now.unsubscribeUpFront)
        + int(now.keepWaiting);
}

QString OptionsPage::problem() const
{
    return m_error->text();
}

void OptionsPage::setSpec(const nats::RequestSpec &spec)
{
    m_inbox->setCurrent(spec.inboxStyle == nats::InboxStyle::Mux ? 1 : 0);
    m_reply->setText(QString::fromUtf8(spec.customReply));
    m_late->setText(spec.rules.lateWindow.count() == 0 ? tr("off")
                                                       : exactSpan(spec.rules.lateWindow));
    m_replyCap->setText(formatCount(spec.rules.replyCap));
    const qint64 mebi = 1024 * 1024;
    m_byteCap->setText(spec.rules.byteCap % mebi == 0
                           ? QString::number(spec.rules.byteCap / mebi) + u" MiB"_s
                           : QString::number(spec.rules.byteCap));
    m_strict->setChecked(spec.unsubscribeUpFront);
    m_keepWaiting->setChecked(spec.keepWaiting);
    validate();
}

void OptionsPage::setVerb(nats::Verb verb)
{
    const bool waits = verb != nats::Verb::Publish;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_inbox), static_cast<QWidget *>(m_late),
          static_cast<QWidget *>(m_replyCap), static_cast<QWidget *>(m_byteCap),
          static_cast<QWidget *>(m_strict), static_cast<QWidget *>(m_keepWaiting)})
        widget->setEnabled(waits);
    emit changed();
}

void OptionsPage::validate()
{
    QString problem;
    m_bad = nullptr;
    auto judge = [&problem, this](QLineEdit *field, bool good, Look look, const QString &text) {
        setLook(field, good ? look : Look::Invalid);
        if (!good && !m_bad) {
            m_bad = field;
            problem = text;
        }
    };
    const QByteArray reply = m_reply->text().toUtf8();
    const auto replyError = reply.isEmpty() ? std::nullopt : nats::subject::checkLiteral(reply);
    judge(m_reply, !replyError, Look::Mono, replyError ? replyError->text : QString());
    judge(m_late, lateIn(m_late->text()).has_value(), Look::Plain,
          tr("Late window: a time up to 1 h like 2 s, or off."));
    judge(m_replyCap, positive(parseCount(m_replyCap->text())).has_value(), Look::Plain,
          tr("Reply cap: a whole number above 0."));
    judge(m_byteCap, positive(parseSize(m_byteCap->text())).has_value(), Look::Plain,
          tr("Byte cap: a size like 256 MiB."));
    m_error->setText(problem);
    emit changed();
}

void OptionsPage::showProblem()
{
    if (m_bad)
        m_bad->setFocus();
}

} // namespace ui
