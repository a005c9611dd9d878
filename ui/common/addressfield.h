// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/severitymark.h"

#include <QtWidgets/QLineEdit>

class QStringListModel;

namespace ui {

// Where tokens are: an address with the ones used before, and at its right what came of it.
class AddressField final : public QLineEdit
{
    Q_OBJECT

public:
    AddressField(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);

    void setHistory(const QStringList &addresses);
    // An error is shown as one; a long text gives way to the address.
    void setStatus(const QString &text, SeverityMark mark);
    [[nodiscard]] const QString &status() const { return m_status; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();

    QStringListModel *m_history;
    QString m_status;
    SeverityMark m_mark = SeverityMark::Pending;
};

} // namespace ui
