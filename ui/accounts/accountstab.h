// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokenloader.h"

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

class QMimeData;
class QProgressBar;
class QSplitter;
class QStackedWidget;

namespace jwt {
class MemorySource;
} // namespace jwt
namespace nats {
class Session;
} // namespace nats

namespace ui {

class AccountsEmpty;
class DropOverlay;
class ExpiryStrip;
class ProblemBanner;
class SourceBar;
class TokenDetail;
class TokenTree;

// The tool that inspects account JWTs: sources above, the tree of what is known left, one token
// right, when things expire below. Needs no connection; knows those it is told of.
class AccountsTab final : public QWidget
{
    Q_OBJECT

public:
    struct Connection
    {
        nats::Session *session = nullptr;
        QString name;
    };

    explicit AccountsTab(TokenLoader::Clock clock, QWidget *parent = nullptr);
    ~AccountsTab() override;

    [[nodiscard]] const TokenLoader &loader() const { return m_loader; }
    [[nodiscard]] TokenDetail *detail() const { return m_detail; }

    // A source as on the command line; fetched at once.
    void openSource(const QString &form);
    void paste(const QByteArray &text); ///< whatever it is
    // Connections that can be asked for their resolver; `current` first.
    void setConnections(const std::vector<Connection> &connections, nats::Session *current);
    // Something to begin with, offered while the tab is empty.
    void setExample(const QString &title, const QString &form);
    // The checks of a login that was refused, with the credentials the connection uses.
    void explainRefusal(const nats::Session &session);
    // By name or key; waits for it while something is being fetched.
    void selectToken(const QString &nameOrKey);
    void showPage(const QString &name);

signals:
    void settled(); ///< everything fetched is examined: its totals are true

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // What is to be selected when it comes.
    struct Wanted
    {
        QString name; ///< or key; empty: the token
        jwt::TokenPtr token;
    };
    // A refusal whose facts are still being fetched.
    struct Refusal
    {
        jwt::TokenPtr user;
        QByteArray seedKey;
        QString version;
        QString message;
    };

    void buildUi();
    void buildActions();
    void connectLoader();
    void connectTree();
    void showOffers();
    void showState();
    void showProgress();
    void showStatus();
    void showStrip();

    void fetch();
    void fetchResolver(const QString &connection);
    bool open(const QString &form, const QByteArray &key);
    void fetchFrom(jwt::TokenSource *source, const QByteArray &key);
    void fetchKey(const QByteArray &key);
    void takeDrop(const QMimeData *dropped);
    void takeOffer(const QString &id);
    void openFile();
    void openFolder();
    void save(const jwt::TokenPtr &token);
    void forgetEverything();
    void onFetched(const QString &source, const jwt::FetchOutcome &outcome);
    void onSettled();
    void onTokenChosen(const jwt::TokenPtr &token);
    void showToken(const jwt::TokenPtr &token);
    void selectWanted();
    void showRefusal();
    void complain(const QString &title, const QStringList &reasons);

    TokenLoader m_loader;
    TokenTreeModel m_model;
    jwt::MemorySource *m_memory; // the loader's
    QString m_source;            // whose outcome the status tells
    jwt::FetchOutcome m_outcome;
    jwt::UnixTime m_fetchedAt = 0; ///< 0: nothing was
    QString m_exampleTitle, m_exampleForm;
    QString m_nscStore; // where nsc itself would look, if there is something
    std::vector<Connection> m_connections;
    QHash<nats::Session *, jwt::TokenSource *> m_resolvers; // the loader's
    std::optional<Wanted> m_wanted;
    std::optional<Refusal> m_refusal;
    std::vector<jwt::TokenPtr> m_expiring; // by the strip's ids
    QTimer m_age;
    SourceBar *m_bar = nullptr;
    QProgressBar *m_progress = nullptr;
    ProblemBanner *m_problem = nullptr;
    QStackedWidget *m_centre = nullptr;
    AccountsEmpty *m_empty = nullptr;
    QSplitter *m_splitter = nullptr;
    TokenTree *m_tree = nullptr;
    TokenDetail *m_detail = nullptr;
    ExpiryStrip *m_strip = nullptr;
    DropOverlay *m_overlay = nullptr;
};

} // namespace ui
