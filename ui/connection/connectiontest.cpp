// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontest.h"

#include "core/nats/session.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontesttext.h"
#include "ui/connection/steprow.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGraphicsOpacityEffect>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMark = 14;
constexpr double kDimmed = 0.45;

QLabel *makeWords(const QString &name, Look look, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(label, look);
    return label;
}

} // namespace

ConnectionTest::ConnectionTest(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"connectionTest"_s);
    setAccessibleName(tr("Connection test"));
    buildUi();
    showSteps(untriedSteps());
    setState(State::Idle);
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::buildUi()
{
    auto *content = new QWidget;
    m_steps = new QVBoxLayout;
    m_steps->setSpacing(0);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 7, 0);
    inner->setSpacing(14);
    inner->addLayout(m_steps);
    inner->addWidget(makeSummary());
    inner->addStretch(1);
    m_dimmed = new QGraphicsOpacityEffect(content);
    m_dimmed->setOpacity(kDimmed);
    m_dimmed->setEnabled(false);
    content->setGraphicsEffect(m_dimmed);
    m_outdatedHint = new QLabel(tr("Changed since this test"), this);
    m_outdatedHint->setObjectName(u"testOutdated"_s);
    m_outdatedHint->hide();
    setLook(m_outdatedHint, Look::Warning);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"testScroll"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() has switched it on
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(makeHead());
    layout->addWidget(m_outdatedHint);
    layout->addWidget(m_scroll, 1);
}

QWidget *ConnectionTest::makeHead()
{
    auto *head = new QWidget(this);
    auto *title = new QLabel(tr("Connection test"), head);
    setLook(title, Look::Strong);
    m_copy = new QPushButton(tr("Copy te&xt"), head);
    m_copy->setObjectName(u"testCopy"_s);
    m_copy->setAccessibleName(tr("Copy the test as text"));
    m_copy->setToolTip(tr("Copy the test as text"));
    m_copy->setAutoDefault(false);
    m_copy->hide();
    setLook(m_copy, Look::Link);
    m_button = new QPushButton(head);
    m_button->setObjectName(u"testButton"_s);
    m_button->setAutoDefault(false);
    setLook(m_button, Look::Chip);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 7, 0);
    layout->setSpacing(7);
    layout->addWidget(title, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_button);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (isRunning())
            stop();
        else
            emit startRequested();
    });
    return head;
}

QWidget *ConnectionTest::makeSummary()
{
    m_card = new QFrame(this);
    m_card->setObjectName(u"testSummary"_s);
    setLook(m_card, Look::Card);
    m_mark = new QLabel(m_card);
    m_mark->setFixedSize(kMark, kMark);
    m_title = makeWords(u"testTitle"_s, Look::Strong, m_card);
    m_reason = makeWords(u"testReason"_s, Look::Plain, m_card);
    m_advice = makeWords(u"testAdvice"_s, Look::Secondary, m_card);
    m_allow = new QPushButton(tr("Log in an&yway"), m_card);
    m_allow->setObjectName(u"testAllowPlain"_s);
    m_allow->setAutoDefault(false);
    setLook(m_allow, Look::Chip);
    auto *words = new QVBoxLayout;
    words->setSpacing(7);
    words->addWidget(m_title);
    words->addWidget(m_reason);
    words->addWidget(m_advice);
    words->addWidget(m_allow, 0, Qt::AlignLeft);
    auto *layout = new QHBoxLayout(m_card);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(10);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    m_card->hide();
    // For this test only: what is allowed for good is a field of the profile.
    connect(m_allow, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->allowPlainLogin();
    });
    return m_card;
}

void ConnectionTest::setState(State state)
{
    m_state = state;
    showButton();
    showOutdated();
}

void ConnectionTest::showButton()
{
    const bool again = m_summary != nullptr;
    m_button->setText(isRunning() ? tr("S&top") : again ? tr("&Test again") : tr("&Test"));
    m_button->setAccessibleName(isRunning() ? tr("Stop the test") : tr("Test the connection"));
    m_button->setEnabled(isRunning() || m_startable);
    m_copy->setVisible(!isRunning() && again);
}

void ConnectionTest::setStartable(bool startable)
{
    m_startable = startable;
    showButton();
}

void ConnectionTest::setOutdated(bool outdated)
{
    m_outdated = outdated;
    showOutdated();
}

void ConnectionTest::showOutdated()
{
    const bool outdated = m_outdated && m_summary && !isRunning();
    m_outdatedHint->setVisible(outdated);
    m_dimmed->setEnabled(outdated);
}

void ConnectionTest::prepare()
{
    drop();
    m_status = {};
    showSteps(untriedSteps());
    showSummary({SeverityMark::Pending, tr("Getting the login ready…"), {}, {}});
    setState(State::Preparing);
}

void ConnectionTest::start(const nats::ConnectOptions &options)
{
    prepare();
    nats::ConnectOptions once = options;
    once.reconnect = false;
    once.probeInbox = true;
    m_session = new nats::Session(once, this);
    connect(m_session, &nats::Session::statusChanged, this,
            [this] { showStatus(m_session->status()); });
    setState(State::Running);
    m_session->open();
}

void ConnectionTest::fail(const base::Error &error)
{
    drop();
    m_status = {};
    showSteps(untriedSteps());
    showSummary({SeverityMark::Error, tr("Not tried"), error.text, {}});
    setState(State::Idle);
    emit finished(false);
}

void ConnectionTest::stop()
{
    if (!isRunning())
        return;
    drop();
    for (nats::ConnectStep &step : m_status.steps) {
        if (step.state == nats::ConnectStep::State::Running)
            step.state = nats::ConnectStep::State::Waiting;
    }
    if (!m_status.steps.empty())
        showSteps(m_status.steps);
    showSummary({SeverityMark::Note, tr("Stopped by you"), {}, {}});
    setState(State::Idle);
    emit stopped();
    emit finished(false);
}

// It may be the session's own signal that leads here.
void ConnectionTest::drop()
{
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session->deleteLater();
    m_session = nullptr;
}

void ConnectionTest::showStatus(const nats::ConnectionStatus &status)
{
    m_status = status;
    showSteps(shownSteps(status));
    showSummary(testSummary(status));
    m_allow->setVisible(asksForPlainLogin(status));
    if (!isOver(status)) {
        if (m_state != State::Running)
            setState(State::Running);
        return;
    }
    drop();
    setState(State::Idle);
    // Once it has its place: what was found out counts more than the steps before it.
    QTimer::singleShot(0, m_card, [this] { m_scroll->ensureWidgetVisible(m_card, 0, 0); });
    emit finished(hasPassed(status));
}

void ConnectionTest::showSteps(const std::vector<nats::ConnectStep> &steps)
{
    while (m_rows.size() < steps.size()) {
        m_rows.push_back(new StepRow(this));
        m_steps->addWidget(m_rows.back());
    }
    while (m_rows.size() > steps.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    for (size_t i = 0; i < steps.size(); ++i) {
        m_rows[i]->setStep(steps[i],
                           i == 0                      ? StepRow::Place::First
                               : i + 1 == steps.size() ? StepRow::Place::Last
                                                       : StepRow::Place::Between);
    }
}

void ConnectionTest::showSummary(const TestSummary &summary)
{
    const bool news = !m_summary || m_summary->mark != summary.mark;
    m_summary = std::make_unique<TestSummary>(summary);
    m_title->setText(summary.title);
    m_reason->setText(summary.reason);
    m_reason->setVisible(!summary.reason.isEmpty());
    m_advice->setText(summary.advice);
    m_advice->setVisible(!summary.advice.isEmpty());
    m_allow->hide();
    m_card->setAccessibleName(
        QStringList{summary.title, summary.reason, summary.advice}.join(u' ').trimmed());
    m_card->show();
    showMark();
    if (news && summary.mark != SeverityMark::Pending) {
        QAccessibleEvent event(m_card, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void ConnectionTest::showMark()
{
    if (m_summary)
        m_mark->setPixmap(
            markPixmap(m_summary->mark, kMark, devicePixelRatioF(), tokens(palette())));
}

void ConnectionTest::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        showMark();
    QWidget::changeEvent(event);
}

QString ConnectionTest::text() const
{
    QStringList lines{testText(m_status)};
    // What stopped or prevented it stands in no status.
    if (m_summary && !isOver(m_status)) {
        for (const QString &line : {m_summary->title, m_summary->reason}) {
            if (!line.isEmpty() && !lines.first().contains(line))
                lines += line;
        }
    }
    return lines.join(u'\n');
}

} // namespace ui
