// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffictabdetail.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"
#include "ui/fanin/faninview.h"
#include "ui/fanin/liverun.h"
#include "ui/observedrun.h"
#include "ui/traffic/messagedetail.h"
#include "ui/traffic/tabactions.h"
#include "ui/traffic/tabtext.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// A button that is the action: text (or a shorter one), whether it can be done, and what it says.
QPushButton *linkButton(QAction *action, QWidget *parent, const QString &brief = {})
{
    auto *button = new QPushButton(parent);
    button->setObjectName(action->objectName() + u"Link"_s);
    setLook(button, Look::Link);
    const auto follow = [button, action, brief] {
        button->setText(brief.isEmpty() ? action->text() : brief);
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(action->toolTip());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

TrafficTabDetail::TrafficTabDetail(const TabActions &actions, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"trafficDetail"_s);
    setLook(this, Look::Panel);
    setAttribute(Qt::WA_StyledBackground);
    auto *nothing = new QLabel(tr("No message was kept here"), this);
    nothing->setObjectName(u"trafficDetailNone"_s);
    nothing->setAlignment(Qt::AlignCenter);
    setLook(nothing, Look::Secondary);
    m_detail = new MessageDetail(this);
    m_view = new FaninView(this);
    m_stack = new QStackedWidget(this);
    m_stack->insertWidget(Nothing, nothing);
    m_stack->insertWidget(Message, m_detail);
    m_stack->insertWidget(Fanin, m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead(actions));
    layout->addWidget(m_stack, 1);
    connect(m_parts, &Segments::chosen, this, &TrafficTabDetail::showPart);
    showNothing();
}

TrafficTabDetail::~TrafficTabDetail()
{
    m_view->setRun(nullptr); // goes after the run that it shows
}

QWidget *TrafficTabDetail::buildHead(const TabActions &actions)
{
    m_head = new QWidget(this);
    m_subject = new ElidedLabel(Qt::ElideMiddle, m_head);
    m_subject->setObjectName(u"trafficDetailSubject"_s);
    m_subject->setTextFormat(Qt::PlainText);
    setLook(m_subject, Look::Strong);
    m_facts = new ElidedLabel(Qt::ElideRight, m_head);
    m_facts->setObjectName(u"trafficDetailFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    setLook(m_facts, Look::Secondary);
    m_parts = new Segments(u"trafficDetailPart"_s, {tr("Replies"), tr("Request")}, m_head);
    auto *layout = new QHBoxLayout(m_head);
    layout->setContentsMargins(18, 7, 14, 7);
    layout->setSpacing(10);
    layout->addWidget(m_subject);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_parts);
    auto *links = new QHBoxLayout;
    links->setSpacing(4);
    links->addWidget(linkButton(actions.sendAgain, m_head));
    links->addWidget(linkButton(actions.answer, m_head));
    links->addWidget(linkButton(actions.copyCommand, m_head, tr("Copy co&mmand")));
    links->addWidget(linkButton(actions.pin, m_head));
    layout->addLayout(links);
    return m_head;
}

void TrafficTabDetail::setFeed(capture::Feed *feed, base::Span window)
{
    showNothing();
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    m_window = window;
}

void TrafficTabDetail::setUncertainty(
    std::function<std::optional<base::Span>(base::Instant)> uncertainty)
{
    m_uncertainty = std::move(uncertainty);
}

void TrafficTabDetail::setNames(std::function<QString(quint32)> names)
{
    m_names = std::move(names);
}

void TrafficTabDetail::showNothing()
{
    m_view->setRun(nullptr);
    m_run.reset();
    m_message = capture::kNone;
    m_conversation = 0;
    m_detail->clear();
    m_head->hide();
    m_stack->setCurrentIndex(Nothing);
}

bool TrafficTabDetail::isOfThePast() const
{
    if (m_run)
        return m_conversation < m_feed->capture().conversations().first();
    return m_message != capture::kNone && m_message < m_feed->capture().log().first();
}

void TrafficTabDetail::showMessage(capture::Number number)
{
    if (!m_feed || !m_feed->capture().log().has(number)
        || m_feed->capture().log().at(number).kind != capture::EntryKind::Message)
        return showNothing();
    m_view->setRun(nullptr);
    m_run.reset();
    m_conversation = 0;
    showEntry(number);
    m_parts->hide();
    m_stack->setCurrentIndex(Message);
    m_head->show();
}

void TrafficTabDetail::showEntry(capture::Number number)
{
    m_message = number;
    const capture::Entry entry = m_feed->capture().log().at(number);
    m_detail->setMessage(entry);
    const DetailText text = detailOf(m_feed->capture(), entry);
    m_subject->setText(text.subject);
    m_facts->setText(text.facts);
}

void TrafficTabDetail::showConversation(capture::ConversationId id)
{
    if (!m_feed || !m_feed->capture().conversations().has(id))
        return showNothing();
    const capture::Conversation conversation = m_feed->capture().conversations().at(id);
    if (conversation.state == capture::ConversationState::Gap)
        return showNothing();
    if (conversation.state == capture::ConversationState::Publish)
        return showMessage(conversation.request);
    m_conversation = id;
    m_run = std::make_unique<ObservedRun>(*m_feed, id, m_window);
    connect(m_run.get(), &ObservedRun::runReplaced, this, &TrafficTabDetail::showRun);
    showRun();
    m_head->show();
}

void TrafficTabDetail::showRun()
{
    const capture::Capture &capture = m_feed->capture();
    const capture::Conversation conversation = capture.conversations().at(m_conversation);
    const bool kept = capture.log().has(conversation.request);
    m_message = kept ? conversation.request : capture::kNone;
    if (kept)
        m_detail->setMessage(capture.log().at(conversation.request));
    else
        m_detail->clear();
    m_view->setRun(m_run->run());
    m_parts->setSegmentEnabled(1, kept, kept ? QString() : tr("It was not seen, or is gone"));
    if (!kept)
        m_parts->setCurrent(0);
    m_parts->show();
    showPart();
    refresh();
}

void TrafficTabDetail::showPart()
{
    if (m_run)
        m_stack->setCurrentIndex(m_parts->current() == 1 ? Message : Fanin);
}

void TrafficTabDetail::refresh()
{
    if (!m_run || !m_feed->capture().conversations().has(m_conversation))
        return;
    const capture::Conversation conversation = m_feed->capture().conversations().at(m_conversation);
    const QString requester
        = m_names && conversation.requester > 0 ? m_names(conversation.requester) : QString();
    const DetailText text = detailOf(m_feed->capture(), conversation, requester);
    m_subject->setText(text.subject);
    m_facts->setText(text.facts);
    if (m_uncertainty)
        m_run->setUncertainty(m_uncertainty(conversation.at));
}

} // namespace ui
