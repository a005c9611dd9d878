// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/requestcomposer.h"

#include "ui/common/hintbutton.h"
#include "ui/common/theme.h"
#include "ui/request/headerseditor.h"
#include "ui/request/optionspage.h"
#include "ui/request/payloadeditor.h"
#include "ui/request/rulesbar.h"
#include "ui/request/subjectfield.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Page { PayloadPage, HeadersPage, OptionsPageIndex };

} // namespace

RequestComposer::RequestComposer(QWidget *parent)
    : QWidget(parent)
{
    m_send = new QAction(tr("Send"), this);
    m_send->setObjectName(u"sendAction"_s);
    m_send->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_stop = new QAction(tr("Stop"), this);
    m_stop->setObjectName(u"stopAction"_s);
    m_stop->setShortcut(Qt::Key_Escape);
    for (QAction *action : {m_send, m_stop}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_send, &QAction::triggered, this, &RequestComposer::sendRequested);
    connect(m_stop, &QAction::triggered, this, &RequestComposer::stopRequested);
    buildUi();
    setFocusProxy(m_subject);
    setSpec({}, {});
    setRunning(false);
}

void RequestComposer::buildUi()
{
    buildTopRow();
    m_rules = new RulesBar(this);
    m_rules->setObjectName(u"rules"_s);
    buildPages();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(m_topRow);
    layout->addWidget(m_rules);
    layout->addWidget(m_tabRow);
    layout->addWidget(m_pages, 1);
    connect(m_rules, &RulesBar::readingChanged, this, &RequestComposer::readingChanged);
    connect(m_verb, &QComboBox::currentIndexChanged, this, [this] {
        updateVerb();
        emit readingChanged();
    });
    connect(m_headers, &HeadersEditor::changed, this, &RequestComposer::updateTabs);
    connect(m_options, &OptionsPage::changed, this, &RequestComposer::updateTabs);
}

// A splitter does not ask for a height for the width, and the chips may need a second line.
void RequestComposer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setMinimumHeight(layout()->minimumHeightForWidth(width()));
}

void RequestComposer::buildTopRow()
{
    m_topRow = new QWidget(this);
    m_verb = new QComboBox(m_topRow);
    m_verb->setObjectName(u"verb"_s);
    m_verb->setAccessibleName(tr("Verb"));
    m_verb->setView(new QListView(m_verb)); // the default view takes no item heights
    m_verb->addItem(tr("Request"));
    m_verb->addItem(tr("Gather"));
    m_verb->addItem(tr("Publish"));
    m_verb->setItemData(0, tr("Ends with the first reply"), Qt::ToolTipRole);
    m_verb->setItemData(1, tr("Collects replies until a stop rule ends it"), Qt::ToolTipRole);
    m_verb->setItemData(2, tr("Wants no reply"), Qt::ToolTipRole);
    m_verb->setFixedWidth(116);
    setLook(m_verb, Look::Strong);
    m_subject = new SubjectField(m_topRow);
    m_sendButton = new HintButton(tr("&Send"), tr("Ctrl+Enter"), m_topRow);
    m_sendButton->setObjectName(u"send"_s);
    m_sendButton->setAccessibleName(tr("Send"));
    setLook(m_sendButton, Look::Primary);
    m_forbidden = new QLabel(m_topRow);
    m_forbidden->setObjectName(u"sendingForbidden"_s);
    setLook(m_forbidden, Look::Warning);
    m_forbidden->hide();
    m_stopButton = new HintButton(tr("S&top"), tr("Esc"), m_topRow);
    m_stopButton->setObjectName(u"stop"_s);
    m_stopButton->setAccessibleName(tr("Stop"));
    auto *layout = new QHBoxLayout(m_topRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_verb);
    layout->addWidget(m_subject, 1);
    layout->addWidget(m_forbidden);
    layout->addWidget(m_sendButton);
    layout->addWidget(m_stopButton);
    connect(m_sendButton, &HintButton::clicked, this, &RequestComposer::sendRequested);
    connect(m_stopButton, &HintButton::clicked, this, &RequestComposer::stopRequested);
    connect(m_subject, &SubjectField::textChanged, this, &RequestComposer::subjectChanged);
}

void RequestComposer::buildPages()
{
    m_payload = new PayloadEditor(this);
    m_headers = new HeadersEditor(this);
    m_options = new OptionsPage(this);
    m_pages = new QStackedWidget(this);
    m_pages->setObjectName(u"pages"_s);
    m_pages->setMinimumHeight(64);
    for (QWidget *page : {static_cast<QWidget *>(m_payload), static_cast<QWidget *>(m_headers),
                          static_cast<QWidget *>(m_options)})
        m_pages->addWidget(page);

    m_tabRow = new QWidget(this);
    m_tabs = new QTabBar(m_tabRow);
    m_tabs->setObjectName(u"composerTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->addTab(tr("&Payload"));
    m_tabs->addTab(tr("&Headers"));
    m_tabs->addTab(tr("&Options"));
    auto *layout = new QHBoxLayout(m_tabRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_tabs);
    layout->addStretch(1);
    layout->addWidget(m_payload->toolBar());
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        m_payload->toolBar()->setVisible(page == PayloadPage);
    });
}

nats::RequestSpec RequestComposer::spec() const
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb(m_verb->currentIndex());
    spec.subject = m_subject->subject();
    spec.payload = m_payload->bytes();
    spec.headers = m_headers->headers();
    spec = m_options->applied(std::move(spec));
    spec.rules = m_rules->stopRules(spec.rules);
    return spec;
}

fanin::Reading RequestComposer::reading() const
{
    return m_rules->reading();
}

QString RequestComposer::problem() const
{
    for (const QString &text :
         {m_subject->problem(), m_payload->problem(), m_headers->problem(), m_options->problem()}) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

void RequestComposer::showProblem()
{
    if (!m_subject->problem().isEmpty()) {
        m_subject->setFocus();
    } else if (!m_payload->problem().isEmpty()) {
        m_tabs->setCurrentIndex(PayloadPage);
        m_payload->setFocus();
    } else if (!m_headers->problem().isEmpty()) {
        m_tabs->setCurrentIndex(HeadersPage);
        m_headers->showProblem();
    } else if (!m_options->problem().isEmpty()) {
        m_tabs->setCurrentIndex(OptionsPageIndex);
        m_options->showProblem();
    }
}

void RequestComposer::setSpec(const nats::RequestSpec &spec, const fanin::Reading &reading)
{
    m_verb->setCurrentIndex(int(spec.verb));
    m_subject->setText(QString::fromUtf8(spec.subject));
    m_payload->setBytes(spec.payload);
    m_headers->setHeaders(spec.headers);
    m_options->setSpec(spec);
    m_rules->setRules(spec.rules, reading);
    updateVerb();
    emit readingChanged();
}

void RequestComposer::setMaxPayload(qint64 bytes)
{
    m_payload->setMaxPayload(bytes);
}

void RequestComposer::setSubjectHistory(const QStringList &subjects)
{
    m_subject->setHistory(subjects);
}

void RequestComposer::setSubjectNote(const QString &note)
{
    m_subject->setNote(note);
}

void RequestComposer::setRunning(bool running)
{
    m_stopButton->setEnabled(running);
    m_stop->setEnabled(running);
}

void RequestComposer::setSendingForbidden(const QString &word, const QString &reason)
{
    const bool forbidden = !reason.isEmpty();
    m_forbidden->setText(word);
    m_forbidden->setVisible(forbidden);
    m_send->setEnabled(!forbidden);
    m_sendButton->setEnabled(!forbidden);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_forbidden), static_cast<QWidget *>(m_sendButton)})
        widget->setToolTip(reason);
    m_sendButton->setAccessibleDescription(reason);
}

void RequestComposer::updateVerb()
{
    const auto verb = nats::Verb(m_verb->currentIndex());
    m_rules->setVerb(verb);
    m_options->setVerb(verb);
}

void RequestComposer::updateTabs()
{
    const qsizetype headers = qsizetype(m_headers->headers().size());
    const int options = m_options->changedCount();
    const auto counted = [](const QString &title, qsizetype count, bool wrong) {
        const QString text = count > 0 ? u"%1  %2"_s.arg(title).arg(count) : title;
        return wrong ? text + u"  ⚠"_s : text;
    };
    m_tabs->setTabText(HeadersPage,
                       counted(tr("&Headers"), headers, !m_headers->problem().isEmpty()));
    m_tabs->setTabText(OptionsPageIndex,
                       counted(tr("&Options"), options, !m_options->problem().isEmpty()));
}

} // namespace ui
