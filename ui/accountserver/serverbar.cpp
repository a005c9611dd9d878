// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverbar.h"

#include "ui/common/addressfield.h"
#include "ui/common/askfile.h"
#include "ui/common/plaintip.h"
#include "ui/common/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using accountserver::StoreKind;

namespace ui {

namespace {

constexpr int kKindWidth = 146;
constexpr int kLeastKind = 96;
constexpr int kLeastFolder = 72;
constexpr int kAddressWidth = 176;
constexpr int kLeastAddress = 136; // "127.0.0.1:65535"
constexpr int kComfort = 100;      // what the folder has more while the others give way
constexpr int kButtonWidth = 88;

QToolButton *makeIconButton(QWidget *parent, const QString &name, const QString &iconName,
                            const QString &text)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName, Tint::Quiet));
    button->setIconSize({18, 18});
    button->setFixedSize(kControlHeight, kControlHeight);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ServerBar::ServerBar(QWidget *parent)
    : QFrame(parent)
    , m_kind(new QComboBox(this))
    , m_folder(new AddressField(u"serverFolder"_s, tr("Folder of the tokens"), this))
    , m_browse(
          makeIconButton(this, u"serverBrowse"_s, u"folder"_s, tr("Choose the folder (Ctrl+O)")))
    , m_address(new QLineEdit(this))
    , m_settings(makeIconButton(this, u"serverSettings"_s, u"sliders"_s, tr("Settings (Ctrl+E)")))
    , m_button(new QPushButton(this))
{
    setObjectName(u"serverBar"_s);
    setLook(this, Look::Panel);
    buildUi();
    wire();
    showKind();
    setPhase(Phase::Stopped);
}

void ServerBar::buildUi()
{
    m_kind->setObjectName(u"serverStore"_s);
    m_kind->setAccessibleName(tr("Store"));
    m_kind->setFixedWidth(kKindWidth);
    m_kind->addItems({tr("Directory"), tr("NSC store"), tr("Memory")}); // by StoreKind
    m_folder->setMinimumWidth(kLeastFolder);
    m_folder->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_browse->setShortcut(QKeySequence::Open);
    m_settings->setShortcut(Qt::CTRL | Qt::Key_E);
    m_settings->setCheckable(true);
    auto *on = new QLabel(tr("o&n"), this);
    setLook(on, Look::Secondary);
    on->setBuddy(m_address);
    m_address->setObjectName(u"serverAddress"_s);
    m_address->setAccessibleName(tr("Address and port to listen on"));
    m_address->setPlaceholderText(u"127.0.0.1:9090"_s);
    m_address->setFixedWidth(kAddressWidth);
    setLook(m_address, Look::Mono);
    m_button->setObjectName(u"serverStart"_s);
    m_button->setFixedWidth(kButtonWidth);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 11);
    layout->setSpacing(10);
    layout->addWidget(m_kind);
    layout->addWidget(m_folder, 1);
    layout->addWidget(m_browse);
    layout->addWidget(on);
    layout->addWidget(m_address);
    layout->addWidget(m_settings);
    layout->addWidget(m_button);
}

void ServerBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    makeRoom();
}

// In a narrow window the kind and the address give way as much as the folder does.
void ServerBar::makeRoom()
{
    const int others = layout()->minimumSize().width() - m_kind->width() - m_address->width();
    const int lack = qMax(0, others + kComfort + kKindWidth + kAddressWidth - width());
    m_kind->setFixedWidth(qMax(kLeastKind, kKindWidth - lack / 2));
    m_address->setFixedWidth(qMax(kLeastAddress, kAddressWidth - lack / 2));
}

void ServerBar::wire()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        emit edited();
    });
    connect(m_folder, &QLineEdit::textEdited, this, [this] {
        setStatus({}, {});
        emit edited();
    });
    connect(m_address, &QLineEdit::textEdited, this, &ServerBar::edited);
    connect(m_browse, &QToolButton::clicked, this, &ServerBar::browse);
    connect(m_settings, &QToolButton::clicked, this, &ServerBar::settingsToggled);
    for (QLineEdit *field : {static_cast<QLineEdit *>(m_folder), m_address}) {
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (m_phase == Phase::Stopped)
                emit startRequested();
        });
    }
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_phase == Phase::Stopped)
            emit startRequested();
        else
            emit stopRequested();
    });
}

void ServerBar::fill(const ServerForm &form)
{
    const QSignalBlocker quiet(m_kind);
    m_directory = form.directory;
    m_nscFolder = form.nscFolder;
    m_shown = form.store;
    m_kind->setCurrentIndex(int(form.store));
    m_folder->setText(form.store == StoreKind::Nsc ? form.nscFolder : form.directory);
    m_address->setText(form.address);
    m_typedAddress = form.address;
    showKind();
}

void ServerBar::read(ServerForm &form) const
{
    form.store = StoreKind(m_kind->currentIndex());
    form.directory = form.store == StoreKind::Directory ? m_folder->text() : m_directory;
    form.nscFolder = form.store == StoreKind::Nsc ? m_folder->text() : m_nscFolder;
    form.address = m_phase == Phase::Stopped ? m_address->text() : m_typedAddress;
}

// Each kind keeps the folder that was typed for it.
void ServerBar::showKind()
{
    const auto kind = StoreKind(m_kind->currentIndex());
    if (kind != m_shown) {
        if (m_shown == StoreKind::Directory)
            m_directory = m_folder->text();
        else if (m_shown == StoreKind::Nsc)
            m_nscFolder = m_folder->text();
        m_shown = kind;
        m_folder->setText(kind == StoreKind::Nsc ? m_nscFolder : m_directory);
        setStatus({}, {});
    }
    if (kind == StoreKind::Memory)
        m_folder->clear();
    m_folder->setPlaceholderText(
        kind == StoreKind::Directory ? tr("A folder of .jwt files; made where there is none")
            : kind == StoreKind::Nsc
            ? tr("An operator's folder, as ~/.local/share/nats/nsc/stores/O")
            : tr("Gone when the server stops"));
    const bool editable = m_phase == Phase::Stopped;
    m_folder->setEnabled(kind != StoreKind::Memory);
    m_folder->setReadOnly(!editable); // to be read and copied all the same
    m_browse->setEnabled(editable && kind != StoreKind::Memory);
    // Who comes to the tab begins here.
    if (editable && m_folder->isEnabled())
        setFocusProxy(m_folder);
    else
        setFocusProxy(m_button);
}

void ServerBar::setPhase(Phase phase)
{
    if (m_phase == Phase::Stopped)
        m_typedAddress = m_address->text();
    else if (phase == Phase::Stopped)
        m_address->setText(m_typedAddress);
    m_phase = phase;
    m_button->setEnabled(phase != Phase::Stopping);
    const bool stopped = phase == Phase::Stopped;
    m_kind->setEnabled(stopped);
    m_address->setReadOnly(!stopped);
    m_button->setText(stopped ? tr("St&art") : tr("St&op"));
    m_button->setIcon(stopped ? QIcon() : icon(u"stop"_s, Tint::Error));
    m_button->setToolTip(stopped ? tr("Serve the tokens (Ctrl+Enter)")
                                 : tr("Stop serving; what is stored stays where it is"));
    setLook(m_button, stopped ? Look::Primary : Look::Plain);
    showKind();
}

void ServerBar::setPlace(const QString &hostAndPort)
{
    m_address->setText(hostAndPort);
}

void ServerBar::setStatus(const QString &text, SeverityMark mark)
{
    m_folder->setStatus(text, mark);
}

void ServerBar::showProblems(const ServerProblems &problems)
{
    const auto folder = problems.find(ServerField::Folder);
    const auto address = problems.find(ServerField::Address);
    setLook(m_folder, folder == problems.end() ? Look::Mono : Look::Invalid);
    setLook(m_address, address == problems.end() ? Look::Mono : Look::Invalid);
    const QString why = address == problems.end() ? QString() : address->second;
    m_address->setToolTip(why.isEmpty() ? tr("Host and port; port 0 is any that is free")
                                        : plainTip(why));
    m_address->setAccessibleDescription(why);
    if (folder != problems.end())
        m_folder->setFocus();
    else if (address != problems.end())
        m_address->setFocus();
}

void ServerBar::setSettingsShown(bool shown)
{
    m_settings->setChecked(shown);
}

void ServerBar::browse()
{
    const QString title = m_shown == StoreKind::Nsc ? tr("An operator's folder of nsc")
                                                    : tr("The folder of the tokens");
    askOpenFolder(this, title, [this](const QString &path) {
        m_folder->setText(path);
        setStatus({}, {});
        emit edited();
    });
}

} // namespace ui
