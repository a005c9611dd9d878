// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/accountstab.h"

#include "core/jwt/claimrows.h"
#include "core/jwt/memorysource.h"
#include "core/jwt/nscstore.h"
#include "ui/accounts/accountsempty.h"
#include "ui/accounts/dropoverlay.h"
#include "ui/accounts/expirystrip.h"
#include "ui/accounts/pastefield.h"
#include "ui/accounts/sourcebar.h"
#include "ui/accounts/tokendetail.h"
#include "ui/accounts/tokentree.h"
#include "ui/accounts/tokentreeview.h"
#include "ui/common/format.h"
#include "ui/common/problembanner.h"
#include "ui/common/theme.h"

#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kTreeWidth = 280;
constexpr std::chrono::seconds kAgeStep{10};

} // namespace

AccountsTab::AccountsTab(TokenLoader::Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_loader(std::move(clock))
    , m_model(m_loader.book())
{
    setObjectName(u"accountsTab"_s);
    setLook(this, Look::Panel);
    setAcceptDrops(true);
    auto memory = std::make_unique<jwt::MemorySource>();
    m_memory = memory.get();
    m_loader.use(std::move(memory));
    if (const auto store
        = jwt::findNscStore({}, [](const char *name) { return qEnvironmentVariable(name); }))
        m_nscStore = store->root;
    buildUi();
    buildActions();
    connectLoader();
    connectTree();
    m_bar->setDefault(SourceKind::NscStore, m_nscStore);
    m_bar->setConnections({}, 0);
    m_age.setInterval(kAgeStep);
    connect(&m_age, &QTimer::timeout, this, &AccountsTab::showStatus);
    showOffers();
    showState();
}

AccountsTab::~AccountsTab() = default;

void AccountsTab::buildUi()
{
    m_bar = new SourceBar(this);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"fetchProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    QSizePolicy slot(QSizePolicy::Expanding, QSizePolicy::Fixed);
    slot.setRetainSizeWhenHidden(true); // nothing jumps when it comes and goes
    m_progress->setSizePolicy(slot);
    m_progress->hide();
    m_problem = new ProblemBanner(this);
    m_empty = new AccountsEmpty(this);
    m_tree = new TokenTree(m_model, this);
    m_detail = new TokenDetail(m_loader.book(), this);
    m_strip = new ExpiryStrip(this);
    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_detail, 1);
    rightLayout->addWidget(m_strip);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"accountsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kTreeWidth, 4 * kTreeWidth});
    m_tree->setMinimumWidth(180);
    m_detail->setMinimumWidth(320);
    right->setMinimumWidth(320);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_empty);
    m_centre->addWidget(m_splitter);
    auto *banner = new QVBoxLayout;
    banner->setContentsMargins(18, 0, 18, 0);
    banner->addWidget(m_problem);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addLayout(banner);
    layout->addWidget(m_centre, 1);
    m_overlay = new DropOverlay(this);
    setFocusProxy(m_bar->pasteField());
}

void AccountsTab::buildActions()
{
    const auto add
        = [this](const QString &name, const QString &text, const QKeySequence &key, auto slot) {
              auto *action = new QAction(text, this);
              action->setObjectName(name);
              action->setShortcut(key);
              action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
              connect(action, &QAction::triggered, this, slot);
              addAction(action);
          };
    add(u"actionFetch"_s, tr("Fetch"), Qt::Key_F5, &AccountsTab::fetch);
    add(u"actionSearch"_s, tr("Search"), QKeySequence::Find, [this] { m_tree->focusSearch(); });
    add(u"actionOpen"_s, tr("Open a file"), QKeySequence::Open, &AccountsTab::openFile);
    add(u"actionAddress"_s, tr("Edit the address"), Qt::CTRL | Qt::Key_L,
        [this] { m_bar->focusAddress(); });
    connect(m_bar, &SourceBar::fetchRequested, this, &AccountsTab::fetch);
    connect(m_bar, &SourceBar::stopRequested, &m_loader, &TokenLoader::stop);
    connect(m_bar, &SourceBar::openFileRequested, this, &AccountsTab::openFile);
    connect(m_bar, &SourceBar::openFolderRequested, this, &AccountsTab::openFolder);
    connect(m_bar, &SourceBar::pasted, this, &AccountsTab::paste);
    connect(m_bar, &SourceBar::dropped, this, &AccountsTab::takeDrop);
    connect(m_empty, &AccountsEmpty::chosen, this, &AccountsTab::takeOffer);
}

void AccountsTab::connectLoader()
{
    connect(&m_loader, &TokenLoader::tokensAdded, this, [this](const auto &tokens) {
        m_model.add(tokens);
        selectWanted();
        showState();
    });
    connect(&m_loader, &TokenLoader::tokensRemoved, &m_model, &TokenTreeModel::remove);
    connect(&m_loader, &TokenLoader::examined, &m_model, &TokenTreeModel::setStates);
    connect(&m_loader, &TokenLoader::progressed, this, &AccountsTab::showProgress);
    connect(&m_loader, &TokenLoader::fetched, this, &AccountsTab::onFetched);
    connect(&m_loader, &TokenLoader::settled, this, &AccountsTab::onSettled);
    connect(&m_loader, &TokenLoader::timePassed, this, [this] {
        m_detail->refresh(m_loader.options().now);
        showStrip();
    });
}

void AccountsTab::connectTree()
{
    TokenTreeView *view = m_tree->view();
    connect(view, &TokenTreeView::tokenSelected, this, &AccountsTab::showToken);
    connect(view, &TokenTreeView::opened, this,
            [this] { m_detail->setFocus(Qt::OtherFocusReason); });
    connect(view, &TokenTreeView::compareRequested, this, [this](const jwt::TokenPtr &token) {
        m_detail->compareWith(token);
        m_detail->showPage(u"compare"_s);
    });
    connect(view, &TokenTreeView::saveRequested, this, &AccountsTab::save);
    connect(view, &TokenTreeView::forgetRequested, this, &AccountsTab::forgetEverything);
    connect(m_detail, &TokenDetail::tokenChosen, this, &AccountsTab::onTokenChosen);
    connect(m_detail, &TokenDetail::urlFetchRequested, this,
            [this](const QUrl &url) { open(url.toString(QUrl::FullyEncoded), {}); });
    connect(m_strip, &ExpiryStrip::chosen, this, [this](int id) {
        if (size_t(id) < m_expiring.size())
            onTokenChosen(m_expiring[size_t(id)]);
    });
}

void AccountsTab::showOffers()
{
    std::vector<AccountsEmpty::Offer> offers;
    if (!m_exampleForm.isEmpty())
        offers.push_back({u"example"_s, u"shield"_s, m_exampleTitle, m_exampleForm});
    if (!m_nscStore.isEmpty())
        offers.push_back({u"nsc"_s, u"key"_s, tr("Read what nsc has on this machine"), m_nscStore});
    offers.push_back({u"server"_s, u"plug"_s, tr("Fetch from an account server"),
                      tr("Type its address above and press Enter")});
    offers.push_back({u"open"_s, u"folder"_s, tr("Open a file or folder (Ctrl+O)"),
                      tr(".jwt, .creds, directories, nsc stores, nats-server configurations")});
    offers.push_back({u"paste"_s, u"copy"_s, tr("Paste from the clipboard (Ctrl+V)"),
                      tr("A token, .creds text, a path, a URL or an account's key")});
    m_empty->setOffers(offers);
}

// The empty panel until there is something to show.
void AccountsTab::showState()
{
    const bool empty = m_model.rowCount() == 0 && m_model.words().isEmpty();
    m_centre->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_splitter);
    if (!empty)
        return;
    if (m_loader.isFetching())
        m_empty->setWords(tr("Fetching…"), m_source, false);
    else if (m_fetchedAt > 0 && m_outcome.error)
        m_empty->setWords(tr("Nothing could be fetched"), m_source + u'\n' + m_outcome.error->text,
                          true);
    else if (m_fetchedAt > 0)
        m_empty->setWords(tr("No tokens there"), m_source, false);
    else
        m_empty->setWords(tr("Inspect account JWTs"),
                          tr("Decode and verify what operators, accounts and users may do, and see "
                             "why a login fails. Drop or paste anything anywhere in this tab. "
                             "Seeds are not read, and nothing leaves this machine but the "
                             "requests you start."),
                          false);
}

void AccountsTab::showProgress()
{
    const bool fetching = m_loader.isFetching();
    m_bar->setBusy(fetching);
    m_progress->setVisible(m_loader.isBusy());
    const TokenLoader::Progress progress = m_loader.progress();
    constexpr int kSteps = 1000;
    m_progress->setRange(0, progress.total > 0 ? kSteps : 0);
    if (progress.total > 0)
        m_progress->setValue(int(double(progress.done) / double(progress.total) * kSteps));
    showStatus();
    showState();
}

void AccountsTab::showStatus()
{
    const TokenLoader::Progress progress = m_loader.progress();
    const auto counted = [&progress](const QString &what) {
        QString text = what + u' ' + formatCount(quint64(progress.done));
        if (progress.total > 0)
            text += tr(" of %1").arg(formatCount(quint64(progress.total)));
        return text;
    };
    if (m_loader.isFetching())
        return m_bar->setStatus(counted(tr("fetching")), SeverityMark::Pending);
    if (m_loader.isBusy() && progress.total > 200)
        return m_bar->setStatus(counted(tr("examining")), SeverityMark::Pending);
    if (m_fetchedAt == 0)
        return;
    QStringList parts;
    if (m_outcome.error)
        parts += m_outcome.error->text;
    else
        parts += m_outcome.tokens == 1
            ? tr("1 token")
            : tr("%1 tokens").arg(formatCount(quint64(m_outcome.tokens)));
    if (!m_outcome.problems.isEmpty())
        parts += tr("%1 problems").arg(m_outcome.problems.size());
    if (!m_outcome.detail.isEmpty())
        parts += m_outcome.detail;
    const qint64 age = m_loader.now() - m_fetchedAt;
    parts += age < 10 ? tr("just now")
        : age < 60    ? tr("%1 s ago").arg(age / 10 * 10)
                      : tr("%1 ago").arg(shortDistance(m_fetchedAt, m_loader.now()));
    m_bar->setStatus(parts.join(u" · "_s),
                     m_outcome.error                    ? SeverityMark::Error
                         : m_outcome.problems.isEmpty() ? SeverityMark::Pending
                                                        : SeverityMark::Warning);
}

void AccountsTab::showStrip()
{
    const jwt::UnixTime now = m_loader.options().now;
    const jwt::TokenPtr shown = m_detail->token();
    std::vector<Expiry> expiries;
    int chosen = -1;
    m_expiring.clear();
    for (const ExaminedToken &known : m_loader.states()) {
        const jwt::Claims &claims = known.token->claims();
        if (!known.token->decodes())
            continue;
        const bool past = claims.exp > 0 && claims.exp < now;
        const bool soon = claims.exp >= now && claims.exp - now < 30 * 86400;
        const QString name = QString::fromUtf8(claims.name.left(60)).simplified();
        const int id = int(m_expiring.size());
        expiries.push_back({claims.exp,
                            past       ? SeverityMark::Error
                                : soon ? SeverityMark::Warning
                                       : SeverityMark::Ok,
                            name.isEmpty() ? jwt::shortKey(claims.sub) : name, id});
        m_expiring.push_back(known.token);
        if (known.token == shown)
            chosen = id;
    }
    m_strip->setExpiries(std::move(expiries), now);
    m_strip->setChosen(chosen);
}

void AccountsTab::setExample(const QString &title, const QString &form)
{
    m_exampleTitle = title;
    m_exampleForm = form;
    const SourceAddress example = sourceAddress(form);
    m_bar->setDefault(example.kind, example.address);
    showOffers();
}

void AccountsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_overlay->isVisible())
        m_overlay->cover();
}

void AccountsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_age.start();
    showStatus();
}

void AccountsTab::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_age.stop(); // nobody sees it grow
}

} // namespace ui
