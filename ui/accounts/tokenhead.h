// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/richtext.h"
#include "ui/common/severitymark.h"

#include <QtCore/QByteArray>
#include <QtWidgets/QWidget>

class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;

// Which token is looked at and whether it is accepted: name, key, verdict.
class TokenHead final : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        QString title;
        QByteArray key; ///< copied whole
        SeverityMark mark = SeverityMark::Ok;
        RichLine verdict; ///< "Accepted, with 2 warnings"
        QString servers;  ///< "by nats-server 2.2 to 2.14"
        RichLine facts;   ///< kind, version, where it was found
    };

    explicit TokenHead(QWidget *parent = nullptr);

    void setContent(const Content &content);

signals:
    void linkActivated(const QString &link); ///< of the facts or the verdict

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUi();
    void render();
    void copyKey();

    Content m_content;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_key = nullptr;
    QToolButton *m_copy = nullptr;
    QLabel *m_mark = nullptr;
    QLabel *m_verdict = nullptr;
    QLabel *m_servers = nullptr;
    QLabel *m_facts = nullptr;
};

} // namespace ui
