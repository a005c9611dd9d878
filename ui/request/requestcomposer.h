// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/request.h"

#include <QtWidgets/QWidget>

class QAction;
class QComboBox;
class QLabel;
class QStackedWidget;
class QTabBar;

namespace ui {

class HeadersEditor;
class HintButton;
class OptionsPage;
class PayloadEditor;
class RulesBar;
class SubjectField;

// Where a request is written: verb, subject, rules, payload, headers, options. Holds no run and
// sends nothing itself.
class RequestComposer final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestComposer(QWidget *parent = nullptr);

    [[nodiscard]] nats::RequestSpec spec() const;
    [[nodiscard]] fanin::Reading reading() const;
    // Why the request cannot be sent as it stands; empty if it can.
    [[nodiscard]] QString problem() const;
    // Ctrl+Enter and Esc; add them to a widget to let them work there too.
    [[nodiscard]] QAction *sendAction() const { return m_send; }
    [[nodiscard]] QAction *stopAction() const { return m_stop; }

    void setSpec(const nats::RequestSpec &spec, const fanin::Reading &reading);
    void setMaxPayload(qint64 bytes);
    void setSubjectHistory(const QStringList &subjects);
    void setSubjectNote(const QString &note); ///< a quiet word in the field: "6 responders known"
    void setRunning(bool running);
    // Why nothing can be sent at all, in a few words and in whole; empty: it can.
    void setSendingForbidden(const QString &word, const QString &reason);
    // Brings the field that problem() is about into sight.
    void showProblem();

signals:
    void sendRequested();
    void stopRequested();
    void readingChanged();
    void subjectChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildUi();
    void buildTopRow();
    void buildPages();
    void updateVerb();
    void updateTabs();

    QAction *m_send = nullptr;
    QAction *m_stop = nullptr;
    QComboBox *m_verb = nullptr;
    SubjectField *m_subject = nullptr;
    QLabel *m_forbidden = nullptr;
    HintButton *m_sendButton = nullptr;
    HintButton *m_stopButton = nullptr;
    QWidget *m_topRow = nullptr;
    RulesBar *m_rules = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_tabRow = nullptr;
    PayloadEditor *m_payload = nullptr;
    HeadersEditor *m_headers = nullptr;
    OptionsPage *m_options = nullptr;
};

} // namespace ui
