// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/refusal.h"
#include "ui/common/severitymark.h"

#include <QtCore/QAbstractListModel>

#include <vector>

namespace ui {

// The Findings page as a list: the checks of a login that failed, if one did, and the findings by
// severity, each group under its heading.
class NoteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr qsizetype kMost = 1000; ///< findings shown; the rest is counted

    enum Role {
        HeadingRole = Qt::UserRole, ///< bool
        MarkRole,                   ///< int of SeverityMark
        QuietRole,                  ///< bool: not reached, a note
        DetailRole,                 ///< QString: a second sentence; may be empty
        LogRole,                    ///< QString: a line of the server's log; may be empty
        ServersRole,                ///< QString
        CodeRole,                   ///< QString
        PathRole,                   ///< QByteArray
        StateRole,                  ///< QString: "passed", "failed", "cannot know"
    };

    explicit NoteModel(QObject *parent = nullptr);

    void setNotes(const jwt::Findings &findings, const std::vector<jwt::LoginCheck> &checks);
    [[nodiscard]] jwt::TokenPtr tokenAt(const QModelIndex &index) const; ///< of a check

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        bool heading = false;
        SeverityMark mark = SeverityMark::Note;
        bool quiet = false;
        QString text, detail, log, servers, state;
        QByteArray code, path;
        jwt::TokenPtr token;
    };
    void addHeading(const QString &text);
    void addCheck(const jwt::LoginCheck &check);
    void addFindings(const jwt::Findings &findings);
    [[nodiscard]] static QString spoken(const Row &row);

    std::vector<Row> m_rows;
};

} // namespace ui
