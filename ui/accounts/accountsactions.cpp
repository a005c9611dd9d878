// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What can be done in an accounts tab: fetch, paste, drop, open, save, explain.
#include "ui/accounts/accountstab.h"

#include "core/jwt/memorysource.h"
#include "core/jwt/resolversource.h"
#include "core/jwt/tokentext.h"
#include "core/nats/credentials.h"
#include "core/nats/session.h"
#include "ui/accounts/dropoverlay.h"
#include "ui/accounts/expirystrip.h"
#include "ui/accounts/pastefield.h"
#include "ui/accounts/pasteinput.h"
#include "ui/accounts/sourcebar.h"
#include "ui/accounts/tokendetail.h"
#include "ui/accounts/tokentree.h"
#include "ui/accounts/tokentreeview.h"
#include "ui/common/askfile.h"
#include "ui/common/problembanner.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QSaveFile>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void AccountsTab::complain(const QString &title, const QStringList &reasons)
{
    m_problem->show(SeverityMark::Error, title, reasons);
}

void AccountsTab::fetch()
{
    const SourceAddress source = m_bar->source();
    if (source.kind == SourceKind::Pasted)
        return fetchFrom(m_memory, {});
    if (source.kind == SourceKind::Resolver)
        return fetchResolver(source.address);
    if (source.address.isEmpty()) {
        m_bar->focusAddress();
        return m_bar->setStatus(tr("Type where to fetch from."), SeverityMark::Warning);
    }
    openSource(sourceForm(source));
}

void AccountsTab::openSource(const QString &form)
{
    if (open(form, {}))
        m_bar->remember(sourceAddress(m_source));
}

void AccountsTab::fetchResolver(const QString &connection)
{
    const auto at = std::ranges::find(m_connections, connection, &Connection::name);
    if (at == m_connections.end())
        return complain(tr("There is no connection to ask"),
                        {tr("Connect with a user of the system account first.")});
    jwt::TokenSource *&source = m_resolvers[at->session];
    if (!source)
        source = m_loader.use(std::make_unique<jwt::ResolverSource>(*at->session));
    fetchFrom(source, {});
}

bool AccountsTab::open(const QString &form, const QByteArray &key)
{
    SourceAddress address = sourceAddress(form);
    if (address.kind != SourceKind::AccountServer && address.kind != SourceKind::Resolver)
        address.address = expandHome(address.address, QDir::homePath());
    const QString wanted = sourceForm(address);
    jwt::TokenSource *source = m_loader.source(wanted);
    if (!source) {
        auto opened = jwt::openSource(wanted);
        if (!opened) {
            complain(tr("%1 cannot be read").arg(form), {opened.error().text});
            return false;
        }
        source = m_loader.use(std::move(opened).value());
    }
    m_bar->setSource(sourceAddress(source->name()));
    fetchFrom(source, key);
    return true;
}

void AccountsTab::fetchFrom(jwt::TokenSource *source, const QByteArray &key)
{
    m_problem->dismiss();
    m_source = source->name();
    m_loader.fetch(source, {key});
}

void AccountsTab::onFetched(const QString &source, const jwt::FetchOutcome &outcome)
{
    const bool pasted = source == m_memory->name();
    if (pasted && !outcome.error && outcome.problems.isEmpty())
        return selectWanted();
    m_source = source;
    m_outcome = outcome;
    m_fetchedAt = m_loader.now();
    const bool stopped = outcome.error && outcome.error->kind == base::ErrorKind::State;
    if (outcome.error && !stopped && m_model.rowCount() > 0)
        complain(tr("%1 could not be fetched").arg(source), {outcome.error->text});
    else if (!outcome.problems.isEmpty())
        m_problem->show(
            SeverityMark::Warning,
            outcome.problems.size() == 1
                ? tr("One thing at %1 could not be used").arg(source)
                : tr("%1 things at %2 could not be used").arg(outcome.problems.size()).arg(source),
            outcome.problems);
    selectWanted();
    showState();
}

void AccountsTab::paste(const QByteArray &text)
{
    const PasteInput input
        = readPaste(text, [](const QString &path) { return QFileInfo::exists(path); });
    switch (input.what) {
    case PasteInput::What::Nothing:
        return;
    case PasteInput::What::Problem:
        return complain(tr("That could not be used"), {input.problem});
    case PasteInput::What::Source:
        if (!input.key.isEmpty())
            m_wanted = Wanted{QString::fromLatin1(input.key), nullptr};
        open(input.source, input.key);
        return;
    case PasteInput::What::Key:
        return fetchKey(input.key);
    case PasteInput::What::Tokens:
        break;
    }
    const jwt::MemorySource::Added added = m_memory->add(text, tr("clipboard"));
    const jwt::TokenText found = jwt::findTokens(text);
    m_problem->dismiss();
    if (!found.tokens.empty())
        m_wanted = Wanted{{}, jwt::Token::decode(found.tokens.front().token)};
    m_loader.fetch(m_memory);
    QStringList notes;
    if (!added.warning.isEmpty())
        notes += added.warning;
    if (added.truncated)
        notes += tr("Only the first %1 tokens were taken.").arg(added.tokens);
    if (!notes.isEmpty())
        m_problem->show(SeverityMark::Warning, tr("Taken, with a note"), notes);
}

// Known already: shown. Else it is asked for where everything else came from.
void AccountsTab::fetchKey(const QByteArray &key)
{
    const QString name = QString::fromLatin1(key);
    const QModelIndex known = m_model.find(name);
    if (known.isValid())
        m_tree->view()->select(known);
    jwt::TokenSource *source = m_loader.source(sourceForm(m_bar->source()));
    if (key.startsWith('A') && source && source != m_memory) {
        m_wanted = Wanted{name, nullptr};
        return fetchFrom(source, key);
    }
    if (known.isValid())
        return;
    if (key.startsWith('A') && !m_bar->source().address.isEmpty()) {
        m_wanted = Wanted{name, nullptr};
        open(sourceForm(m_bar->source()), key);
        return;
    }
    complain(tr("Nothing is known of %1").arg(name),
             {key.startsWith('A')
                  ? tr("Choose a source above: then its account is fetched by its key.")
                  : tr("Only accounts can be fetched by their key.")});
}

void AccountsTab::selectToken(const QString &nameOrKey)
{
    m_wanted = Wanted{nameOrKey, nullptr};
    selectWanted();
}

void AccountsTab::selectWanted()
{
    if (!m_wanted)
        return;
    const QModelIndex index
        = m_wanted->token ? m_model.indexOf(m_wanted->token) : m_model.find(m_wanted->name);
    // A name may also be that of an account that is only known by its key yet.
    if (!index.isValid() || !m_model.token(index))
        return;
    m_wanted.reset();
    m_tree->view()->select(index);
}

void AccountsTab::onSettled()
{
    showProgress();
    showRefusal();
    selectWanted();
    if (!m_detail->token() && m_model.rowCount() > 0 && !m_refusal)
        m_tree->view()->select(m_model.index(0, 0));
    m_detail->refresh(m_loader.options().now);
    showStrip();
    emit settled();
}

void AccountsTab::onTokenChosen(const jwt::TokenPtr &token)
{
    m_tree->clearSearch();
    const QModelIndex index = m_model.indexOf(token);
    if (index.isValid())
        m_tree->view()->select(index);
    else
        showToken(token); // embedded deeper than the tree shows
}

void AccountsTab::showToken(const jwt::TokenPtr &token)
{
    m_detail->setToken(token, m_loader.options());
    m_tree->view()->setShown(token);
    const auto at = std::ranges::find(m_expiring, token);
    m_strip->setChosen(token && at != m_expiring.end() ? int(at - m_expiring.begin()) : -1);
}

void AccountsTab::showPage(const QString &name)
{
    m_detail->showPage(name);
}

void AccountsTab::setConnections(const std::vector<Connection> &connections, nats::Session *current)
{
    m_connections = connections;
    m_resolvers.removeIf([this](const auto &resolver) {
        const bool gone = std::ranges::none_of(m_connections, [&resolver](const Connection &known) {
            return known.session == resolver.key();
        });
        if (gone)
            m_loader.drop(resolver.value());
        return gone;
    });
    QStringList names;
    int chosen = 0;
    for (const Connection &connection : connections) {
        if (connection.session == current)
            chosen = int(names.size());
        names += connection.name;
    }
    m_bar->setConnections(names, chosen);
    m_detail->setSession(current);
}

void AccountsTab::takeOffer(const QString &id)
{
    if (id == "example"_L1)
        openSource(m_exampleForm);
    else if (id == "nsc"_L1)
        openSource(sourceForm({SourceKind::NscStore, m_nscStore}));
    else if (id == "open"_L1)
        openFile();
    else if (id == "paste"_L1)
        m_bar->pasteField()->takeClipboard();
    else {
        m_bar->setSource({SourceKind::AccountServer, {}});
        m_bar->focusAddress();
    }
}

void AccountsTab::openFile()
{
    askOpenFile(this, tr("Open tokens"), [this](const QString &path) { openSource(path); });
}

void AccountsTab::openFolder()
{
    askOpenFolder(this, tr("Open a folder of tokens"),
                  [this](const QString &path) { openSource(path); });
}

void AccountsTab::save(const jwt::TokenPtr &token)
{
    QString name = QString::fromUtf8(token->claims().name.left(60));
    // Names come from others: nothing in them may lead to another folder.
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && !u"-_. "_s.contains(c))
            c = u'_';
    }
    if (name.isEmpty() || name.startsWith(u'.'))
        name = QString::fromLatin1(token->claims().sub.left(56));
    askSaveFile(this, tr("Save the token"), name + u".jwt"_s, [this, token](const QString &path) {
        QSaveFile file(path);
        const bool saved = file.open(QIODevice::WriteOnly)
            && file.write(token->text()) == token->text().size() && file.commit();
        if (!saved)
            complain(tr("%1 could not be written").arg(path), {file.errorString()});
    });
}

void AccountsTab::forgetEverything()
{
    m_loader.clear();
    m_memory->clear();
    m_model.clear();
    m_detail->setToken(nullptr, m_loader.options());
    m_tree->view()->setShown(nullptr);
    m_tree->clearSearch();
    m_fetchedAt = 0;
    m_outcome = {};
    m_bar->setStatus({}, {});
    m_problem->dismiss();
    showStrip();
    showState();
}

void AccountsTab::explainRefusal(const nats::Session &session)
{
    Refusal refusal;
    refusal.version = session.status().server.version;
    refusal.message = session.status().failure ? session.status().failure->error.text : QString();
    if (const auto *file = std::get_if<nats::CredsFile>(&session.options().auth)) {
        const auto credentials = nats::readCredentialsFile(file->path);
        if (!credentials)
            return complain(tr("The credentials cannot be read"), {credentials.error().text});
        refusal.user = jwt::Token::decode(credentials->jwt);
        // Only the public key goes on; the seed ends with this function.
        if (const auto pair = nkey::KeyPair::fromSeed(credentials->seed.reveal()))
            refusal.seedKey = pair->publicKey();
        m_memory->add(credentials->jwt, file->path);
        m_loader.fetch(m_memory);
    }
    m_refusal = refusal;
    showRefusal();
}

void AccountsTab::showRefusal()
{
    if (!m_refusal)
        return;
    const QModelIndex row = m_model.indexOf(m_refusal->user);
    if (m_refusal->user && !row.isValid())
        return; // it is still being read
    if (row.isValid())
        m_tree->view()->select(row);
    const Refusal refusal = *std::exchange(m_refusal, {});
    m_detail->showRefusal(row.isValid() ? m_model.token(row) : nullptr, m_loader.options(),
                          refusal.seedKey, refusal.version, refusal.message);
}

void AccountsTab::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls() && !event->mimeData()->hasText())
        return;
    event->acceptProposedAction();
    m_overlay->cover();
}

void AccountsTab::dragLeaveEvent(QDragLeaveEvent *)
{
    m_overlay->hide();
}

void AccountsTab::dropEvent(QDropEvent *event)
{
    m_overlay->hide();
    event->acceptProposedAction();
    takeDrop(event->mimeData());
}

void AccountsTab::takeDrop(const QMimeData *dropped)
{
    if (!dropped->hasUrls())
        return paste(dropped->text().toUtf8());
    for (const QUrl &url : dropped->urls()) {
        if (url.isLocalFile())
            open(url.toLocalFile(), {});
        else
            paste(url.toString(QUrl::FullyEncoded).toUtf8());
    }
}

// Reaches here only if no field has taken the key for itself.
void AccountsTab::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        m_bar->pasteField()->takeClipboard();
    else if (event->key() == Qt::Key_Escape && m_loader.isFetching())
        m_loader.stop();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
