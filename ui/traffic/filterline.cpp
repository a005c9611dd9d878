// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/filterline.h"

#include "core/base/counted.h"
#include "ui/common/elidedtext.h"
#include "ui/common/format.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"
#include "ui/traffic/filtercompletion.h"

#include <QtGui/QAction>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextCharFormat>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::Filter;
using capture::FilterToken;

namespace ui {

namespace {

constexpr int kPadding = 12;
constexpr int kMark = 12;
constexpr int kGap = 18;
constexpr int kClear = 26; ///< the button within the field
constexpr int kLeastNote = 60;
constexpr int kSlack = 3; // a text is drawn a little wider than it is measured

QTextCharFormat formatFor(FilterToken::Kind kind, const Tokens &t)
{
    QTextCharFormat format;
    switch (kind) {
    case FilterToken::Kind::Key:
    case FilterToken::Kind::Word:
        format.setForeground(t.accent);
        break;
    case FilterToken::Kind::Operator:
    case FilterToken::Kind::Not:
    case FilterToken::Kind::Or:
    case FilterToken::Kind::Paren:
        format.setForeground(t.secondary);
        break;
    case FilterToken::Kind::Value:
        format.setForeground(t.text);
        break;
    case FilterToken::Kind::Bad:
        format.setForeground(t.error);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(t.error);
        break;
    }
    return format;
}

bool hasAlternatives(const QString &text)
{
    const std::vector<FilterToken> tokens = Filter::tokens(text);
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const auto &token) { return token.kind == FilterToken::Kind::Or; });
}

bool hasTerm(const QString &text, const QString &term)
{
    return QString(u' ' + text + u' ').contains(u' ' + term + u' ');
}

} // namespace

FilterLine::FilterLine(QWidget *parent)
    : QLineEdit(parent)
    , m_completion(new FilterCompletion(*this, m_history))
    , m_clear(addAction(icon(u"close"_s, Tint::Quiet), QLineEdit::TrailingPosition))
{
    setObjectName(u"filter"_s);
    setAccessibleName(tr("Filter"));
    setPlaceholderText(tr("Filter: subject:orders.> latency>20ms unanswered"));
    setMaxLength(int(Filter::kMaxText));
    setLook(this, Look::Mono);
    setClearsOnEscape(true);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &FilterLine::take);
    connect(m_clear, &QAction::triggered, this, &FilterLine::clearFilter);
    connect(this, &QLineEdit::textChanged, this, &FilterLine::validate);
    connect(this, &QLineEdit::textEdited, this, [this] { m_completion->offer(false); });
    validate();
}

void FilterLine::setFilterText(const QString &text)
{
    setText(text);
    if (isWrong())
        return;
    take();
    remember();
}

void FilterLine::addTerm(const QString &term)
{
    const QString before = (isWrong() ? m_filter.text() : text()).trimmed();
    if (hasTerm(before, term)) {
        setFilterText(before);
        return;
    }
    const QString first = hasAlternatives(before) ? QString(u'(' + before + u')') : before;
    setFilterText(first.isEmpty() ? term : QString(first + u' ' + term));
}

void FilterLine::setClearsOnEscape(bool clears)
{
    m_clearsOnEscape = clears;
    m_clear->setText(clears ? tr("Clear the filter (Esc)") : tr("Clear the filter"));
}

void FilterLine::setKind(capture::RowKind kind)
{
    m_kind = kind;
    showNote();
}

void FilterLine::setCount(quint64 matching, quint64 total, bool working)
{
    m_matching = matching;
    m_total = total;
    m_working = working;
    showNote();
}

void FilterLine::setHistory(const QStringList &filters)
{
    m_history = filters.first(qMin(filters.size(), kMaxHistory));
}

void FilterLine::validate()
{
    const auto filter = Filter::parse(text());
    m_problem = filter ? QString() : filter.error().text;
    m_clear->setVisible(!text().isEmpty());
    setLook(this, filter ? Look::Mono : Look::Invalid);
    colour();
    showNote();
    if (filter) {
        m_typed = *filter;
        m_delay.start();
    } else {
        m_delay.stop();
    }
}

// A line edit shows formats only for what an input method has in hand; it takes them for any part
// of the text, though.
void FilterLine::colour()
{
    if (m_composing)
        return;
    const Tokens &t = tokens(palette());
    QList<QInputMethodEvent::Attribute> attributes;
    for (const FilterToken &token : Filter::tokens(text())) {
        attributes.emplaceBack(QInputMethodEvent::TextFormat, int(token.begin) - cursorPosition(),
                               int(token.size), formatFor(token.kind, t));
    }
    QInputMethodEvent event({}, attributes);
    QLineEdit::inputMethodEvent(&event);
}

void FilterLine::take()
{
    m_delay.stop();
    if (isWrong() || m_typed.text().trimmed() == m_filter.text().trimmed())
        return;
    m_filter = m_typed;
    emit filterChanged(m_filter);
}

void FilterLine::remember()
{
    const QString used = text().trimmed();
    if (isWrong() || used.isEmpty() || (!m_history.isEmpty() && m_history.front() == used))
        return;
    m_history.removeAll(used);
    m_history.prepend(used);
    m_history = m_history.first(qMin(m_history.size(), kMaxHistory));
    emit historyChanged();
}

void FilterLine::clearFilter()
{
    remember();
    // As a person does it, so that it can be undone.
    selectAll();
    del();
    m_completion->close();
    take();
}

QString FilterLine::note() const
{
    if (isWrong())
        return m_problem;
    if (m_total == 0)
        return {};
    const bool messages = m_kind == capture::RowKind::Messages;
    const QString total = m_total == 1 ? (messages ? tr("1 message") : tr("1 conversation"))
        : messages                     ? tr("%1 messages").arg(formatCount(m_total))
                                       : tr("%1 conversations").arg(formatCount(m_total));
    if (m_filter.isEmpty() && m_matching == m_total)
        return total;
    // An ellipsis while there is more to look at: the figure still grows.
    const QString counted = m_working ? tr("%1… of %2") : tr("%1 of %2");
    return counted.arg(formatCount(m_matching), total);
}

void FilterLine::showNote()
{
    const QString text = note();
    const bool wrong = isWrong();
    setToolTip(wrong ? text : QString());
    setAccessibleDescription(text);
    const int room = width() - 2 * kPadding - kMark - (m_clear->isVisible() ? kClear : 0);
    const int typed = fontMetrics().horizontalAdvance(this->text()) + kGap;
    const int wanted
        = text.isEmpty() ? 0 : QFontMetrics(textFont()).horizontalAdvance(text) + kSlack + kGap;
    // What is wrong may hide the beginning of what is typed, a figure may not.
    const int least = wrong ? qMin(wanted, room / 2) : 0;
    const int note = qBound(least, room - typed, qMax(least, wanted));
    setTextMargins(kMark + 8, 0, note < kLeastNote ? 0 : note, 0);
    update();
}

void FilterLine::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    const QRect mark(kPadding, (height() - kMark) / 2, kMark, kMark);
    if (text().trimmed().isEmpty())
        icon(u"search"_s, Tint::Quiet).paint(&painter, mark.adjusted(-1, -1, 1, 1));
    else
        paintSeverityMark(painter, mark, isWrong() ? SeverityMark::Error : SeverityMark::Ok, t);
    const int room = textMargins().right() - kGap;
    if (room <= 0)
        return;
    const int end = width() - kPadding - (m_clear->isVisible() ? kClear : 0);
    paintElided(painter, QRect(end - room, 0, room, height()), note(), textFont(),
                isWrong() ? t.error : t.secondary, Qt::AlignRight);
}

void FilterLine::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    showNote();
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool choosing = enter || event->key() == Qt::Key_Tab;
    if (m_completion->isOpen()
        && ((choosing && m_completion->hasCurrent()) || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the popup's
        return;
    }
    if (enter) {
        m_completion->close();
        take();
        remember();
        event->accept();
    } else if (event->key() == Qt::Key_Escape && m_clearsOnEscape && !text().isEmpty()) {
        clearFilter();
        event->accept();
    } else if (event->key() == Qt::Key_Down
               || (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)) {
        m_completion->offer(true);
        event->accept();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void FilterLine::inputMethodEvent(QInputMethodEvent *event)
{
    QLineEdit::inputMethodEvent(event);
    m_composing = !event->preeditString().isEmpty();
    colour();
}

void FilterLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        remember();
}

void FilterLine::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace ui
