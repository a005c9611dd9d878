// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The Traffic tab and what can be done with one of its rows.
#include "ui/traffictab.h"

#include "core/capture/natscommand.h"
#include "core/nats/session.h"
#include "ui/answerdialog.h"
#include "ui/traffic/repeatedrequest.h"
#include "ui/traffic/tabactions.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffictabdetail.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::ConversationState;
using capture::Entry;
using capture::Number;
using capture::RowKind;
using capture::Trait;

namespace ui {

void TrafficTab::showCurrent()
{
    const std::optional<quint64> current = m_table->current();
    if (!current) {
        if (!m_detail->isOfThePast())
            m_detail->showNothing();
    } else if (m_table->kind() == RowKind::Messages)
        m_detail->showMessage(*current);
    else
        m_detail->showConversation(*current);
    makeRoom();
    updateRowActions();
}

// The detail has room while there is a row for it. It does not push that from under the mouse.
void TrafficTab::makeRoom()
{
    const bool wanted = m_table->current().has_value() || m_detail->isOfThePast();
    const bool pressed = QGuiApplication::mouseButtons().testFlag(Qt::LeftButton);
    if (wanted && m_detail->isHidden() && pressed)
        QTimer::singleShot(kWhilePressed, this, &TrafficTab::makeRoom);
    else
        m_detail->setVisible(wanted);
}

// A conversation is pinned by its first message.
Number TrafficTab::pinnable() const
{
    const std::optional<quint64> current = m_table->current();
    if (!current)
        return capture::kNone;
    const capture::Capture &capture = m_feed->capture();
    if (m_table->kind() == RowKind::Messages)
        return capture.log().has(*current) ? *current : capture::kNone;
    if (!capture.conversations().has(*current))
        return capture::kNone;
    const capture::Conversation conversation = capture.conversations().at(*current);
    if (conversation.request == capture::kNone || conversation.firstReply == capture::kNone)
        return std::max(conversation.request, conversation.firstReply);
    return std::min(conversation.request, conversation.firstReply);
}

std::optional<Entry> TrafficTab::currentMessage() const
{
    const Number number = m_detail->message();
    if (number == capture::kNone || !m_feed->capture().log().has(number))
        return std::nullopt;
    return m_feed->capture().log().at(number);
}

// Why the message cannot be answered by hand; empty if it can.
QString TrafficTab::answerProblem(const std::optional<Entry> &message) const
{
    if (!message || message->reply.isEmpty())
        return tr("It asks for no reply");
    if (message->traits.testFlag(Trait::Delivery))
        return tr("An answer to a delivery of JetStream would acknowledge it");
    if (!m_session)
        return tr("There is no connection to answer over");
    if (m_session->options().readOnly)
        return tr("Nothing can be published over this connection: it is read-only");
    return {};
}

void TrafficTab::updateRowActions()
{
    const std::optional<Entry> message = currentMessage();
    m_actions->sendAgain->setEnabled(message.has_value());
    m_actions->copyCommand->setEnabled(message.has_value());
    const QString problem = answerProblem(message);
    m_actions->answer->setEnabled(problem.isEmpty());
    m_actions->answer->setToolTip(
        problem.isEmpty() ? tr("Answer this request by hand (Ctrl+Shift+R)") : problem);
    const Number number = pinnable();
    m_actions->pin->setEnabled(number != capture::kNone);
    m_actions->pin->setChecked(m_pins.contains(number));
}

void TrafficTab::extendMenu(QMenu *menu)
{
    menu->addSeparator();
    menu->addAction(m_actions->sendAgain);
    menu->addAction(m_actions->answer);
    menu->addAction(m_actions->copyCommand);
    menu->addAction(m_actions->pin);
}

void TrafficTab::togglePin(bool pinned)
{
    const Number number = pinnable();
    if (number == capture::kNone)
        return;
    if (pinned)
        m_pins.insert(number);
    else
        m_pins.remove(number);
    m_table->factsChanged();
}

void TrafficTab::sendAgain()
{
    const std::optional<Entry> message = currentMessage();
    if (!message)
        return;
    const capture::Correlator &conversations = m_feed->capture().conversations();
    const capture::ConversationId id = conversations.conversationOf(message->number);
    emit sendAgainRequested(
        repeated(*message, conversations.has(id) ? conversations.at(id).replies : 0));
}

void TrafficTab::answer()
{
    const std::optional<Entry> message = currentMessage();
    if (!answerProblem(message).isEmpty())
        return;
    auto *dialog = new AnswerDialog(*m_session, *message, this);
    dialog->open();
}

void TrafficTab::copyCommand()
{
    if (const std::optional<Entry> message = currentMessage())
        QGuiApplication::clipboard()->setText(capture::natsCommand(*message, false));
}

} // namespace ui
