// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serveractivity.h"

#include "core/base/counted.h"
#include "core/jwt/claimrows.h"
#include "ui/accountserver/requestlogview.h"
#include "ui/accountserver/servercard.h"
#include "ui/accountserver/serverhead.h"
#include "ui/accountserver/tokenlistmodel.h"
#include "ui/accountserver/tokenlistview.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/format.h"
#include "ui/common/plaintip.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kStripHeight = 36;

// The line over a table, and what stands in it.
QFrame *makeStrip(QWidget *parent, QHBoxLayout *&row)
{
    auto *strip = new QFrame(parent);
    setLook(strip, Look::Raised);
    strip->setFixedHeight(kStripHeight);
    row = new QHBoxLayout(strip);
    row->setContentsMargins(18, 0, 10, 0);
    row->setSpacing(7);
    return strip;
}

QLabel *makeTitle(QWidget *parent, const QString &text)
{
    auto *title = new QLabel(text, parent);
    setLook(title, Look::Strong);
    return title;
}

QPushButton *makeButton(QWidget *parent, const QString &name, const QString &text,
                        const QString &tip)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(tip);
    setLook(button, Look::Chip);
    return button;
}

QWidget *makeColumn(QWidget *parent, QWidget *strip, QWidget *table)
{
    auto *column = new QWidget(parent);
    auto *line = new QFrame(column);
    line->setFixedHeight(1);
    setLook(line, Look::Line);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addWidget(line);
    layout->addWidget(table, 1);
    return column;
}

} // namespace

ServerActivity::ServerActivity(TokenListModel &tokens, RequestLogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_head(new ServerHead(this))
{
    setObjectName(u"serverActivity"_s);
    setLook(this, Look::Panel);
    auto *cards = new QHBoxLayout;
    cards->setContentsMargins(18, 0, 18, 14);
    cards->setSpacing(14);
    static constexpr std::array kNames{"notificationCard"_L1, "operatorCard"_L1,
                                       "replicationCard"_L1};
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i] = new ServerCard(kNames[i], this);
        cards->addWidget(m_cards[i], 1);
    }
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"serverSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildTokens(tokens));
    splitter->addWidget(buildLog());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({432, 600});
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    setLook(line, Look::Line);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addLayout(cards);
    layout->addWidget(line);
    layout->addWidget(splitter, 1);
    setAddress({}, {});
    setFilter({});
}

QWidget *ServerActivity::buildTokens(TokenListModel &tokens)
{
    QHBoxLayout *row = nullptr;
    QFrame *strip = makeStrip(this, row);
    m_tokenCount = new QLabel(strip);
    m_tokenCount->setObjectName(u"tokenCount"_s);
    setLook(m_tokenCount, Look::Caption);
    m_example = makeButton(strip, u"serverExample"_s, {}, {});
    m_example->hide();
    m_verify = makeButton(strip, u"verifyServer"_s, tr("Verif&y"),
                          tr("Fetch everything from this server into an accounts tab and check "
                             "it there"));
    m_export = makeButton(strip, u"exportPreload"_s, tr("E&xport…"),
                          tr("Write the tokens as resolver_preload: a nats-server with them needs "
                             "no account server"));
    row->addWidget(makeTitle(strip, tr("Tokens")));
    row->addWidget(m_tokenCount, 1);
    row->addWidget(m_example);
    row->addWidget(m_verify);
    row->addWidget(m_export);
    m_tokenView = new TokenListView(tokens, this);
    connect(m_example, &QPushButton::clicked, this, &ServerActivity::exampleRequested);
    connect(m_verify, &QPushButton::clicked, this, [this] { emit verifyRequested({}); });
    connect(m_export, &QPushButton::clicked, this, &ServerActivity::exportRequested);
    connect(m_tokenView, &TokenListView::inspectRequested, this, &ServerActivity::verifyRequested);
    connect(m_tokenView, &TokenListView::requestsAsked, this, [this](const QByteArray &key) {
        setFilter({m_log.filter().show, key});
    });
    QWidget *column = makeColumn(this, strip, m_tokenView);
    column->setMinimumWidth(300);
    return column;
}

QWidget *ServerActivity::buildLog()
{
    QHBoxLayout *row = nullptr;
    QFrame *strip = makeStrip(this, row);
    m_logNote = new ElidedLabel(Qt::ElideRight, strip);
    m_logNote->setObjectName(u"logNote"_s);
    setLook(m_logNote, Look::Caption);
    m_onlyKey = makeButton(strip, u"logOnlyKey"_s, {}, tr("Show the requests for every token"));
    m_onlyKey->setIcon(icon(u"close"_s, Tint::Quiet));
    m_show = new Segments(u"logShow"_s, {tr("A&ll"), tr("Chan&ges"), tr("Pro&blems")}, strip);
    row->addWidget(makeTitle(strip, tr("Requests")));
    row->addWidget(m_logNote, 1);
    row->addWidget(m_onlyKey);
    row->addWidget(m_show);
    m_logView = new RequestLogView(m_log, this);
    connect(m_show, &Segments::chosen, this, [this](int index) {
        setFilter({RequestLogModel::Show(index), m_log.filter().key});
    });
    connect(m_onlyKey, &QPushButton::clicked, this, [this] {
        setFilter({m_log.filter().show, {}});
    });
    connect(m_logView, &RequestLogView::filterRequested, this, &ServerActivity::setFilter);
    connect(m_logView, &RequestLogView::tokenAsked, m_tokenView, &TokenListView::select);
    QWidget *column = makeColumn(this, strip, m_logView);
    column->setMinimumWidth(360);
    return column;
}

void ServerActivity::setFilter(const RequestLogModel::Filter &filter)
{
    m_log.setFilter(filter);
    m_show->setCurrent(int(filter.show));
    m_onlyKey->setVisible(!filter.key.isEmpty());
    m_onlyKey->setText(jwt::shortKey(filter.key));
}

void ServerActivity::setFacts(const ServerFacts &facts, quint64 logDropped, bool examining)
{
    m_head->setTiles(tilesOf(facts));
    m_cards[0]->setText(notificationCard(facts));
    m_cards[1]->setText(operatorCard(facts));
    m_cards[2]->setText(replicationCard(facts));
    QStringList count{formatCount(quint64(facts.tokens.tokens))};
    if (facts.tokens.unlisted > 0)
        count += tr("%1 not listed").arg(formatCount(quint64(facts.tokens.unlisted)));
    if (examining)
        count += tr("examining…");
    m_tokenCount->setText(count.join(u" · "_s));
    showLogNote(logDropped);
    showEmptyTexts(facts);
}

void ServerActivity::showLogNote(quint64 dropped)
{
    QStringList parts{formatCount(m_log.seen())};
    if (m_log.seen() > quint64(m_log.kept()))
        parts += tr("the last %1 are kept").arg(formatCount(quint64(m_log.kept())));
    if (dropped > 0)
        parts += tr("%1 more came too fast to be noted").arg(formatCount(dropped));
    m_logNote->setText(parts.join(u" · "_s));
}

void ServerActivity::showEmptyTexts(const ServerFacts &facts)
{
    const bool serving = facts.state == ServerFacts::State::Serving;
    m_tokenView->setEmptyText(
        !serving             ? QString()
            : facts.writable ? tr("No tokens yet.\nnsc push stores them here, or put .jwt files "
                                  "into the folder.")
                             : tr("There are no tokens in this store."));
    if (m_log.kept() > 0)
        m_logView->setEmptyText(tr("None of the requests is like that."));
    else
        m_logView->setEmptyText(serving ? tr("Nobody has asked yet.\nGive a nats-server the "
                                             "resolver line above and start it.")
                                        : QString());
}

void ServerActivity::setAddress(const QString &address, const QString &resolverLine)
{
    m_head->setAddress(address, resolverLine);
    m_tokenView->setAddress(address);
    m_example->setEnabled(!address.isEmpty());
    m_verify->setEnabled(!address.isEmpty());
    m_export->setEnabled(!address.isEmpty());
}

void ServerActivity::setExample(const QString &text, const QString &tip)
{
    m_example->setText(text);
    m_example->setToolTip(plainTip(tip));
    m_example->show();
}

} // namespace ui
