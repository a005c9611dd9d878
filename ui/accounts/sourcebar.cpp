// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/sourcebar.h"

#include "ui/accounts/pastefield.h"
#include "ui/common/addressfield.h"
#include "ui/common/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kKindWidth = 146;
constexpr int kPasteWidth = 210;
constexpr qsizetype kMostRemembered = 50;

} // namespace

SourceBar::SourceBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"sourceBar"_s);
    setLook(this, Look::Panel);
    buildUi();
    showKind();
}

void SourceBar::buildUi()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"sourceKind"_s);
    m_kind->setAccessibleName(tr("Source"));
    m_kind->setFixedWidth(kKindWidth);
    for (size_t i = 0; i < m_addresses.size(); ++i)
        m_kind->addItem(titleOf(SourceKind(i)));
    m_kind->setMaxVisibleItems(int(m_addresses.size()));
    m_address = new AddressField(u"sourceAddress"_s, tr("Address"), this);
    m_connection = new QComboBox(this);
    m_connection->setObjectName(u"sourceConnection"_s);
    m_connection->setAccessibleName(tr("Connection"));
    m_where = new QStackedWidget(this);
    m_where->addWidget(m_address);
    m_where->addWidget(m_connection);
    m_where->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_where->setMinimumWidth(110);
    m_fetch = new QPushButton(this);
    m_fetch->setObjectName(u"fetchTokens"_s);
    m_open = new QPushButton(tr("&Open…"), this);
    buildOpen();
    m_paste = new PasteField(this);
    m_paste->setMinimumWidth(100);
    m_paste->setMaximumWidth(kPasteWidth + 60);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 11);
    layout->setSpacing(10);
    layout->addWidget(m_kind);
    layout->addWidget(m_where, 5);
    layout->addWidget(m_fetch);
    layout->addWidget(m_open);
    layout->addWidget(m_paste, 2);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &SourceBar::showKind);
    connect(m_address, &QLineEdit::returnPressed, this, &SourceBar::fetchRequested);
    connect(m_address, &QLineEdit::textEdited, this, [this] { setStatus({}, {}); });
    connect(m_fetch, &QPushButton::clicked, this, &SourceBar::onButton);
    connect(m_paste, &PasteField::given, this, &SourceBar::pasted);
    connect(m_paste, &PasteField::dropped, this, &SourceBar::dropped);
    setBusy(false);
}

void SourceBar::buildOpen()
{
    m_open->setObjectName(u"openTokens"_s);
    auto *menu = new QMenu(m_open);
    QAction *file = menu->addAction(tr("&File…"));
    file->setObjectName(u"openFile"_s);
    file->setShortcut(QKeySequence::Open);
    file->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(file, &QAction::triggered, this, &SourceBar::openFileRequested);
    QAction *folder = menu->addAction(tr("F&older…"));
    folder->setObjectName(u"openFolder"_s);
    connect(folder, &QAction::triggered, this, &SourceBar::openFolderRequested);
    m_open->setMenu(menu);
}

SourceAddress SourceBar::source() const
{
    const auto kind = SourceKind(m_kind->currentIndex());
    return {kind,
            kind == SourceKind::Resolver ? m_connection->currentText()
                                         : m_address->text().trimmed()};
}

void SourceBar::setSource(const SourceAddress &source)
{
    m_addresses[size_t(source.kind)] = source.address;
    {
        const QSignalBlocker quiet(m_kind);
        m_shown = source.kind; // what is in the field belongs to the kind shown before
        m_kind->setCurrentIndex(int(source.kind));
    }
    m_address->setText(source.address);
    if (source.kind == SourceKind::Resolver)
        m_connection->setCurrentText(source.address);
    showKind();
}

void SourceBar::setDefault(SourceKind kind, const QString &address)
{
    if (m_shown == kind && m_address->text().isEmpty())
        m_address->setText(address);
    if (m_addresses[size_t(kind)].isEmpty())
        m_addresses[size_t(kind)] = address;
}

void SourceBar::remember(const SourceAddress &source)
{
    const QString form = sourceForm(source);
    m_history.removeAll(form);
    m_history.prepend(form);
    if (m_history.size() > kMostRemembered)
        m_history.removeLast();
    showKind();
}

void SourceBar::setConnections(const QStringList &names, int current)
{
    const QString chosen = m_connection->currentText();
    m_connection->clear();
    m_hasConnections = !names.isEmpty();
    m_connection->addItems(m_hasConnections ? names : QStringList(hintOf(SourceKind::Resolver)));
    m_connection->setEnabled(m_hasConnections);
    const int known = m_connection->findText(chosen);
    m_connection->setCurrentIndex(known >= 0 ? known : qMax(0, current));
    showKind();
}

void SourceBar::showKind()
{
    const auto kind = SourceKind(m_kind->currentIndex());
    if (kind != m_shown) {
        m_addresses[size_t(m_shown)] = m_address->text();
        m_shown = kind;
        m_address->setText(m_addresses[size_t(kind)]);
        setStatus({}, {});
    }
    m_where->setCurrentWidget(kind == SourceKind::Resolver ? static_cast<QWidget *>(m_connection)
                                                           : m_address);
    m_address->setPlaceholderText(hintOf(kind));
    m_address->setReadOnly(kind == SourceKind::Pasted);
    QStringList known;
    for (const QString &form : std::as_const(m_history)) {
        const SourceAddress source = sourceAddress(form);
        if (source.kind == kind)
            known += source.address;
    }
    m_address->setHistory(known);
    setBusy(m_busy);
}

void SourceBar::setBusy(bool busy)
{
    m_busy = busy;
    m_fetch->setText(busy ? tr("St&op") : tr("Fe&tch"));
    m_fetch->setToolTip(busy ? tr("Keep what has come and fetch no more (Esc)")
                             : tr("Fetch everything this source has (F5)"));
    setLook(m_fetch, busy ? Look::Plain : Look::Primary);
    const bool nothing
        = m_shown == SourceKind::Pasted || (m_shown == SourceKind::Resolver && !m_hasConnections);
    m_fetch->setEnabled(busy || !nothing);
    // In the font of the style sheet's primary button, whichever look it has.
    m_fetch->setFixedWidth(QFontMetrics(strongFont()).horizontalAdvance(tr("Fetch")) + 36);
}

void SourceBar::onButton()
{
    if (m_busy)
        emit stopRequested();
    else
        emit fetchRequested();
}

void SourceBar::setStatus(const QString &text, SeverityMark mark)
{
    m_mark = mark;
    m_address->setStatus(text, mark);
}

void SourceBar::setStatusText(const QString &text)
{
    m_address->setStatus(text, m_mark);
}

void SourceBar::focusAddress()
{
    m_where->currentWidget()->setFocus();
    m_address->selectAll();
}

} // namespace ui
