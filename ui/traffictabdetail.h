// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <memory>
#include <optional>

class QHBoxLayout;
class QStackedWidget;

namespace ui {

class ElidedLabel;
class FaninView;
class MessageDetail;
class ObservedRun;
class Segments;
class TabActions;

// The lower half of a Traffic tab: one message in full, or one conversation as the Request tab
// shows its own. Keeps showing what the feed has dropped meanwhile.
class TrafficTabDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficTabDetail(const TabActions &actions, QWidget *parent = nullptr);
    ~TrafficTabDetail() override;

    void setFeed(capture::Feed *feed, base::Span window); ///< and shows nothing of the one before
    // How far times may be off at a time.
    void setUncertainty(std::function<std::optional<base::Span>(base::Instant)> uncertainty);
    void setNames(std::function<QString(quint32)> names);

    void showMessage(capture::Number number);
    void showConversation(capture::ConversationId id);
    void showNothing();
    void refresh(); ///< names and figures

    // What is in sight: its request, or the message; kNone if there is none that is kept.
    [[nodiscard]] capture::Number message() const { return m_message; }
    [[nodiscard]] bool isOfThePast() const; ///< the feed has dropped what it shows

private:
    enum Page { Nothing, Message, Fanin };

    QWidget *buildHead(const TabActions &actions);
    void showRun();
    void showPart();
    void showEntry(capture::Number number);

    capture::Feed *m_feed = nullptr;
    base::Span m_window{0};
    std::function<std::optional<base::Span>(base::Instant)> m_uncertainty;
    std::function<QString(quint32)> m_names;
    std::unique_ptr<ObservedRun> m_run;
    capture::Number m_message = capture::kNone;
    capture::ConversationId m_conversation = 0;
    QWidget *m_head = nullptr;
    ElidedLabel *m_subject = nullptr;
    ElidedLabel *m_facts = nullptr;
    Segments *m_parts = nullptr;
    QStackedWidget *m_stack = nullptr;
    MessageDetail *m_detail = nullptr;
    FaninView *m_view = nullptr;
};

} // namespace ui
