// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace ui {

// What stands in an accounts tab that knows no token: what one can do here, or why nothing came.
class AccountsEmpty final : public QWidget
{
    Q_OBJECT

public:
    // Something to click; `id` comes back by chosen().
    struct Offer
    {
        QString id;
        QString iconName;
        QString title;
        QString detail;

        bool operator==(const Offer &) const = default;
    };

    explicit AccountsEmpty(QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &text, bool error);
    void setOffers(const std::vector<Offer> &offers);

signals:
    void chosen(const QString &id);

private:
    QLabel *m_title;
    QLabel *m_text;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    std::vector<Offer> m_offers;
};

} // namespace ui
