// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QUrl>
#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace ui {

// A URL that stands in a token, and the question whether to fetch it: nothing is ever fetched
// because a token says so.
class UrlBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit UrlBanner(QWidget *parent = nullptr);

    void ask(const QByteArray &url, const QByteArray &path);

signals:
    void agreed(const QUrl &url, const QByteArray &path);

private:
    void buildUi();

    QUrl m_url;
    QByteArray m_path;
    QLabel *m_text = nullptr;
    QLabel *m_address = nullptr;
    QPushButton *m_fetch = nullptr;
};

} // namespace ui
